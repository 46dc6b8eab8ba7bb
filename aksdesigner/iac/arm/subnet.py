"""Subnet -> Microsoft.Network/virtualNetworks/subnets."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, reference
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.network import default_outbound, subnet_prefixes
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


def to_arm(draft: Draft, key: Key, subnet: Subnet) -> None:
    """Declare a subnet after the one before it: Azure changes a network one step at a time."""
    vnet = draft.design.index.by_key[key].parent or ""
    network = draft.design.index.at(vnet)
    assert isinstance(network, VirtualNetwork)
    before = _before(draft, network, subnet)
    draft.declare(
        versioned(NETWORK + "virtualNetworks/subnets"),
        key,
        {
            "parent": Property(draft.symbols.symbol(vnet), ()),
            "name": subnet.name,
            "properties": _properties(draft, key, network, subnet),
        },
        depends_on=(draft.symbols.symbol(before),) if before else (),
    )


def _before(draft: Draft, network: VirtualNetwork, subnet: Subnet) -> Key | None:
    keys = [key_of("subnet", f"{network.name}/{s.name}") for s in network.subnets]
    own = keys.index(key_of("subnet", f"{network.name}/{subnet.name}"))
    earlier = [k for k in keys[:own] if not draft.design.is_existing(k)]
    return earlier[-1] if earlier else None


def _properties(draft: Draft, key: Key, network: VirtualNetwork, subnet: Subnet) -> dict[str, Raw]:
    prefixes = subnet_prefixes(draft, key, network, subnet)
    return {
        "addressPrefixes": prefixes,
        "routeTable": _named(draft, "rt", subnet.route_table),
        "networkSecurityGroup": _named(draft, "nsg", subnet.nsg),
        "natGateway": _named(draft, "natgw", subnet.nat_gateway),
        "delegations": _delegations(subnet),
        "serviceEndpoints": [{"service": s} for s in subnet.service_endpoints] or None,
        "privateEndpointNetworkPolicies": subnet.pe_policies,
        "privateLinkServiceNetworkPolicies": subnet.pls_policies,
        "defaultOutboundAccess": default_outbound(subnet),
    }


def _named(draft: Draft, kind: str, name: str | None) -> Raw:
    return reference(draft.id_of(key_of(kind, name))) if name else None


def _delegations(subnet: Subnet) -> Raw:
    if not subnet.delegation:
        return None
    return [{"name": "delegation", "properties": {"serviceName": subnet.delegation}}]
