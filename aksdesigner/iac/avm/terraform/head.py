"""Parameters that nearly every module of the Terraform registry has."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.expression import Expression, Raw


def head(body: BodyReader, name: Expression | None = None) -> dict[str, Raw]:
    """Return name, location, tags, and that the module reports no use to Microsoft.

    `name` is that of a body from which it was taken already.
    """
    return {
        "name": name or body.need("name"),
        "location": body.need("location"),
        "tags": body.take("tags"),
        "enable_telemetry": False,
    }
