"""The row of a routing class: which action takes each atom (azure-rules C.1, C-01 to C-06).

A class is everything that subnets must share to route alike: the direct peers with their flags,
the content of the route table, the gateways, and the own network where its space matters to the
other rows. Prefixes are painted from the longest to the shortest.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
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
from aksdesigner.analysis.reach.networks import PRIVATE, EndpointRoute, Network, holds, in_any
from aksdesigner.model.address import BITS, Address
from aksdesigner.model.ids import Key

Layers = dict[int, dict[Action, int]]  # atoms by action, by prefix length


class Peers:
    """The direct peers of a network, with their space; made anew when one of them changes."""

    __slots__ = (
        "_ends",
        "_layers",
        "_lengths",
        "_open",
        "endpoints",
        "names",
        "opened",
        "sides",
        "space",
        "vague",
    )

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
            if not network.source.prefixes:
                self.vague = True
            for version, spaces in network.spaces.items():
                for space in spaces:
                    self.space[version][space] = side
            for endpoint in network.endpoints:
                self.endpoints.append((endpoint, side))
        # those that a user route may replace (C-04)
        self.opened = [pair for pair in self.endpoints if pair[0].opens_at is not None]
        self._lengths: dict[int, set[int]] = {}
        self._ends: dict[int, dict[tuple[bool, bool], dict[Prefix, None]]] = {}
        self._open: dict[int, tuple[dict[Prefix, Key], dict[Prefix, Key]]] = {}
        self._layers: dict[tuple[int, bool], tuple[int, Layers]] = {}

    def around(self, version: int, value: int) -> Side | None:
        """Return the peer whose space holds an address, or None."""
        bits = BITS[version]
        space = self.space[version]
        for length in self._lengths_of(version):
            shift = bits - length
            side = space.get((value >> shift << shift, length))
            if side is not None:
                return side
        return None

    def _lengths_of(self, version: int) -> set[int]:
        found = self._lengths.get(version)
        if found is None:
            found = self._lengths[version] = {length for _, length in self.space[version]}
        return found

    def unshielded(
        self, rows: dict[Prefix, Key], version: int, user: Mapping[Prefix, object]
    ) -> dict[Prefix, Key]:
        """Return the gateway rows that no peer's prefix shields, nor a user route replaces (C-03).

        A peer's prefix that a user route replaces shields nothing.
        """
        if not user.keys().isdisjoint(self.space[version]):
            return {
                prefix: key
                for prefix, key in rows.items()
                if prefix not in user and not self._shields(prefix, version, user)
            }
        kept = self._open.get(id(rows))
        if kept is None or kept[0] is not rows:
            found = {p: key for p, key in rows.items() if not self._shields(p, version, ())}
            kept = self._open[id(rows)] = (rows, found)
        return {prefix: key for prefix, key in kept[1].items() if prefix not in user}

    def _shields(self, prefix: Prefix, version: int, user: Container[Prefix]) -> bool:
        first, length = prefix
        bits, space = BITS[version], self.space[version]
        for outer in self._lengths_of(version):
            shift = bits - outer
            around = (first >> shift << shift, outer)
            if outer <= length and around in space and around not in user:
                return True
        return False

    def layers(self, version: int, atoms: Atoms, *, by_gateway: bool) -> Layers:
        """Return the atoms of the peers' space and endpoints by what becomes of them.

        Endpoints that a user route may replace (C-04) are left out: they differ by class.
        """
        kept = self._layers.get((version, by_gateway))
        if kept is not None:
            count, layers = kept
            if count != atoms.count:
                layers = {
                    length: {a: atoms.lifted(mask, count, atoms.count) for a, mask in cells.items()}
                    for length, cells in layers.items()
                }
                self._layers[version, by_gateway] = (atoms.count, layers)
            return layers
        atoms.cut(self.space[version].keys())
        for ends in self._closed_ends(version).values():
            atoms.cut(ends.keys())
        layers = {}
        action: Action
        alike: dict[tuple[int, bool, bool], list[Prefix]] = {}
        for prefix, side in self.space[version].items():
            alike.setdefault((prefix[1], side.open, side.guarded), []).append(prefix)
        for (length, is_open, guarded), prefixes in alike.items():
            action = DELIVER if by_gateway else _across(is_open=is_open, guarded=guarded)
            cells = layers.setdefault(length, {})
            cells[action] = cells.get(action, 0) | atoms.together(prefixes)
        for (is_open, guarded), ends in self._closed_ends(version).items():
            action = DELIVER if by_gateway else _across(is_open=is_open, guarded=guarded)
            _add_below(layers.setdefault(BITS[version], {}), action, atoms.together(ends))
        self._layers[version, by_gateway] = (atoms.count, layers)
        return layers

    def _closed_ends(self, version: int) -> dict[tuple[bool, bool], dict[Prefix, None]]:
        """Return the endpoints that no user route may replace, by what the peering does."""
        found = self._ends.get(version)
        if found is None:
            found = self._ends[version] = {}
            for endpoint, side in self.endpoints:
                if endpoint.version == version and endpoint.opens_at is None:
                    found.setdefault((side.open, side.guarded), {})[endpoint.prefix] = None
        return found


def _add_below(cells: dict[Action, int], action: Action, mask: int) -> None:
    """Add atoms to an action where no earlier row of the same prefix took them."""
    for taken in cells.values():
        mask &= ~taken
    if mask:
        cells[action] = cells.get(action, 0) | mask


def _put(layers: Layers, length: int, action: Action, mask: int) -> None:
    """Let rows of one length replace every other of the same prefixes."""
    cells = layers.setdefault(length, {})
    for other, taken in cells.items():
        if taken & mask:
            cells[other] = taken & ~mask
    cells[action] = cells.get(action, 0) | mask


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
        atoms.cut(key.content.routes[version].keys())
        if key.use is not None:
            atoms.cut(self.gateways.rows(key.use.gateways, version).keys())
        atoms.cut(self._prefixes(key, version))
        shared = key.peers.layers(version, atoms, by_gateway=key.gateway)
        layers = {length: dict(cells) for length, cells in shared.items()}
        self._add_system(layers, key, atoms, version)
        if not key.content.disable_bgp and key.use is not None:
            self._add_learned(layers, key, atoms, version)
        self._add_user(layers, key, atoms, version)
        painted: dict[Action, int] = {}
        covered = 0
        for length in sorted(layers, reverse=True):
            now = covered
            for action, mask in layers[length].items():
                rest = mask & ~covered
                if rest:
                    painted[action] = painted.get(action, 0) | rest
                now |= mask
            covered = now
        return painted

    def _add_user(self, layers: Layers, key: ClassKey, atoms: Atoms, version: int) -> None:
        """Let user routes replace every other row of the same prefix (C-01, C-05)."""
        for (length, raw), prefixes in key.content.alike[version].items():
            _put(layers, length, self._user(key, *raw), atoms.together(prefixes))

    def _prefixes(self, key: ClassKey, version: int) -> Iterator[Prefix]:
        """Yield what a row may be cut by, apart from peers, user routes and gateways."""
        yield DEFAULT
        if version == 4:
            yield from PRIVATE
        if key.own is not None:
            yield from key.own.spaces[version]
            yield from (e.prefix for e in key.own.endpoints if e.version == version)

    def _is_unclear(self, key: ClassKey) -> bool:
        """Return whether routes may exist here that nobody computes."""
        own, use = key.own, key.use
        if key.content.unclear or key.peers.vague:
            return True
        if own is not None and (own.unclear or own.name in self.vague):
            return True
        return use is not None and use.host in self.vague

    def _add_system(self, layers: Layers, key: ClassKey, atoms: Atoms, version: int) -> None:
        """Add the rows that every subnet has: own space, Internet, None, endpoints (C.1)."""
        masks, content = atoms.prefixes, key.content
        own = key.own.spaces[version] if key.own else []
        space = key.peers.space[version]
        for prefix in own:
            _put(layers, prefix[1], DELIVER, masks[prefix])
        if (version == 4 or key.dual) and DEFAULT not in space and DEFAULT not in own:
            _put(layers, 0, INTERNET, masks[DEFAULT])
        if version == 4 and not content.clears_none:
            for prefix in PRIVATE:
                if prefix not in space and not in_any(own, prefix, 32):
                    _put(layers, prefix[1], NONE, masks[prefix])
        for endpoint, action in self._endpoints(key):
            if endpoint.version == version and not is_replaced(endpoint, content):
                cells = layers.setdefault(endpoint.prefix[1], {})
                _add_below(cells, action, masks[endpoint.prefix])

    def _endpoints(self, key: ClassKey) -> Iterator[tuple[EndpointRoute, Action]]:
        """Yield the endpoints that are not in the layers of the peers."""
        if key.own is not None:
            for endpoint in key.own.endpoints:
                yield endpoint, DELIVER
        for endpoint, side in key.peers.opened:
            yield endpoint, _delivered(side, by_gateway=key.gateway)

    def _add_learned(self, layers: Layers, key: ClassKey, atoms: Atoms, version: int) -> None:
        """Add gateway rows that compete: none that a system row shields (C-01, C-03)."""
        assert key.use is not None
        rows = self.gateways.rows(key.use.gateways, version)
        if not rows:
            return
        user, bits = key.content.routes[version], BITS[version]
        own = [space for space in (key.own.spaces[version] if key.own else ()) if space not in user]
        ends = self._active_ends(key, version) if any(p[1] == bits for p in rows) else frozenset()
        alike: dict[tuple[int, Key], list[Prefix]] = {}
        for prefix, gateway in key.peers.unshielded(rows, version, user).items():
            if prefix in ends or (own and in_any(own, prefix, bits)):
                continue
            alike.setdefault((prefix[1], gateway), []).append(prefix)
        for (length, gateway), prefixes in alike.items():
            _put(layers, length, self._to_gateway(key, (gateway,)), atoms.together(prefixes))

    def _active_ends(self, key: ClassKey, version: int) -> frozenset[Prefix]:
        """Return the endpoints' prefixes that are in use: they shield a gateway row of their own."""
        own = key.own.endpoints if key.own else ()
        return frozenset(
            endpoint.prefix
            for endpoint in (*own, *(e for e, _ in key.peers.endpoints))
            if endpoint.version == version
            and endpoint.prefix not in key.content.routes[version]
            and not is_replaced(endpoint, key.content)
        )

    def _to_gateway(self, key: ClassKey, gateways: tuple[str, ...]) -> Action:
        use = key.use
        if use is None or not use.transit:
            return self.gateways.terminal(gateways, guarded=False)
        side = next(side for side in key.peers.sides if side.peer == use.host)
        if not side.open and not key.gateway:
            return ACCESS
        return self.gateways.terminal(gateways, guarded=side.guarded)

    def _user(self, key: ClassKey, kind: str, value: int | None, version: int) -> Action:
        match kind:
            case "VirtualAppliance":
                return NO_ADDRESS if value is None else self._to_hop(key, Address(value, version))
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
    return DELIVER if by_gateway else _across(is_open=side.open, guarded=side.guarded)


def _across(*, is_open: bool, guarded: bool) -> Terminal:
    if not is_open:
        return ACCESS
    return DELIVER_GUARDED if guarded else DELIVER


def is_replaced(endpoint: EndpointRoute, content: Content) -> bool:
    """Return whether a long enough user route replaces the route of an endpoint (C-04)."""
    if endpoint.opens_at is None:
        return False
    bits = BITS[endpoint.version]
    return any(
        prefix[1] >= endpoint.opens_at and holds(prefix, endpoint.prefix, bits)
        for prefix in content.routes[endpoint.version]
    )
