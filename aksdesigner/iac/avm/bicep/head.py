"""Parameters that nearly every module of the Bicep registry has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, said
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.read.values import Identity


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


def subnet_in(network: Any, name: str) -> Identity:
    """Return the id of a subnet that a module finds by its name. Raises UnreadableError."""
    if not isinstance(network, Identity):
        raise UnreadableError(f"{network!r} is no id of a network")
    kind = f"{network.type}/subnets"
    return replace(network, type=kind, names=(*network.names, name))
