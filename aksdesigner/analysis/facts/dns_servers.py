"""Whom a network asks for names, and in which network the answer is made (azure-rules E.2 step 1).

Azure's own DNS and the DNS proxy of an Azure Firewall are followed. Other servers that a packet
can reach have forwarders that the design does not say: the answer is notComputed then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.arrival import undo_at_host
from aksdesigner.analysis.facts.design import Design, subnet_key
from aksdesigner.analysis.facts.packets import Packet, Standing, Stop, Walk
from aksdesigner.analysis.facts.places import Place, as_host, first_assignable, places_of
from aksdesigner.analysis.facts.private_ranges import PLATFORM_DNS
from aksdesigner.analysis.facts.walk import run
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

DNS_PORT = 53


@dataclass(frozen=True)
class Context:
    """The network whose zones answer, or why none does."""

    vnet: Key | None
    trouble: Literal["dns_unreachable", "notComputed"] | None = None
    server: Address | None = None


def context_of(design: Design, vnet: Key) -> Context:
    """Return the network in whose place a name is resolved: the first reachable server decides."""
    network = design.index.at(vnet)
    servers = network.dns_servers if isinstance(network, VirtualNetwork) else ()
    if not servers:
        return Context(vnet)
    for server in servers:
        found = _asked(design, vnet, server)
        if found.trouble != "dns_unreachable":
            return found
    return Context(None, "dns_unreachable", servers[0])


def _asked(design: Design, vnet: Key, server: Address) -> Context:
    if server == PLATFORM_DNS:
        return Context(vnet, server=server)
    client = _client(design, vnet)
    if client is None:
        return Context(None, "notComputed", server)
    walk, stop = _packet(design, client, server)
    if stop.verdict == "notComputed":
        return Context(None, "notComputed", server)
    if stop.kind != "host" or not _reply_arrives(design, walk, client):
        return Context(None, "dns_unreachable", server)
    return _answering(design, walk, server)


def _client(design: Design, vnet: Key) -> Place | None:
    network = design.vnet(vnet)
    for subnet in network.subnets:
        address = first_assignable(subnet)
        if address is not None:
            key = subnet_key(network.name, subnet.name)
            owner = places_of(design).owner(vnet, address)
            return owner if owner and owner.subnet == key else as_host(design, vnet, address)
    return None


def _packet(design: Design, client: Place, server: Address) -> tuple[Walk, Stop]:
    packet = Packet(client.address, server, DNS_PORT, "udp")
    walk = Walk(design, "forward", packet, filtered=True, home=client)
    walk.here = Standing.at(client)
    return walk, run(walk)


def _reply_arrives(design: Design, walk: Walk, client: Place) -> bool:
    translations = list(walk.translations)
    reply = walk.packet.reply
    back = Walk(design, "return", reply, filtered=True, home=client, translations=translations)
    back.here = walk.here
    undo_at_host(back)
    return run(back).kind == "host" and walk.stateful == back.stateful[::-1]


def _answering(design: Design, walk: Walk, server: Address) -> Context:
    place = walk.here.place if walk.here else None
    firewall = design.index.at(place.key or "") if place else None
    if not isinstance(firewall, Firewall) or place is None:
        return Context(None, "notComputed", server)
    if not firewall.dns_proxy:
        return Context(None, "dns_unreachable", server)
    azure = all(upstream == PLATFORM_DNS for upstream in firewall.dns_servers)
    return Context(place.vnet if azure else None, None if azure else "notComputed", server)
