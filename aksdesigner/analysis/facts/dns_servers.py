"""Who answers at the address of a DNS server, asked from a place (azure-rules E.2 step 1).

A server counts when a question on port 53 reaches it and its reply comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.arrival import undo_at_host
from aksdesigner.analysis.facts.borders import at_internet, from_site
from aksdesigner.analysis.facts.design import Design, subnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.packets import Packet, Standing, Stop, Walk, failed, short
from aksdesigner.analysis.facts.places import Place, as_host, places_of
from aksdesigner.analysis.facts.private_ranges import PLATFORM_DNS
from aksdesigner.analysis.facts.walk import run
from aksdesigner.analysis.facts.wishes import first_assignable
from aksdesigner.azure.public_resolvers import public_resolvers
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.on_premises import OnPremises, SiteDnsServer

DNS_PORT = 53
ASKING = ("vm", "node", "nva")


@dataclass(frozen=True)
class Asker:
    """Who asks: a place of a network, or a server of a site at an address."""

    token: str
    place: Place | None = None
    site: str | None = None
    address: Address | None = None


@dataclass(frozen=True)
class Server:
    """What stands at a server's address.

    azure: Azure's own DNS in the network `place.vnet`; place: a resource of the design; site: a
    server on-premises; public: an open resolver; unreachable and unknown carry a `reason`.
    """

    kind: Literal["azure", "place", "site", "public", "unreachable", "unknown"]
    place: Place | None = None
    site: str | None = None
    reason: str | None = None
    text: str = ""


@kept
def dns_client(design: Design, vnet: Key) -> Place | None:
    """Return who asks for a network: a machine, node or appliance of it, else an address.

    Of several the first by the names of subnet and resource, whatever the order of the file.
    """
    places = places_of(design).within(vnet)
    asking = [place for place in places if place.kind in ASKING]
    if asking:
        return min(asking, key=lambda p: (ASKING.index(p.kind), p.subnet, p.key or "", p.token))
    network = design.vnet(vnet)
    for subnet in sorted(network.subnets, key=lambda subnet: subnet.name):
        address = first_assignable(subnet)
        if address is not None:
            key = subnet_key(network.name, subnet.name)
            owner = places_of(design).owner(vnet, address)
            return owner if owner and owner.subnet == key else as_host(design, vnet, address)
    return None


@kept
def reached(design: Design, asker: Asker, server: Address, protocol: str = "udp") -> Server:
    """Return what a question to a server finds."""
    if server == PLATFORM_DNS and asker.place is not None:
        return Server("azure", asker.place)
    walk, stop = _sent(design, asker, server, protocol)
    if stop.verdict == "notComputed":
        return Server("unknown", reason=stop.reason, text=stop.text)
    if stop.kind == "failed":
        return Server("unreachable", reason=stop.reason or stop.verdict, text=stop.text)
    lost = _reply_lost(walk, stop)
    if lost is not None:
        return lost
    return _answering(walk, stop, server)


def _sent(design: Design, asker: Asker, server: Address, protocol: str) -> tuple[Walk, Stop]:
    source = asker.place.address if asker.place else asker.address
    if source is None:
        text = f"The address of {short(asker.token)} is unknown."
        nowhere = Walk(design, "forward", Packet(server, server, DNS_PORT, protocol), filtered=True)
        return nowhere, failed("notComputed", "unknown_value", text)
    packet = Packet(source, server, DNS_PORT, protocol)
    walk = Walk(design, "forward", packet, filtered=True, home=asker.place, home_site=asker.site)
    place = asker.place
    walk.arrive(asker.token, place.key if place else None, place.subnet if place else None, "")
    if place is not None:
        walk.here = Standing.at(place)
        return walk, run(walk)
    if _is_at(design, asker.site or "", server):
        return walk, Stop("site")
    return walk, from_site(walk, asker.site or "") or run(walk)


def _is_at(design: Design, site: str, server: Address) -> bool:
    found = design.index.get(OnPremises, site)
    prefixes = found.prefixes if found else ()
    return any(p.contains(server) for p in prefixes if not p.is_default)


def _reply_lost(walk: Walk, stop: Stop) -> Server | None:
    """Return why the reply does not come back, or None."""
    if stop.kind in ("endpoint", "service") or len(walk.hops) == 1:
        return None
    back = Walk(
        walk.design,
        "return",
        walk.packet.reply,
        filtered=True,
        home=walk.home,
        home_site=walk.home_site,
        translations=list(walk.translations),
        gateway=walk.gateway,
    )
    if stop.kind == "internet":
        end = at_internet(back) or run(back)
    elif stop.kind == "site":
        last = walk.hops[-1]
        back.arrive(last.token, last.key, None, "")
        end = from_site(back, short(last.token)) or run(back)
    else:
        back.here = walk.here
        undo_at_host(back)
        end = run(back)
    if end.verdict == "notComputed":
        return Server("unknown", reason=end.reason, text=end.text)
    if end.kind == "failed":
        return Server("unreachable", reason=end.reason or end.verdict, text=f"Reply: {end.text}")
    if walk.stateful != back.stateful[::-1]:
        text = "A stateful device sees one direction only."
        return Server("unreachable", reason="asymmetric", text=text)
    return None


def _answering(walk: Walk, stop: Stop, server: Address) -> Server:
    if stop.kind == "site":
        site = walk.hops[-1].token.partition(":")[2]
        return Server("site", site=site)
    if stop.kind == "internet":
        if str(server) in public_resolvers():
            return Server("public")
        text = f"{server} is outside of this design, and what it answers is unknown."
        return Server("unknown", reason="external_owner", text=text)
    place = walk.here.place if walk.here else None
    if place is None or stop.kind != "host":
        text = f"{server} belongs to something that answers no names."
        return Server("unreachable", reason="no_host", text=text)
    return Server("place", place)


def site_server(design: Design, site: str, server: Address | None) -> SiteDnsServer | None:
    """Return a DNS server that a site declares: the one at an address, else its first."""
    found = design.index.get(OnPremises, site)
    for declared in found.dns_servers if found else ():
        if server is None or declared.ip == server:
            return declared
    return None
