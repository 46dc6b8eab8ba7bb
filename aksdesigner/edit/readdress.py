"""Follow: what names an address names the new one, when a move has changed it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aksdesigner.edit.changes import (
    checked,
    found,
    with_each,
    with_replaced,
    with_topology,
)
from aksdesigner.edit.command import Refused
from aksdesigner.edit.suggest import addresses_of
from aksdesigner.model.address import Address
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.route_table import Route, RouteTable
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource
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


@dataclass(frozen=True)
class Readdress:
    """Give a resource another address in the place of one that it has.

    Next hops and DNS servers that meant the old address mean the new one, where nobody else has
    the old one.
    """

    key: Key
    old: str
    new: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Give {label_of(self.key)} {self.new}"

    def apply(self, document: Document) -> Document:
        """Return the document with the address. Raises Refused where the old one is not there."""
        resource = found(document.topology.index, self.key)
        field = next((name for name in _FIELDS if self._has(resource, name)), None)
        if field is None:
            raise Refused(f"{label_of(self.key)} does not have {self.old}.")
        value: object = self.new
        if field in _LISTS:
            value = [self.new if str(a) == self.old else str(a) for a in getattr(resource, field)]
        changed = checked(resource, {field: value})
        after = with_topology(document, with_replaced(document.topology, resource, changed))
        return followed(document, after)

    def _has(self, resource: Resource, name: str) -> bool:
        value = getattr(resource, name, None)
        return self.old in map(str, value if isinstance(value, tuple) else (value,))


_FIELDS = ("ip", "ips", "private_ip", "inbound_ip", "node_ip")
_LISTS = ("ips",)
