"""Parameters that nearly every module of the Bicep registry has."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Raw


def head(body: BodyReader) -> dict[str, Raw]:
    """Return name, location, tags, and that the module reports no use to Microsoft."""
    return {
        "name": body.need("name"),
        "location": body.take("location"),
        "tags": body.take("tags"),
        "enableTelemetry": False,
    }


def body_of(call: Parameters, properties: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """Return the body that a call says: location, tags, properties, and what else is given."""
    call.must("enableTelemetry", value=False)
    return said(
        location=call.take("location"), tags=call.take("tags"), properties=properties, **more
    )
