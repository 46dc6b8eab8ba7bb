"""Microsoft.Network/routeTables -> the route table module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters: routes keep the shape that ARM gives them."""
    body = source.body
    properties = body.object("properties")
    return {
        **head(body),
        "disableBgpRoutePropagation": properties.take("disableBgpRoutePropagation"),
        "routes": properties.take("routes"),
    }
