"""Routes to appliances, gateways and the Internet for a subnet, in its own table or a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.design import network_of
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.route import SetRoute
from aksdesigner.edit.suggest import next_name
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.subnet import Subnet

DEFAULT = "0.0.0.0/0"


@dataclass(frozen=True)
class Appliance:
    """A forwarder that a subnet can name as next hop."""

    key: Key
    address: Address

    @property
    def name(self) -> str:
        """What people call it."""
        return label_of(self.key)


def appliances_near(analysis: Analysis, subnet: Key) -> Iterator[Appliance]:
    """Yield firewalls, then appliances, of a subnet's network and of those peered with it.

    Peers come first: the appliance of a hub serves its spokes. One in the subnet itself is left out.
    """
    facts = analysis.facts
    own = network_of(subnet)
    near = (*facts.connected(own), own)
    topology = facts.topology
    forwarders = [key_of("fw", item.name) for item in topology.firewalls]
    forwarders += [key_of("nva", item.name) for item in topology.nvas if item.ip_forwarding]
    for vnet in near:
        for key in forwarders:
            place = places_of(facts).first(key)
            if place is not None and place.vnet == vnet and place.subnet != subnet:
                yield Appliance(key, place.address)


def to_appliance(
    analysis: Analysis, subnet: Key, prefix: str, appliance: Appliance
) -> tuple[Command, ...]:
    """Return commands that send a prefix of a subnet to an appliance."""
    return routed(analysis, subnet, prefix, "VirtualAppliance", str(appliance.address))


def routed(
    analysis: Analysis,
    subnet: Key,
    prefix: str,
    next_hop_type: str,
    next_hop_ip: str | None = None,
) -> tuple[Command, ...]:
    """Return commands that give a subnet a route, in its own table or in a new one of its own."""
    return routes_of(analysis, subnet, [prefix], next_hop_type, next_hop_ip)


def routes_of(
    analysis: Analysis,
    subnet: Key,
    prefixes: list[str],
    next_hop_type: str,
    next_hop_ip: str | None = None,
) -> tuple[Command, ...]:
    """Return commands that give a subnet several routes to one next hop."""
    found = analysis.document.topology.index.at(subnet)
    if not isinstance(found, Subnet):
        return ()
    if found.route_table is not None:
        table = key_of("rt", found.route_table)
        return tuple(SetRoute(table, p, next_hop_type, next_hop_ip, _name(p)) for p in prefixes)
    name = table_name(analysis, subnet)
    table = key_of("rt", name)
    return (
        AddResource("rt", name=name),
        *(SetRoute(table, p, next_hop_type, next_hop_ip, _name(p)) for p in prefixes),
        Connect(subnet, table),
    )


def table_name(analysis: Analysis, subnet: Key) -> str:
    """Return a free name for a route table of a subnet."""
    wanted = f"rt-{split_key(subnet)[1].replace('/', '-')}"
    taken = {table.name.casefold() for table in analysis.document.topology.route_tables}
    return wanted if wanted.casefold() not in taken else next_name(analysis.document, "rt")


def _name(prefix: str) -> str | None:
    return "default" if prefix == DEFAULT else None


def prefixes_of(analysis: Analysis, key: Key) -> list[str]:
    """Return the IPv4 prefixes of a subnet, network or site."""
    found = analysis.document.topology.index.at(key)
    return [str(p.network) for p in getattr(found, "prefixes", ()) if p.version == 4]
