"""Effective route table of a subnet: eight steps, then precedence (azure-rules C.1, C-01 to C-06)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aksdesigner.analysis.facts.design import Design, network_of, subnet_key
from aksdesigner.analysis.facts.gateway_scope import (
    gateway_of,
    learned,
    prefixes_of,
)
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import peering_scope
from aksdesigner.analysis.facts.places import Place, places_of
from aksdesigner.analysis.facts.private_ranges import PRIVATE_RANGES
from aksdesigner.analysis.facts.route_precedence import settle
from aksdesigner.analysis.facts.service_tags import endpoint_tag, tag_rank
from aksdesigner.analysis.results import EffectiveRoute
from aksdesigner.model.address import Address, Cidr, ServiceTag
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

DEFAULT_V4 = Cidr.parse("0.0.0.0/0")
DEFAULT_V6 = Cidr.parse("::/0")


@dataclass(frozen=True)
class Selection:
    """The row that a packet follows, and the other rows that hold its destination."""

    route: EffectiveRoute | None
    losers: tuple[EffectiveRoute, ...] = ()


@kept
def effective_routes_of(design: Design, subnet: Key) -> tuple[EffectiveRoute, ...]:
    """Return the table of a subnet as Azure lists it. Raises KeyError for an unknown subnet."""
    return tuple(row for row in full_table(design, subnet) if not _is_implied(row))


def _is_implied(row: EffectiveRoute) -> bool:
    """The API server's own endpoint is drawn as a property of its cluster, not as an endpoint."""
    return row.origin is not None and split_key(row.origin)[0] == "aks"


@kept
def full_table(design: Design, subnet: Key) -> tuple[EffectiveRoute, ...]:
    """Return every row that decides, those of private API servers included."""
    return table_of(design, network_of(subnet), *content_of(design, subnet))


@kept
def gateway_table(design: Design, vnet: Key) -> tuple[EffectiveRoute, ...]:
    """Return the table of a network's GatewaySubnet, also where none is drawn."""
    key = subnet_key(split_key(vnet)[1], "GatewaySubnet")
    if isinstance(design.index.at(key), Subnet):
        return full_table(design, key)
    return table_of(design, vnet, None, ())


@kept
def table_of(
    design: Design, vnet: Key, route_table: str | None, service_endpoints: tuple[str, ...]
) -> tuple[EffectiveRoute, ...]:
    """Return the settled rows of the subnets of a network that have these; they share one table."""
    table = design.index.get(RouteTable, route_table)
    rows = [
        *_own_space(design, vnet),
        *_peered_space(design, vnet),
        *_internet(design, vnet),
        *_dropped_ranges(design, vnet, table),
        *_service_endpoints(service_endpoints),
        *_private_endpoints(design, vnet),
        *([] if table and table.disable_bgp else _gateway_rows(design, vnet)),
        *_user_rows(table),
    ]
    return settle(design, rows)


def _own_space(design: Design, vnet: Key) -> Iterator[EffectiveRoute]:
    for prefix in prefixes_of(design, vnet):
        yield EffectiveRoute(prefix.network, "VnetLocal", origin=vnet)


@kept
def _peered_space(design: Design, vnet: Key) -> tuple[EffectiveRoute, ...]:
    return tuple(_peer_rows(design, vnet))


def _peer_rows(design: Design, vnet: Key) -> Iterator[EffectiveRoute]:
    scope = peering_scope(design)
    here = region_of(design, vnet)
    for peer in scope.peers(vnet):
        kind = "VNetPeering" if region_of(design, peer) == here else "VNetGlobalPeering"
        origin = key_of("peering", f"{split_key(vnet)[1]}>{split_key(peer)[1]}")
        for prefix in prefixes_of(design, peer):
            yield EffectiveRoute(prefix.network, kind, origin=origin)


@kept
def region_of(design: Design, vnet: Key) -> str | None:
    """Return the region of a network; absent means that of the settings."""
    found = design.index.at(vnet)
    region = found.region if isinstance(found, VirtualNetwork) else None
    region = region or design.settings.region
    return region.replace(" ", "").casefold() if region else None


def _internet(design: Design, vnet: Key) -> Iterator[EffectiveRoute]:
    yield EffectiveRoute(DEFAULT_V4, "Internet", origin=vnet)
    if any(prefix.version == 6 for prefix in prefixes_of(design, vnet)):
        yield EffectiveRoute(DEFAULT_V6, "Internet", origin=vnet)


def _dropped_ranges(
    design: Design, vnet: Key, table: RouteTable | None
) -> Iterator[EffectiveRoute]:
    if table and any(route.prefix == DEFAULT_V4 for route in table.routes):
        return  # step 4c: a user route for 0.0.0.0/0 removes all of them
    own = prefixes_of(design, vnet)
    peered = {
        prefix.network
        for peer in peering_scope(design).peers(vnet)
        for prefix in prefixes_of(design, peer)
    }
    for prefix in PRIVATE_RANGES:
        if prefix not in peered and not any(space.contains(prefix) for space in own):
            yield EffectiveRoute(prefix, "None", origin=vnet)


def _service_endpoints(names: tuple[str, ...]) -> Iterator[EffectiveRoute]:
    tags = dict.fromkeys(endpoint_tag(name) for name in names)
    for tag in tags:
        yield EffectiveRoute(tag, "VirtualNetworkServiceEndpoint")


@kept
def _private_endpoints(design: Design, vnet: Key) -> tuple[EffectiveRoute, ...]:
    near = (vnet, *peering_scope(design).peers(vnet))
    return tuple(row for network in near for row in _endpoint_rows(design, network))


@kept
def _endpoint_rows(design: Design, vnet: Key) -> tuple[EffectiveRoute, ...]:
    return tuple(
        EffectiveRoute(place.address.cidr(), "InterfaceEndpoint", origin=place.key)
        for place in endpoint_places(design, vnet)
    )


@kept
def endpoint_places(design: Design, vnet: Key) -> tuple[Place, ...]:
    """Return the addresses of a network that get an InterfaceEndpoint route (C.1 step 6)."""
    return tuple(
        place
        for place in places_of(design).within(vnet)
        if place.kind == "pe" or (place.kind == "api" and _by_private_link(design, place))
    )


def _by_private_link(design: Design, place: Place) -> bool:
    cluster = design.index.at(place.key or "")
    return not getattr(cluster, "api_server_vnet_integration", False)


def _gateway_rows(design: Design, vnet: Key) -> Iterator[EffectiveRoute]:
    use = gateway_of(design, vnet)
    for gateway in use.gateways if use else ():
        for prefix in dict.fromkeys(row.prefix.network for row in learned(design, gateway)):
            yield EffectiveRoute(
                prefix, "VirtualNetworkGateway", source="VirtualNetworkGateway", origin=gateway
            )


def _user_rows(table: RouteTable | None) -> Iterator[EffectiveRoute]:
    for route in table.routes if table else ():
        prefix = route.prefix.network if isinstance(route.prefix, Cidr) else route.prefix
        ips = (route.next_hop_ip,) if route.next_hop_ip else ()
        origin = key_of("rt", table.name) if table else None
        yield EffectiveRoute(
            prefix, route.next_hop_type, ips, "User", name=route.name, origin=origin
        )


def selected_route_of(design: Design, subnet: Key, target: Address | ServiceTag) -> Selection:
    """Return the row that a packet for `target` follows. Raises KeyError for an unknown subnet."""
    return _selected(design, network_of(subnet), *content_of(design, subnet), target)


@kept
def content_of(design: Design, subnet: Key) -> tuple[str | None, tuple[str, ...]]:
    """Return what, beside its network, makes up the table of a subnet."""
    found = design.subnet(subnet)
    return found.route_table, found.service_endpoints


@kept
def _selected(
    design: Design,
    vnet: Key,
    route_table: str | None,
    service_endpoints: tuple[str, ...],
    target: Address | ServiceTag,
) -> Selection:
    return select(table_of(design, vnet, route_table, service_endpoints), target)


def select(table: tuple[EffectiveRoute, ...], target: Address | ServiceTag) -> Selection:
    """Return the longest active row for a target (C-06); a service matches tags before prefixes."""
    rows = [row for row in table if _holds(row, target)]
    usable = [row for row in rows if row.state == "Active" and not row.suppressed]
    if not usable:
        return Selection(None, tuple(rows))
    best = max(usable, key=lambda row: _rank(row, target))
    losers = tuple(_lost(row, best) for row in rows if row is not best)
    return Selection(best, losers)


def winner(table: tuple[EffectiveRoute, ...], address: Address) -> EffectiveRoute | None:
    """Return the row that `select` chooses for an address, without the others and their reasons."""
    best: EffectiveRoute | None = None
    longest = -1
    for row in table:
        prefix = row.prefix
        if (
            isinstance(prefix, Cidr)
            and prefix.length > longest
            and row.state == "Active"
            and not row.suppressed
            and prefix.contains(address)
        ):
            best, longest = row, prefix.length
    return best


def _holds(row: EffectiveRoute, target: Address | ServiceTag) -> bool:
    if isinstance(row.prefix, ServiceTag):
        return isinstance(target, ServiceTag) and tag_rank(row.prefix, target) > 0
    if isinstance(target, ServiceTag):
        return row.prefix == DEFAULT_V4  # the addresses of a service are public, and unknown here
    return row.prefix.contains(target)


def _rank(row: EffectiveRoute, target: Address | ServiceTag) -> tuple[int, int]:
    if isinstance(row.prefix, ServiceTag):
        endpoint = row.next_hop_type == "VirtualNetworkServiceEndpoint"
        rank = tag_rank(row.prefix, target) if isinstance(target, ServiceTag) else 0
        return (2 if endpoint else 1, rank)  # C-02: no user route replaces a service endpoint
    return (0, row.prefix.length)


def _lost(row: EffectiveRoute, best: EffectiveRoute) -> EffectiveRoute:
    if row.state == "Invalid" or row.suppressed or row.prefix == best.prefix:
        return row
    if isinstance(best.prefix, ServiceTag):
        return replace(row, reason=f"{best.prefix} names the service itself and wins (C-06).")
    return replace(row, reason=f"Shorter than {best.prefix}: the longest prefix wins (C-06).")
