"""Microsoft.Network/virtualNetworks/subnets -> the subnet module, one call each."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader, UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw


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
