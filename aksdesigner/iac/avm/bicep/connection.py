"""Microsoft.Network/connections -> the gateway connection module."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body, Expression
from aksdesigner.iac.read.registry import Made


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


def from_module(call: Parameters) -> Made:
    """Return the body; ARM asks for empty properties of each end."""
    properties = said(
        connectionType=call.need("connectionType"),
        virtualNetworkGateway1=_read_end(call.object("virtualNetworkGateway1").take("id")),
        virtualNetworkGateway2=_read_end(call.take("virtualNetworkGateway2ResourceId")),
        localNetworkGateway2=_read_end(call.take("localNetworkGateway2ResourceId")),
        peer=reference(call.take("peerResourceId")),
        enableBgp=call.take("enableBgp"),
        sharedKey=call.take("vpnSharedKey"),
    )
    return Made(body_of(call, properties))


def _read_end(identity: Any) -> dict[str, Any] | None:
    return None if identity is None else {"id": identity, "properties": {}}
