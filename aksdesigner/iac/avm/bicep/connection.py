"""Microsoft.Network/connections -> the gateway connection module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Expression


def to_module(source: Source) -> Body:
    """Return the parameters; a gateway at the other end is its id."""
    body = source.body
    properties = body.object("properties")
    near = _end(properties, "virtualNetworkGateway1")
    return {
        **head(body),
        "connectionType": properties.need("connectionType"),
        "virtualNetworkGateway1": {"id": near} if near else None,
        "virtualNetworkGateway2ResourceId": _end(properties, "virtualNetworkGateway2"),
        "localNetworkGateway2ResourceId": _end(properties, "localNetworkGateway2"),
        "peerResourceId": properties.id("peer"),
        "enableBgp": properties.take("enableBgp"),
        "vpnSharedKey": properties.take("sharedKey"),
    }


def _end(properties: BodyReader, name: str) -> Expression | None:
    end = properties.object(name)
    end.object("properties")  # ARM asks for it, and it is empty
    return end.take("id")
