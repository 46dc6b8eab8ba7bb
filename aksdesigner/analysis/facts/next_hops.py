"""Where a subnet's default traffic goes, and who answers at a next hop (azure-rules C.1, C.4)."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import network_holding, network_keys
from aksdesigner.analysis.facts.places import Place
from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.route_table import Route, RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

FORWARDED = ("VirtualAppliance", "VirtualNetworkGateway")


@kept
def default_route(facts: Facts, subnet: Key) -> EffectiveRoute | None:
    """Return the row for 0.0.0.0/0 that is in use, or None."""
    for row in facts.effective_routes(subnet):
        is_default = isinstance(row.prefix, Cidr) and row.prefix.is_default
        if is_default and row.state == "Active" and not row.suppressed:
            return row
    return None


def takes_away(row: EffectiveRoute | None) -> bool:
    """Return whether a default route hands traffic to an appliance or a gateway."""
    return row is not None and row.next_hop_type in FORWARDED


def route_table_of(facts: Facts, subnet: Subnet) -> RouteTable | None:
    """Return the route table of a subnet."""
    return facts.index.get(RouteTable, subnet.route_table)


def user_default(facts: Facts, subnet: Subnet) -> Route | None:
    """Return the user route for 0.0.0.0/0 of a subnet's table, or None."""
    table = route_table_of(facts, subnet)
    for route in table.routes if table else ():
        if isinstance(route.prefix, Cidr) and route.prefix.is_default and route.prefix.version == 4:
            return route
    return None


@kept
def _users_of_tables(facts: Facts) -> dict[str, tuple[Key, ...]]:
    """Return the networks with a subnet that each route table is attached to, in file order."""
    found: dict[str, list[Key]] = {}
    for vnet in network_keys(facts):
        for table in _tables_in(facts, vnet):
            found.setdefault(table, []).append(vnet)
    return {table: tuple(vnets) for table, vnets in found.items()}


@kept
def _tables_in(facts: Facts, vnet: Key) -> tuple[str, ...]:
    found = facts.index.at(vnet)
    subnets = found.subnets if isinstance(found, VirtualNetwork) else ()
    names = dict.fromkeys(subnet.route_table for subnet in subnets)
    return tuple(name for name in names if name is not None)


def _attached_in(facts: Facts, vnet: Key, table: str) -> Iterator[tuple[Key, Subnet]]:
    found = facts.index.at(vnet)
    for subnet in found.subnets if isinstance(found, VirtualNetwork) else ():
        if subnet.route_table == table:
            yield key_of("subnet", f"{split_key(vnet)[1]}/{subnet.name}"), subnet


@kept
def subnets_with(facts: Facts, table: str) -> tuple[tuple[Key, Subnet], ...]:
    """Return the subnets that a route table is attached to, in file order."""
    users = _users_of_tables(facts).get(table, ())
    return tuple(attached for vnet in users for attached in _attached_in(facts, vnet, table))


@kept
def owner_at(facts: Facts, subnet: Key, address: Address) -> Place | None:
    """Return what owns an address in the subnet's network or in one peered with it, or None."""
    own = network_of(subnet)
    for vnet in (own, *facts.connected(own)):
        place = facts.owner_of(address, vnet)
        if place is not None:
            return place
    return None


@kept
def holder_of(facts: Facts, address: Address) -> Key | None:
    """Return the first network whose address space holds an address, or None."""
    return network_holding(facts, address)


def firewall_at(facts: Facts, subnet: Key, row: EffectiveRoute | None) -> Firewall | None:
    """Return the Azure Firewall that a row leads to, or None."""
    for address in row.next_hop_ips if row else ():
        place = owner_at(facts, subnet, address)
        found = facts.index.at(place.key) if place and place.key else None
        if isinstance(found, Firewall):
            return found
    return None


def keeps_state(facts: Facts, place: Place | None) -> bool:
    """Return whether a next hop is an appliance that drops what it saw only half of (F-04)."""
    found = facts.index.at(place.key) if place and place.key else None
    if isinstance(found, Firewall):
        return True
    if isinstance(found, NetworkVirtualAppliance):
        return found.stateful and found.ip_forwarding
    if isinstance(found, LoadBalancer):
        behind = [facts.index.at(key) for key in found.backends]
        return any(isinstance(b, NetworkVirtualAppliance) and b.stateful for b in behind)
    return False


@kept
def tenants_of(facts: Facts, subnet: Key) -> tuple[Key, ...]:
    """Return the machines, load balancers, appliances and pools that live in a subnet."""
    kinds = ("vm", "lb", "nva", "node", "pod")
    within = facts.places.within(network_of(subnet))
    found = (p.key for p in within if p.subnet == subnet and p.kind in kinds)
    return tuple(dict.fromkeys(key for key in found if key is not None))


def first_address(subnet: Subnet) -> Address | None:
    """Return the first IPv4 address of a subnet's block, or None for one without a prefix."""
    return next((p.first for p in subnet.prefixes if p.version == 4), None)
