"""Parameters that nearly every module of the Bicep registry has."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.expression import Raw


def head(body: BodyReader) -> dict[str, Raw]:
    """Return name, location, tags, and that the module reports no use to Microsoft."""
    return {
        "name": body.need("name"),
        "location": body.take("location"),
        "tags": body.take("tags"),
        "enableTelemetry": False,
    }
