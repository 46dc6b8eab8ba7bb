"""Follow: what names an address names the new one, when a move has changed it."""

from __future__ import annotations

from collections import Counter

from aksdesigner.edit.changes import with_each, with_topology
from aksdesigner.edit.suggest import addresses_of
from aksdesigner.model.address import Address
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.route_table import Route, RouteTable
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Topology

Moves = dict[Address, Address]


def followed(before: Document, after: Document) -> Document:
    """Return `after` with next hops and DNS servers that meant a moved device's old address.

    Only an address that exactly one device had, and that no device has now, is followed.
    """
    moves = moved_addresses(before.topology, after.topology)
    if not moves:
        return after
    topology = with_each(after.topology, RouteTable, lambda table: _table(table, moves))
    topology = with_each(topology, VirtualNetwork, lambda vnet: _network(vnet, moves))
    return with_topology(after, topology)


def moved_addresses(before: Topology, after: Topology) -> Moves:
    """Return old and new address of each firewall, appliance, balancer and machine that moved."""
    owners = Counter(address for _, address in addresses_of(before))
    now = {address for _, address in addresses_of(after)}
    moves: Moves = {}
    for section in ("firewalls", "nvas", "load_balancers", "vms"):
        new = {item.uid: item.ip for item in getattr(after, section)}
        for item in getattr(before, section):
            address = new.get(item.uid)
            if item.ip is None or address is None or address == item.ip:
                continue
            if owners[item.ip] == 1 and item.ip not in now:
                moves[item.ip] = address
    return moves


def _table(table: RouteTable, moves: Moves) -> RouteTable:
    routes = tuple(_route(route, moves) for route in table.routes)
    if all(a is b for a, b in zip(routes, table.routes, strict=True)):
        return table
    return table.model_copy(update={"routes": routes})


def _route(route: Route, moves: Moves) -> Route:
    if route.next_hop_ip is None or route.next_hop_ip not in moves:
        return route
    return route.model_copy(update={"next_hop_ip": moves[route.next_hop_ip]})


def _network(vnet: VirtualNetwork, moves: Moves) -> VirtualNetwork:
    servers = tuple(moves.get(server, server) for server in vnet.dns_servers)
    return vnet if servers == vnet.dns_servers else vnet.model_copy(update={"dns_servers": servers})
