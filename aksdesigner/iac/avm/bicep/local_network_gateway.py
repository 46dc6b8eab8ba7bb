"""Microsoft.Network/localNetworkGateways -> the local network gateway module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters; the module asks for prefixes, which a site with BGP does not say."""
    body = source.body
    properties = body.object("properties")
    space = properties.object("localNetworkAddressSpace")
    return {
        **head(body),
        "localAddressPrefixes": space.need("addressPrefixes"),
        "localGatewayPublicIpAddress": properties.need("gatewayIpAddress"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    properties = {
        "localNetworkAddressSpace": {"addressPrefixes": call.need("localAddressPrefixes")},
        "gatewayIpAddress": call.need("localGatewayPublicIpAddress"),
    }
    return Made(body_of(call, properties))
