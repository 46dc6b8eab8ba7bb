"""One leg of a packet: look up, hop, look up again, until it arrives or is lost (azure-rules C.2)."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.analysis.facts.appliances import to_next_hop
from aksdesigner.analysis.facts.arrival import deliver, hand_over
from aksdesigner.analysis.facts.borders import to_gateway, to_internet
from aksdesigner.analysis.facts.crossing import cross
from aksdesigner.analysis.facts.effective_routes import Selection, gateway_table, select
from aksdesigner.analysis.facts.effective_routes import selected_route_of as selected
from aksdesigner.analysis.facts.gates import leave
from aksdesigner.analysis.facts.gateway_scope import gateway_of, prefixes_of
from aksdesigner.analysis.facts.packets import (
    MAX_HOPS,
    PublicAddress,
    Standing,
    Stop,
    Walk,
    failed,
)
from aksdesigner.analysis.facts.peering_scope import peering_scope
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.facts.private_ranges import PLATFORM, is_routable
from aksdesigner.analysis.facts.route_precedence import SHIELDED
from aksdesigner.analysis.facts.service_tags import ANYWHERE
from aksdesigner.analysis.facts.unmodelled import routing_strangers, unknown_field
from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

# what a user route is to blame for
_ROUTE_REASONS = ("next_hop_unknown", "next_hop_unreachable", "no_ip_forwarding")


def run(walk: Walk) -> Stop:
    """Walk until the packet arrives or is lost. `walk.here` is where it starts."""
    while len(walk.hops) <= MAX_HOPS:
        stop = step(walk)
        if stop is not None:
            return stop
    return failed("loop", "loop", f"More than {MAX_HOPS} hops.")


def step(walk: Walk) -> Stop | None:
    """Look the packet up where it stands, and move it one hop; None means that it goes on."""
    here = walk.here
    assert here is not None
    stop = _unclear(walk, here)
    if stop:
        return stop
    if walk.packet.dst in PLATFORM:
        return leave(walk) or _platform(walk)
    selection = _look_up(walk, here)
    row = selection.route
    walk.looked_up(row, selection.losers)
    if row is None:
        text = f"No route of {_table(here)} holds {walk.packet.dst}."
        return failed("dropped", "next_hop_none", text)
    stranger = _could_be_learned(walk, here, row)
    if stranger:
        text = f"{label_of(here.vnet)} may know routes to {walk.packet.dst} that are not computed."
        return failed("notComputed", stranger, text)
    if row.next_hop_type == "None":
        found = _past_none(walk, here, selection)
        if isinstance(found, Stop):
            return found
        row = found
    walk.note(_told(walk, here, row))
    return leave(walk) or _follow(walk, here, row)


def _past_none(walk: Walk, here: Standing, selection: Selection) -> EffectiveRoute | Stop:
    """Stop at next hop None, or, where obstacles are opened, take what counts without that route."""
    row = selection.route
    assert row is not None
    matched = row.prefix if isinstance(row.prefix, Cidr) else None
    text = f"{row.prefix} has next hop None in {_table(here)}."
    dropped = failed(
        "dropped", "next_hop_none", text, matched, key=row.origin or here.subnet, setting=row.name
    )
    others = [other for other in selection.losers if not other.suppressed]
    best = max(others, key=_closeness, default=None)
    if row.source != "User" or best is None or best.next_hop_type == "None":
        return dropped
    return walk.bar(dropped) or best


def _closeness(row: EffectiveRoute) -> tuple[int, bool]:
    length = row.prefix.length if isinstance(row.prefix, Cidr) else 0
    return length, row.state == "Active"


def _look_up(walk: Walk, here: Standing) -> Selection:
    dst = walk.packet.dst
    target = (dst.number or ANYWHERE) if isinstance(dst, PublicAddress) else dst
    if here.gateway or here.subnet is None:
        return select(gateway_table(walk.design, here.vnet), target)
    return selected(walk.design, here.subnet, target)


def _follow(walk: Walk, here: Standing, row: EffectiveRoute) -> Stop | None:
    match row.next_hop_type:
        case "VnetLocal":
            return _to_own_network(walk, here, row)
        case "VNetPeering" | "VNetGlobalPeering":
            return _to_peer(walk, here, row)
        case "InterfaceEndpoint":
            return _to_endpoint(walk, here, row)
        case "VirtualNetworkServiceEndpoint":
            return _to_service(walk, row)
        case "VirtualNetworkGateway":
            return to_gateway(walk, row)
        case "VirtualAppliance":
            return _to_appliance(walk, row)
    return to_internet(walk)


def _to_own_network(walk: Walk, here: Standing, row: EffectiveRoute) -> Stop | None:
    dst = walk.packet.dst
    own = prefixes_of(walk.design, here.vnet)
    if not isinstance(dst, Address) or not any(space.contains(dst) for space in own):
        text = f"{row.prefix} is routed VnetLocal, and {dst} is not in {label_of(here.vnet)}."
        return failed(
            "blackhole", "vnetlocal_outside", text, key=row.origin, setting=row.name or "prefixes"
        )
    return deliver(walk, here.vnet)


def _to_peer(walk: Walk, here: Standing, row: EffectiveRoute) -> Stop | None:
    far = f"vnet:{split_key(row.origin or '')[1].partition('>')[2]}"
    return cross(walk, here.vnet, far) or deliver(walk, far)


def _to_endpoint(walk: Walk, here: Standing, row: EffectiveRoute) -> Stop | None:
    for place in places_of(walk.design).of(row.origin or ""):
        if place.address == walk.packet.dst and place.kind in ("pe", "api"):
            if place.vnet != here.vnet:
                stop = cross(walk, here.vnet, place.vnet)
                if stop:
                    return stop
            return hand_over(walk, place)
    return failed("blackhole", "no_host", f"{walk.packet.dst} belongs to no endpoint.")


def _to_service(walk: Walk, row: EffectiveRoute) -> Stop:
    name = row.prefix.name if isinstance(row.prefix, ServiceTag) else str(row.prefix)
    text = f"{name} receives it over the service endpoint, with the private source address."
    walk.arrive(f"service:{name}", None, None, text)
    return Stop("service")


def _platform(walk: Walk) -> Stop:
    token = f"service:{walk.packet.dst}"
    walk.arrive(token, None, None, "The host itself answers this address, without any route.")
    return Stop("service")


def _to_appliance(walk: Walk, row: EffectiveRoute) -> Stop | None:
    if not row.next_hop_ips:
        text = f"Route {row.name} has next hop VirtualAppliance and no address."
        return failed("blackhole", "next_hop_unknown", text, key=row.origin, setting=row.name)
    stop = to_next_hop(walk, row.next_hop_ips[0])
    if stop is not None and stop.reason in _ROUTE_REASONS and stop.key is None:
        return replace(stop, key=row.origin, setting=row.name)
    return stop


def _unclear(walk: Walk, here: Standing) -> Stop | None:
    """Return why nobody knows the table that decides here, or None."""
    design = walk.design
    network = design.index.at(here.vnet)
    if isinstance(network, VirtualNetwork):
        if network.external:
            text = f"Of {network.name} nothing is known but the name."
            return failed("notComputed", "external_owner", text)
        if unknown_field(network, "prefixes", "prefix"):
            text = f"The address space of {network.name} is unknown."
            return failed("notComputed", "unknown_value", text)
    subnet = design.index.at(here.subnet or "")
    if not isinstance(subnet, Subnet):
        return None
    table = design.index.get(RouteTable, subnet.route_table)
    unknown = unknown_field(subnet, "routeTable", "natGateway", "serviceEndpoints")
    if table is not None and unknown is None:
        unknown = unknown_field(table, "routes", "disableBgp")
    if unknown:
        text = f"{unknown} of {label_of(here.subnet or '')} is unknown."
        return failed("notComputed", "unknown_value", text)
    if table is not None and table.external:
        text = f"Of route table {table.name} nothing is known but the name."
        return failed("notComputed", "external_owner", text)
    return None


def _could_be_learned(walk: Walk, here: Standing, row: EffectiveRoute) -> str | None:
    """Return the reason when a route that nobody can compute might win over this row, or None."""
    if row.next_hop_type in SHIELDED and row.source == "Default":
        return None
    if isinstance(row.prefix, Cidr) and row.prefix.size == 1:
        return None
    if _peer_of_unknown_size(walk, here.vnet):
        return "unknown_value"
    subnet = walk.design.index.at(here.subnet or "")
    table = walk.design.index.get(
        RouteTable, subnet.route_table if isinstance(subnet, Subnet) else None
    )
    if table is not None and table.disable_bgp:
        return None
    use = gateway_of(walk.design, here.vnet)
    hubs = (here.vnet, *((use.host,) if use else ()))
    return next((r for hub in hubs if (r := routing_strangers(walk.design, hub))), None)


def _peer_of_unknown_size(walk: Walk, vnet: Key) -> bool:
    """Return whether a private destination may lie in a peer whose prefixes nobody knows."""
    dst = walk.packet.dst
    if not isinstance(dst, Address) or is_routable(dst):
        return False
    peers = (walk.design.index.at(peer) for peer in peering_scope(walk.design).peers(vnet))
    return any(isinstance(peer, VirtualNetwork) and not peer.prefixes for peer in peers)


def _told(walk: Walk, here: Standing, row: EffectiveRoute) -> str:
    """Say which row wins, in one sentence."""
    name = f" ({row.name})" if row.name else ""
    if row.next_hop_type == "VirtualAppliance" and row.next_hop_ips:
        hop = f"next hop {row.next_hop_ips[0]}"
    else:
        hop = f"next hop type {row.next_hop_type}"
    return f"{walk.packet.dst} matches {row.prefix}{name} in {_table(here)}: {hop}."


def _table(here: Standing) -> Key:
    return label_of(here.subnet) if here.subnet else f"{label_of(here.vnet)}/GatewaySubnet"
