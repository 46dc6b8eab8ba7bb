"""The row of a routing class: which action takes each atom (azure-rules C.1, C-01 to C-06).

A class is everything that subnets must share to route alike: the direct peers with their flags,
the content of the route table, the gateways, and the own network where its space matters to the
other rows. Prefixes are painted from the longest to the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aksdesigner.analysis.reach.actions import (
    ACCESS,
    DELIVER,
    DELIVER_GUARDED,
    INTERNET,
    NO_ADDRESS,
    NO_FORWARDING,
    NO_FORWARDING_GUARDED,
    NONE,
    OWN,
    WALK,
    Action,
    Device,
    Hop,
    Terminal,
    broken,
)
from aksdesigner.analysis.reach.atoms import DEFAULT, Atoms, Prefix
from aksdesigner.analysis.reach.contents import Content
from aksdesigner.analysis.reach.forwarders import Machines
from aksdesigner.analysis.reach.gateways import Gateways, Use
from aksdesigner.analysis.reach.links import Side, Sides
from aksdesigner.analysis.reach.networks import PRIVATE, EndpointRoute, Network, holds
from aksdesigner.model.address import BITS, Address


class Peers:
    """The direct peers of a network, with their space; made anew when one of them changes."""

    __slots__ = ("endpoints", "lengths", "names", "sides", "space", "vague")

    def __init__(self, sides: Sides, networks: Mapping[str, Network]) -> None:
        self.sides = sides
        self.names = frozenset([side.peer for side in sides])
        self.space: dict[int, dict[Prefix, Side]] = {4: {}, 6: {}}
        self.endpoints: list[tuple[EndpointRoute, Side]] = []
        self.vague = False
        for side in sides:
            network = networks.get(side.peer)
            if network is None:
                continue
            self.vague = self.vague or not network.source.prefixes
            for version, spaces in network.spaces.items():
                for space in spaces:
                    self.space[version][space] = side
            for endpoint in network.endpoints:
                self.endpoints.append((endpoint, side))
        self.lengths = {v: sorted({length for _, length in self.space[v]}) for v in (4, 6)}

    def around(self, version: int, value: int) -> Side | None:
        """Return the peer whose space holds an address, or None."""
        bits = BITS[version]
        space = self.space[version]
        for length in self.lengths[version]:
            shift = bits - length
            side = space.get((value >> shift << shift, length))
            if side is not None:
                return side
        return None


class ClassKey(NamedTuple):
    """What decides a row. `own` is None where the own space is laid over the row by each network;
    `dual` says that the network has IPv6; `gateway` marks a network gateway, which no flag stops."""

    peers: Peers
    content: Content
    use: Use | None
    own: Network | None
    dual: bool
    gateway: bool = False


class Painter:
    """Paints rows from what the design says at one moment."""

    __slots__ = ("gateways", "machines", "networks", "vague")

    def __init__(
        self,
        networks: Mapping[str, Network],
        gateways: Gateways,
        machines: Machines,
        vague: frozenset[str],
    ) -> None:
        self.networks = networks
        self.gateways = gateways
        self.machines = machines
        self.vague = vague

    def paint(self, key: ClassKey, atoms: Atoms, version: int) -> dict[Action, int]:
        """Return the atoms of a version by action."""
        if self._is_unclear(key):
            return {WALK: (1 << atoms.count) - 1}
        rows = self._system(key, version)
        if not key.content.disable_bgp:
            self._add_learned(rows, key, version)
        for prefix, (kind, address) in key.content.routes[version].items():
            rows[prefix] = self._user(key, kind, address)
        atoms.cut(rows)
        masks = atoms.prefixes
        by_length: dict[int, dict[Action, int]] = {}
        for prefix, action in rows.items():
            cells = by_length.setdefault(prefix[1], {})
            cells[action] = cells.get(action, 0) | masks[prefix]
        painted: dict[Action, int] = {}
        covered = 0
        for length in sorted(by_length, reverse=True):
            now = covered
            for action, mask in by_length[length].items():
                rest = mask & ~covered
                if rest:
                    painted[action] = painted.get(action, 0) | rest
                now |= mask
            covered = now
        return painted

    def _is_unclear(self, key: ClassKey) -> bool:
        """Return whether routes may exist here that nobody computes."""
        own, use = key.own, key.use
        if key.content.unclear or key.peers.vague:
            return True
        if own is not None and (own.unclear or own.name in self.vague):
            return True
        return use is not None and use.host in self.vague

    def _system(self, key: ClassKey, version: int) -> dict[Prefix, Action]:
        rows: dict[Prefix, Action] = {}
        own = key.own.spaces[version] if key.own else ()
        space = key.peers.space[version]
        if version == 4 or key.dual:
            rows[DEFAULT] = INTERNET
        if version == 4 and not key.content.clears_none:
            for prefix in PRIVATE:
                if prefix not in space and not any(holds(mine, prefix, 32) for mine in own):
                    rows[prefix] = NONE
        for prefix, side in space.items():
            rows[prefix] = _delivered(side, by_gateway=key.gateway)
        for prefix in own:
            rows[prefix] = DELIVER
        for endpoint, action in self._endpoints(key):
            if endpoint.version == version and not is_replaced(endpoint, key.content):
                rows.setdefault(endpoint.prefix, action)
        return rows

    def _endpoints(self, key: ClassKey) -> Iterator[tuple[EndpointRoute, Action]]:
        if key.own is not None:
            for endpoint in key.own.endpoints:
                yield endpoint, DELIVER
        for endpoint, side in key.peers.endpoints:
            yield endpoint, _delivered(side, by_gateway=key.gateway)

    def _add_learned(self, rows: dict[Prefix, Action], key: ClassKey, version: int) -> None:
        """Add gateway rows that compete: none that a system row shields (C-01, C-03)."""
        if key.use is None:
            return
        user = key.content.routes[version]
        shields = set(key.peers.space[version]) - user.keys()
        if key.own:
            shields.update(space for space in key.own.spaces[version] if space not in user)
        for prefix, action in list(rows.items()):
            if prefix[1] == BITS[version] and prefix not in user and action is not NONE:
                shields.add(prefix)
        lengths = sorted({length for _, length in shields})
        bits = BITS[version]
        for prefix, gateway in self.gateways.rows(key.use.gateways, version).items():
            if prefix not in user and not _is_shielded(prefix, shields, lengths, bits):
                rows[prefix] = self._to_gateway(key, (gateway,))

    def _to_gateway(self, key: ClassKey, gateways: tuple[str, ...]) -> Action:
        use = key.use
        if use is None or not use.transit:
            return self.gateways.terminal(gateways, guarded=False)
        side = next(side for side in key.peers.sides if side.peer == use.host)
        if not side.open and not key.gateway:
            return ACCESS
        return self.gateways.terminal(gateways, guarded=side.guarded)

    def _user(self, key: ClassKey, kind: str, address: Address | None) -> Action:
        match kind:
            case "VirtualAppliance":
                return NO_ADDRESS if address is None else self._to_hop(key, address)
            case "VirtualNetworkGateway":
                found = self.gateways.user_terminal(key.use, guarded=False)
                return self._to_gateway(key, found.gateways) if found.gateways else found
            case "VnetLocal":
                return OWN
            case "Internet":
                return INTERNET
        return NONE

    def _to_hop(self, key: ClassKey, address: Address) -> Action:
        version, value = address.version, address.value
        if key.own is not None and key.own.holds(version, value):
            near, side = key.own, None
        else:
            side = key.peers.around(version, value)
            if side is None or side.peer not in self.networks:
                return broken(version, value)
            near = self.networks[side.peer]
        found = self.machines.at(near, address)
        if found is None:
            return WALK
        if side is not None and not side.open and not key.gateway:
            return ACCESS
        if not isinstance(found, Device):
            guarded = side is not None and side.guarded and found is NO_FORWARDING
            return NO_FORWARDING_GUARDED if guarded else found
        return Hop(found, guarded=side is not None and side.guarded)


def _delivered(side: Side, *, by_gateway: bool) -> Terminal:
    if by_gateway:
        return DELIVER
    if not side.open:
        return ACCESS
    return DELIVER_GUARDED if side.guarded else DELIVER


def is_replaced(endpoint: EndpointRoute, content: Content) -> bool:
    """Return whether a long enough user route replaces the route of an endpoint (C-04)."""
    if endpoint.opens_at is None:
        return False
    bits = BITS[endpoint.version]
    return any(
        prefix[1] >= endpoint.opens_at and holds(prefix, endpoint.prefix, bits)
        for prefix in content.routes[endpoint.version]
    )


def _is_shielded(prefix: Prefix, shields: set[Prefix], lengths: list[int], bits: int) -> bool:
    first, length = prefix
    for outer in lengths:
        if outer > length:
            return False
        shift = bits - outer
        if (first >> shift << shift, outer) in shields:
            return True
    return False
