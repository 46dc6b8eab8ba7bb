"""Whose gateway a network uses, what gateways learn, and what they advertise (C.1 step 7, C.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import Link, network_names, peering_scope
from aksdesigner.analysis.facts.peering_scope import prefixes_of as prefixes_of
from aksdesigner.analysis.facts.unmodelled import vnets_with
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.express_route_circuit import ExpressRouteCircuit
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway
from aksdesigner.model.kinds.on_premises import OnPremises


@dataclass(frozen=True)
class GatewayUse:
    """The gateways that a network sends to: its own, or those of `host` by gateway transit."""

    host: Key
    gateways: tuple[Key, ...]
    transit: bool


@dataclass(frozen=True)
class Learned:
    """A prefix that a gateway learned, and what is behind it: a site, or another gateway."""

    prefix: Cidr
    gateway: Key
    site: str
    peer_gateway: Key | None = None


@dataclass(frozen=True)
class Advertised:
    """A prefix that a gateway offers to the other side, and the network it belongs to."""

    prefix: Cidr
    vnet: Key


@kept
def gateways_in(design: Design, vnet: Key) -> tuple[NetworkGateway, ...]:
    """Return the gateways that stand in a network, in file order."""
    return _gateways_by_vnet(design).get(vnet, ())


@kept
def _gateways_by_vnet(design: Design) -> dict[Key, tuple[NetworkGateway, ...]]:
    found: dict[Key, list[NetworkGateway]] = {}
    for gateway in design.topology.gateways:
        found.setdefault(vnet_key(gateway.vnet), []).append(gateway)
    return {vnet: tuple(gateways) for vnet, gateways in found.items()}


@kept
def gateway_of(design: Design, vnet: Key) -> GatewayUse | None:
    """Return the gateways a network uses, or None; a Route Server alone gives an empty tuple."""
    own = gateways_in(design, vnet)
    if own:
        return GatewayUse(vnet, _keys(own), transit=False)
    for link in peering_scope(design).of(vnet):
        host = link.other(vnet)
        if transit_works(design, link, vnet):
            return GatewayUse(host, _keys(gateways_in(design, host)), transit=True)
    return None


def transit_works(design: Design, link: Link, user: Key) -> bool:
    """Return whether `user` may use the gateway at the other end of a peering."""
    mine, theirs = link.half(user), link.half(link.other(user))
    if link.state != "Connected" or mine is None or theirs is None:
        return False
    host = link.other(user)
    served = gateways_in(design, host) or host in vnets_with(design, "routeServers")
    return bool(mine.use_remote_gateways and theirs.allow_gateway_transit and served)


@kept
def transit_users(design: Design, host: Key) -> tuple[Key, ...]:
    """Return the networks that use the gateways of `host` by transit, in file order."""
    return _transit_by_host(design).get(host, ())


@kept
def _transit_by_host(design: Design) -> dict[Key, tuple[Key, ...]]:
    found: dict[Key, list[Key]] = {}
    for name in network_names(design):
        use = gateway_of(design, vnet_key(name))
        if use is not None and use.transit:
            found.setdefault(use.host, []).append(vnet_key(name))
    return {host: tuple(users) for host, users in found.items()}


@kept
def learned(design: Design, gateway: Key) -> tuple[Learned, ...]:
    """Return what a gateway learned by BGP or was told, each prefix once, in file order."""
    found = design.index.at(gateway)
    if not isinstance(found, NetworkGateway):
        return ()
    rows: dict[tuple[Cidr, str], Learned] = {}
    for connection in found.connections:
        for row in _learned_by(design, found, connection):
            rows.setdefault((row.prefix.network, row.site), row)
    return tuple(rows.values())


def _learned_by(
    design: Design, gateway: NetworkGateway, connection: Connection
) -> Iterator[Learned]:
    key = key_of("gw", gateway.name)
    site = site_of(design, connection) or connection.name or connection.peer_gateway or gateway.name
    peer = key_of("gw", connection.peer_gateway) if connection.peer_gateway else None
    for prefix in _connection_prefixes(design, gateway, connection):
        yield Learned(prefix, key, site, peer)


def site_of(design: Design, connection: Connection) -> str | None:
    """Return the site at the other end of a connection: its own, or that of its circuit."""
    if connection.site is not None:
        return connection.site
    circuit = design.index.get(ExpressRouteCircuit, connection.circuit)
    return circuit.site if circuit is not None else None


def site_prefixes(design: Design, connection: Connection) -> tuple[Cidr, ...] | None:
    """Return what a connection learns: its own list, else that of its site, None without both."""
    if connection.prefixes is not None:
        return connection.prefixes
    site = design.index.get(OnPremises, site_of(design, connection))
    return site.prefixes if site is not None else None


def _connection_prefixes(
    design: Design, gateway: NetworkGateway, connection: Connection
) -> tuple[Cidr, ...]:
    own = site_prefixes(design, connection)
    if own is not None:
        return own
    peer = design.index.get(NetworkGateway, connection.peer_gateway)
    if peer is None or peer.vnet == gateway.vnet:
        return ()
    return tuple(row.prefix for row in advertised(design, key_of("gw", peer.name)))


@kept
def advertised(design: Design, gateway: Key) -> tuple[Advertised, ...]:
    """Return what a gateway offers: its network, and networks with working transit (C.8)."""
    found = design.index.at(gateway)
    if not isinstance(found, NetworkGateway):
        return ()
    host = vnet_key(found.vnet)
    return tuple(
        Advertised(prefix, vnet)
        for vnet in (host, *transit_users(design, host))
        for prefix in prefixes_of(design, vnet)
    )


def behind(design: Design, gateway: Key, address: Address) -> Learned | None:
    """Return the longest prefix a gateway learned that holds an address, or None."""
    rows = [row for row in learned(design, gateway) if row.prefix.contains(address)]
    return max(rows, key=lambda row: row.prefix.length, default=None)


@kept
def gateways_to(design: Design, site: str) -> tuple[Key, ...]:
    """Return the gateways with a connection to a site, ExpressRoute first (C-01)."""
    found = [
        gateway
        for gateway in design.topology.gateways
        if any(site_of(design, connection) == site for connection in gateway.connections)
    ]
    return _keys(sorted(found, key=lambda gateway: gateway.type != "ExpressRoute"))


@kept
def onprem_prefixes(design: Design, vnet: Key) -> tuple[Cidr, ...]:
    """Return the on-premises prefixes that a network knows through its gateways."""
    use = gateway_of(design, vnet)
    rows = [row.prefix for key in (use.gateways if use else ()) for row in learned(design, key)]
    return tuple(dict.fromkeys(rows))


def _keys(gateways: tuple[NetworkGateway, ...] | list[NetworkGateway]) -> tuple[Key, ...]:
    return tuple(key_of("gw", gateway.name) for gateway in gateways)
