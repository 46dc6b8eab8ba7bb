"""Subnet -> Microsoft.Network/virtualNetworks/subnets."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, reference
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.network import MANAGED_SUBNETS, default_outbound, subnet_prefixes
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Identity
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


def from_arm(lift: Lift, network: Identity) -> tuple[Subnet, ...]:
    """Return the subnets that code creates in a network."""
    return tuple(_read(lift, item) for item in lift.children(network, "subnets"))


def _read(lift: Lift, item: ReadResource) -> Subnet:
    said = lift.read(item)
    properties = said.inner("properties")
    outbound = properties.get("defaultOutboundAccess")
    subnet = made(
        said,
        Subnet,
        name=item.name,
        prefixes=properties.drawn("addressPrefixes") or (),
        route_table=lift.named(properties, "routeTable", "rt"),
        nsg=lift.named(properties, "networkSecurityGroup", "nsg"),
        nat_gateway=lift.named(properties, "natGateway", "natgw"),
        delegation=_read_delegation(properties),
        service_endpoints=_read_endpoints(properties),
        pe_policies=properties.take("privateEndpointNetworkPolicies"),
        pls_policies=properties.take("privateLinkServiceNetworkPolicies"),
        private=not outbound,
    )
    if outbound is None and not (subnet.delegation or subnet.name in MANAGED_SUBNETS):
        properties.report("defaultOutboundAccess is missing: nobody else fills the subnet")
    properties.done()
    said.done()
    return subnet


def _read_delegation(properties: Said) -> str | None:
    if not properties.has("delegations"):
        return None
    said = properties.lone("delegations")
    if said is None:
        return None
    said.must("name", "delegation")
    inner = said.inner("properties")
    found: str | None = inner.take("serviceName")
    inner.done()
    said.done()
    return found


def _read_endpoints(properties: Said) -> tuple[str, ...]:
    out = []
    for said in properties.each("serviceEndpoints"):
        out.append(str(said.take("service")))
        said.done()
    return tuple(out)
