"""User routes by which neighbours in one subnet fare differently.

They are those for a part of a subnet, and those that lead to one of the neighbours: what is sent to
the appliance itself ends there, what is sent to its neighbour passes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.network_mentions import networks_of
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_table import Route, RouteTable
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

Hop = tuple[str, int, str, str]  # table, length of the prefix, next hop type, next hop


@by_table
def _narrow(facts: Facts, table: RouteTable) -> Iterator[tuple[Key, Cidr, Hop]]:
    """Yield (network, prefix, hop) of the routes that split a subnet."""
    for route in table.routes:
        if isinstance(route.prefix, Cidr):
            prefix = route.prefix.network
            for vnet in networks_of(facts, prefix):
                if _splits(facts, vnet, prefix):
                    yield vnet, prefix, _hop(table, route, prefix)


def _hop(table: RouteTable, route: Route, prefix: Cidr) -> Hop:
    return table.name, prefix.length, route.next_hop_type, str(route.next_hop_ip)


def _splits(design: Design, vnet: Key, prefix: Cidr) -> bool:
    found = design.index.at(vnet)
    subnets = found.subnets if isinstance(found, VirtualNetwork) else ()
    return any(space.strictly_contains(prefix) for sub in subnets for space in sub.prefixes)


@kept
def _by_network(facts: Facts) -> dict[Key, tuple[tuple[Cidr, Hop], ...]]:
    found: dict[Key, list[tuple[Cidr, Hop]]] = {}
    for vnet, prefix, hop in _narrow(facts):
        found.setdefault(vnet, []).append((prefix, hop))
    return {vnet: tuple(routes) for vnet, routes in found.items()}


@kept
def narrow_routes(facts: Facts, vnet: Key) -> tuple[tuple[Cidr, Hop], ...]:
    """Return the routes of all tables for parts of the subnets of a network, as (prefix, hop)."""
    return _by_network(facts).get(vnet, ())


def hops_to(routes: tuple[tuple[Cidr, Hop], ...], address: Address) -> frozenset[Hop]:
    """Return where such routes send packets for an address; equal answers, equal fates."""
    return frozenset(hop for prefix, hop in routes if prefix.contains(address))


@by_table
def _appliances(facts: Facts, table: RouteTable) -> Iterator[tuple[Key, Address]]:
    """Yield (network, address) of the next hops of a table, where a network holds them."""
    hops = dict.fromkeys(route.next_hop_ip for route in table.routes if route.next_hop_ip)
    for hop in hops:
        for vnet in networks_of(facts, hop):
            yield vnet, hop


@kept
def _appliances_by_network(facts: Facts) -> dict[Key, frozenset[Address]]:
    found: dict[Key, set[Address]] = {}
    for vnet, hop in _appliances(facts):
        found.setdefault(vnet, set()).add(hop)
    return {vnet: frozenset(hops) for vnet, hops in found.items()}


@kept
def next_hops_in(facts: Facts, vnet: Key) -> frozenset[Address]:
    """Return the addresses of a network that user routes lead to."""
    return _appliances_by_network(facts).get(vnet, frozenset())
