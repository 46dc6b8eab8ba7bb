"""Whose gateway a network uses, and what gateways learn and offer, as rows (C.1 step 7, C.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from aksdesigner.analysis.reach.actions import NO_GATEWAY, Terminal
from aksdesigner.analysis.reach.atoms import Prefix
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.topology import Topology


class LearnedBlock(NamedTuple):
    """A prefix that a gateway learned, and the site behind it; `peered` for another gateway."""

    version: int
    prefix: Prefix
    site: str
    peered: bool


@dataclass(frozen=True, eq=False, slots=True)
class Use:
    """The gateways a network sends to: those of `host`, across a peering where `transit` is set."""

    host: str
    gateways: tuple[Key, ...]
    transit: bool


class Gateways:
    """All network gateways of a design; made anew when one of them or a site changes."""

    def __init__(self, topology: Topology, servers: frozenset[str]) -> None:
        self.servers = servers
        self.sites = {site.name: site for site in reversed(topology.on_prem)}
        self.circuits = {line.name: line.site for line in topology.express_route_circuits}
        self.by_key = {key_of("gw", g.name): g for g in reversed(topology.gateways)}
        self.order = tuple(dict.fromkeys(key_of("gw", g.name) for g in topology.gateways))
        self.by_network: dict[str, tuple[Key, ...]] = {}
        for gateway in topology.gateways:
            listed = self.by_network.get(gateway.vnet, ())
            self.by_network[gateway.vnet] = (*listed, key_of("gw", gateway.name))
        self.between_gateways = any(
            connection.peer_gateway
            and connection.prefixes is None
            and self._site(connection) is None
            for gateway in topology.gateways
            for connection in gateway.connections
        )
        self.learned = {key: tuple(self._learned(gateway)) for key, gateway in self.by_key.items()}
        self._own: dict[str, Use] = {
            name: Use(name, keys, transit=False) for name, keys in self.by_network.items()
        }
        self._shared: dict[str, Use] = {}
        self._rows: dict[tuple[Key, ...], dict[int, dict[Prefix, Key]]] = {}
        self._terminals: dict[tuple[tuple[Key, ...], bool], Terminal] = {}

    def _site(self, connection: Connection) -> str | None:
        """Return the site at the other end: the connection's own, or that of its circuit."""
        return connection.site or self.circuits.get(connection.circuit or "")

    def _learned(self, gateway: NetworkGateway) -> Iterable[LearnedBlock]:
        found: dict[tuple[int, Prefix, str], LearnedBlock] = {}
        for connection in gateway.connections:
            known = self._site(connection)
            site = known or connection.name or connection.peer_gateway or gateway.name
            prefixes = connection.prefixes
            if prefixes is None:
                drawn = self.sites.get(known or "")
                prefixes = drawn.prefixes if isinstance(drawn, OnPremises) else ()
            for cidr in prefixes:
                row = LearnedBlock(cidr.version, cidr.block, site, bool(connection.peer_gateway))
                found.setdefault((row.version, row.prefix, site), row)
        return found.values()

    def own(self, name: str) -> Use | None:
        """Return the gateways that stand in a network, or None."""
        return self._own.get(name)

    def serves(self, name: str) -> bool:
        """Return whether a network has a gateway or a Route Server to offer."""
        return name in self.by_network or name in self.servers

    def shared(self, host: str) -> Use:
        """Return the use of a peer's gateways."""
        found = self._shared.get(host)
        if found is None:
            keys = self.by_network.get(host, ())
            found = self._shared[host] = Use(host, keys, transit=True)
        return found

    def rows(self, gateways: tuple[Key, ...], version: int) -> dict[Prefix, Key]:
        """Return the gateway that wins each learned prefix: ExpressRoute before VPN, then the first."""
        found = self._rows.get(gateways)
        if found is None:
            found = self._rows[gateways] = {4: {}, 6: {}}
            for express in (True, False):
                for key in gateways:
                    if self.is_express(key) is express:
                        for row in self.learned.get(key, ()):
                            found[row.version].setdefault(row.prefix, key)
        return found[version]

    def is_express(self, key: Key) -> bool:
        """Return whether a gateway is an ExpressRoute gateway."""
        found = self.by_key.get(key)
        return found is not None and found.type == "ExpressRoute"

    def terminal(self, gateways: tuple[Key, ...], *, guarded: bool) -> Terminal:
        """Return the end of a packet that is sent to gateways."""
        key = (gateways, guarded)
        found = self._terminals.get(key)
        if found is None:
            found = self._terminals[key] = Terminal("gateway", gateways=gateways, guarded=guarded)
        return found

    def user_terminal(self, use: Use | None, *, guarded: bool) -> Terminal:
        """Return the end for a user route: only VPN gateways may be named by one (C.1)."""
        if use is None or not use.gateways:
            return NO_GATEWAY
        if any(self.by_key[key].type != "Vpn" for key in use.gateways):
            return NO_GATEWAY
        return self.terminal(use.gateways, guarded=guarded)

    def behind(
        self, gateway: Key, version: int, value: int, home: str | None
    ) -> LearnedBlock | None:
        """Return the longest learned prefix that holds an address, that of `home` first."""
        best: LearnedBlock | None = None
        bits = 32 if version == 4 else 128
        for row in self.learned.get(gateway, ()):
            first, length = row.prefix
            if row.version == version and value >> bits - length == first >> bits - length:
                rank = (length, row.site == home)
                if best is None or rank > (best.prefix[1], best.site == home):
                    best = row
        return best

    def to_site(self, site: str) -> tuple[Key, ...]:
        """Return the gateways with a connection to a site, ExpressRoute first."""
        keys = [
            key
            for key in self.order
            if any(connection.site == site for connection in self.by_key[key].connections)
        ]
        return tuple(sorted(keys, key=lambda key: not self.is_express(key)))
