"""Microsoft.Network/virtualNetworks/virtualNetworkPeerings -> the peering module, a half each."""

from __future__ import annotations

from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

FLAGS = (
    "allowVirtualNetworkAccess",
    "allowForwardedTraffic",
    "allowGatewayTransit",
    "useRemoteGateways",
)


def to_module(source: Source) -> Body:
    """Return the parameters; the module would leave the remote gateway unverified by default."""
    body = source.body
    properties = body.object("properties")
    return {
        "name": body.need("name"),
        "localVnetName": source.parent_name(),
        "remoteVirtualNetworkResourceId": properties.object("remoteVirtualNetwork").need("id"),
        **{flag: properties.take(flag) for flag in FLAGS},
        "doNotVerifyRemoteGateways": False,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    call.must("doNotVerifyRemoteGateways", value=False)
    properties = said(
        remoteVirtualNetwork=reference(call.need("remoteVirtualNetworkResourceId")),
        allowVirtualNetworkAccess=call.take("allowVirtualNetworkAccess"),
        allowForwardedTraffic=call.take("allowForwardedTraffic"),
        allowGatewayTransit=call.take("allowGatewayTransit"),
        useRemoteGateways=call.take("useRemoteGateways"),
    )
    return Made({"properties": properties})
