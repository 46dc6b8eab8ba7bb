"""Microsoft.Network/localNetworkGateways -> the local network gateway module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import given
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters; the module asks for prefixes, which a site with BGP has none of."""
    body = source.body
    properties = body.object("properties")
    prefixes = properties.object("localNetworkAddressSpace").take("addressPrefixes")
    speaker = properties.object("bgpSettings")
    asn, address = speaker.take("asn"), speaker.take("bgpPeeringAddress")
    return {
        **head(body),
        "localAddressPrefixes": prefixes or [],
        "localGatewayPublicIpAddress": properties.need("gatewayIpAddress"),
        "bgpSettings": given({"localAsn": asn, "localBgpPeeringAddress": address}),
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    prefixes = call.needed_items("localAddressPrefixes")
    speaker = call.object("bgpSettings")
    bgp = None
    if speaker.said():
        bgp = {
            "asn": speaker.need("localAsn"),
            "bgpPeeringAddress": speaker.need("localBgpPeeringAddress"),
        }
    properties = said(
        localNetworkAddressSpace={"addressPrefixes": prefixes} if prefixes else None,
        gatewayIpAddress=call.need("localGatewayPublicIpAddress"),
        bgpSettings=bgp,
    )
    return Made(body_of(call, properties))
