"""Peerings that carry routes, with what their flags stop (azure-rules C.1 step 2, C.3, O2, O3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aksdesigner.analysis.reach.atoms import Prefix
from aksdesigner.analysis.reach.networks import Network
from aksdesigner.model.address import BITS
from aksdesigner.model.kinds.peering import Peering


class Side(NamedTuple):
    """A peering as one of its networks sees it, in the mode of the design.

    `open` is False where packets may not leave towards `peer`; `guarded` where the peer takes no
    forwarded traffic. `offers` says that the peer offers its gateway, and this side uses it.
    """

    peer: str
    open: bool
    guarded: bool
    offers: bool


Sides = frozenset[Side]
NO_SIDES: Sides = frozenset()
Pair = tuple[str, str]


class Links:
    """The connected peerings of a design, by network; a change makes new links."""

    def __init__(self, sides: dict[str, Sides], halves: dict[Pair, Peering]) -> None:
        self.sides = sides
        self.halves = halves

    def of(self, name: str) -> Sides:
        """Return the connected peerings of a network."""
        return self.sides.get(name, NO_SIDES)

    def names(self, name: str) -> set[str]:
        """Return the networks whose peering with this one carries routes."""
        return {side.peer for side in self.of(name)}


def halves_of(peerings: Iterable[Peering]) -> dict[Pair, Peering]:
    """Return the halves by (owner, remote), in file order; of two alike the first counts."""
    found: dict[Pair, Peering] = {}
    for half in peerings:
        if half.from_ != half.to:
            found.setdefault((half.from_, half.to), half)
    return found


def side_of(
    halves: Mapping[Pair, Peering], owner: str, remote: str, *, strict: bool
) -> Side | None:
    """Return how `owner` sees its peering with `remote`, or None where a half is missing."""
    mine, theirs = halves.get((owner, remote)), halves.get((remote, owner))
    if mine is None or theirs is None:
        return None
    return Side(
        remote,
        not strict or mine.allow_virtual_network_access,
        strict and not theirs.allow_forwarded_traffic,
        mine.use_remote_gateways and theirs.allow_gateway_transit,
    )


def links_of(
    halves: dict[Pair, Peering], clashes: Mapping[str, frozenset[str]], *, strict: bool
) -> Links:
    """Return the connected peerings; `clashes` names the networks that each network overlaps."""
    refused = _refused(halves, clashes) if clashes else frozenset()
    found: dict[str, list[Side]] = {}
    for pair in halves:
        owner, remote = pair
        side = side_of(halves, owner, remote, strict=strict)
        if side is not None and (not refused or pair not in refused):
            known = found.get(owner)
            if known is None:
                found[owner] = [side]
            else:
                known.append(side)
    same: dict[Sides, Sides] = {}
    sides = {name: frozenset(listed) for name, listed in found.items()}
    return Links({name: same.setdefault(one, one) for name, one in sides.items()}, halves)


def _refused(halves: dict[Pair, Peering], clashes: Mapping[str, frozenset[str]]) -> frozenset[Pair]:
    """Return the pairs that Azure refuses: they overlap, or one overlaps an earlier neighbour."""
    earlier: dict[str, set[str]] = {}
    seen: set[Pair] = set()
    refused: set[Pair] = set()
    nothing: frozenset[str] = frozenset()
    for one, other in halves:
        if (other, one) in seen:
            continue
        seen.add((one, other))
        conflict = other in clashes.get(one, nothing) or any(
            clashes.get(there, nothing) & earlier.get(here, set()) - {there}
            for here, there in ((one, other), (other, one))
        )
        if conflict:
            refused.update(((one, other), (other, one)))
        earlier.setdefault(one, set()).add(other)
        earlier.setdefault(other, set()).add(one)
    return frozenset(refused)


def clashes_of(networks: Iterable[Network]) -> dict[str, frozenset[str]]:
    """Return for each network the others whose address space shares addresses with its own."""
    found: dict[str, set[str]] = {}
    for version, bits in ((4, 32), (6, 128)):
        blocks: list[tuple[int, int, str]] = [
            (first, length, network.name)
            for network in networks
            for first, length in network.spaces[version]
        ]
        blocks.sort()
        around: list[tuple[Prefix, str]] = []
        for first, length, name in blocks:
            while (
                around
                and first >> bits - around[-1][0][1] != around[-1][0][0] >> bits - around[-1][0][1]
            ):
                around.pop()
            for _, outer in around:
                if outer != name:
                    found.setdefault(outer, set()).add(name)
                    found.setdefault(name, set()).add(outer)
            around.append(((first, length), name))
    return {name: frozenset(others) for name, others in found.items()}


def clashes_after(
    clashes: Mapping[str, frozenset[str]], networks: Mapping[str, Network], names: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Return the clashes where the address spaces of some networks are other than before."""
    found = {name: set(others) for name, others in clashes.items()}
    for name in names:
        for other in found.pop(name, ()):
            if other in found:
                found[other].discard(name)
    for name in names:
        for version, spaces in networks[name].spaces.items():
            for space in spaces:
                for other in _overlapping(space, version, networks):
                    if other != name:
                        found.setdefault(name, set()).add(other)
                        found.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in found.items() if others}


def _overlapping(space: Prefix, version: int, networks: Mapping[str, Network]) -> list[str]:
    bits = BITS[version]
    first, last = space[0], space[0] + (1 << bits - space[1]) - 1
    found = []
    for name, network in networks.items():
        for start, length in network.spaces[version]:
            if start <= last and first < start + (1 << bits - length):
                found.append(name)
    return found
