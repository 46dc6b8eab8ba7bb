"""The direct peers of a network: their space and endpoints as rows (azure-rules C.1 steps 2 and 6)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import reduce
from operator import or_

from aksdesigner.analysis.reach.actions import ACCESS, DELIVER, DELIVER_GUARDED, Action, Terminal
from aksdesigner.analysis.reach.atoms import Atoms, Prefix
from aksdesigner.analysis.reach.links import Side, Sides
from aksdesigner.analysis.reach.networks import EndpointRoute, Network
from aksdesigner.model.address import BITS
from aksdesigner.model.ids import Key

Layers = dict[int, dict[Action, int]]  # atoms by action, by prefix length
Learned = dict[tuple[int, Key], list[Prefix]]  # prefixes by their length and the gateway


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
        four: dict[Prefix, Side] = {}
        six: dict[Prefix, Side] = {}
        self.space = {4: four, 6: six}
        self.endpoints: list[tuple[EndpointRoute, Side]] = []
        self.vague = False
        for side in sides:
            network = networks.get(side.peer)
            if network is None:
                continue
            if not network.source.prefixes:
                self.vague = True
            spaces = network.spaces
            for space in spaces[4]:
                four[space] = side
            for space in spaces[6]:
                six[space] = side
            if network.endpoints:
                self.endpoints += [(endpoint, side) for endpoint in network.endpoints]
        # those that a user route may replace (C-04)
        self.opened = [pair for pair in self.endpoints if pair[0].opens_at is not None]
        self._lengths: dict[int, set[int]] = {}
        self._ends: dict[int, dict[tuple[bool, bool], dict[Prefix, None]]] = {}
        self._open: dict[int, tuple[dict[Prefix, Key], Learned]] = {}
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
    ) -> Learned:
        """Return the gateway rows that no peer's prefix shields, nor a user route replaces (C-03).

        A peer's prefix that a user route replaces shields nothing.
        """
        if not user.keys().isdisjoint(self.space[version]):
            return _by_gateway(
                (prefix, key)
                for prefix, key in rows.items()
                if prefix not in user and not self._shields(prefix, version, user)
            )
        kept = self._open.get(id(rows))
        if kept is None or kept[0] is not rows:
            shields = self._shields
            found = _by_gateway((p, key) for p, key in rows.items() if not shields(p, version, ()))
            kept = self._open[id(rows)] = (rows, found)
        if user.keys().isdisjoint(rows):
            return kept[1]
        return {
            same: [prefix for prefix in prefixes if prefix not in user]
            for same, prefixes in kept[1].items()
        }

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
        layers = self._all_delivered(version, atoms) if by_gateway else self._made(version, atoms)
        self._layers[version, by_gateway] = (atoms.count, layers)
        return layers

    def _all_delivered(self, version: int, atoms: Atoms) -> Layers:
        """Return the layers for a gateway, which no flag of a peering stops."""
        return {
            length: {DELIVER: reduce(or_, cells.values(), 0)}
            for length, cells in self.layers(version, atoms, by_gateway=False).items()
        }

    def _made(self, version: int, atoms: Atoms) -> Layers:
        atoms.cut(self.space[version].keys())
        for ends in self._closed_ends(version).values():
            atoms.cut(ends.keys())
        layers: Layers = {}
        alike: dict[tuple[int, bool, bool], list[Prefix]] = {}
        for prefix, side in self.space[version].items():
            alike.setdefault((prefix[1], side.open, side.guarded), []).append(prefix)
        for (length, is_open, guarded), prefixes in alike.items():
            action = across(is_open=is_open, guarded=guarded)
            cells = layers.setdefault(length, {})
            cells[action] = cells.get(action, 0) | atoms.together(prefixes)
        for (is_open, guarded), ends in self._closed_ends(version).items():
            action = across(is_open=is_open, guarded=guarded)
            add_below(layers.setdefault(BITS[version], {}), action, atoms.together(ends))
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


def _by_gateway(rows: Iterable[tuple[Prefix, Key]]) -> Learned:
    found: Learned = {}
    for prefix, gateway in rows:
        found.setdefault((prefix[1], gateway), []).append(prefix)
    return found


def add_below(cells: dict[Action, int], action: Action, mask: int) -> None:
    """Add atoms to an action where no earlier row of the same prefix took them."""
    for taken in cells.values():
        mask &= ~taken
    if mask:
        cells[action] = cells.get(action, 0) | mask


def across(*, is_open: bool, guarded: bool) -> Terminal:
    """Return what becomes of a packet to a peer's space, by the flags of the peering (C.3)."""
    if not is_open:
        return ACCESS
    return DELIVER_GUARDED if guarded else DELIVER
