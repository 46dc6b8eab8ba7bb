"""Microsoft.Network/virtualNetworks/subnets -> the subnet module, one call each."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader, UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters; the subnet stays one resource with one owner."""
    body = source.body
    properties = body.object("properties")
    services: list[Raw] = [x.need("service") for x in properties.objects("serviceEndpoints")]
    return {
        "name": body.need("name"),
        "virtualNetworkName": source.parent_name(),
        "enableTelemetry": False,
        "addressPrefixes": properties.need("addressPrefixes"),
        "routeTableResourceId": properties.id("routeTable"),
        "networkSecurityGroupResourceId": properties.id("networkSecurityGroup"),
        "natGatewayResourceId": properties.id("natGateway"),
        "delegation": _delegation(properties.objects("delegations")),
        "serviceEndpoints": services or None,
        "privateEndpointNetworkPolicies": properties.take("privateEndpointNetworkPolicies"),
        "privateLinkServiceNetworkPolicies": properties.take("privateLinkServiceNetworkPolicies"),
        "defaultOutboundAccess": properties.take("defaultOutboundAccess"),
    }


def _delegation(delegations: list[BodyReader]) -> Raw:
    if len(delegations) > 1:
        raise UnsayableError("it takes one delegation")
    for delegation in delegations:
        delegation.take("name")  # the module gives it its own
        return delegation.object("properties").need("serviceName")
    return None


def from_module(call: Parameters) -> Made:
    """Return the body; the module gives a delegation a name, which tells nobody anything."""
    call.must("enableTelemetry", value=False)
    service = call.take("delegation")
    delegation = {"name": "delegation", "properties": {"serviceName": service}}
    properties = said(
        addressPrefixes=call.take("addressPrefixes"),
        routeTable=reference(call.take("routeTableResourceId")),
        networkSecurityGroup=reference(call.take("networkSecurityGroupResourceId")),
        natGateway=reference(call.take("natGatewayResourceId")),
        delegations=[delegation] if service is not None else None,
        serviceEndpoints=[{"service": name} for name in call.items("serviceEndpoints")] or None,
        privateEndpointNetworkPolicies=call.take("privateEndpointNetworkPolicies"),
        privateLinkServiceNetworkPolicies=call.take("privateLinkServiceNetworkPolicies"),
        defaultOutboundAccess=call.take("defaultOutboundAccess"),
    )
    return Made({"properties": properties})
