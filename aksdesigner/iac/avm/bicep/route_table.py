"""Microsoft.Network/routeTables -> the route table module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters: routes keep the shape that ARM gives them."""
    body = source.body
    properties = body.object("properties")
    return {
        **head(body),
        "disableBgpRoutePropagation": properties.take("disableBgpRoutePropagation"),
        "routes": properties.take("routes"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    properties = said(
        disableBgpRoutePropagation=call.take("disableBgpRoutePropagation"),
        routes=call.take("routes"),
    )
    return Made(body_of(call, properties))
