"""Peerings that carry routes, with what their flags stop (azure-rules C.1 step 2, C.3, O2, O3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from aksdesigner.analysis.facts.prefix_index import PrefixIndex
from aksdesigner.analysis.reach.atoms import DEFAULT, ends_of
from aksdesigner.analysis.reach.networks import PRIVATE, Network, is_odd
from aksdesigner.model.address import BITS, Block
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


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


class PeeringReading:
    """What the peerings of a design say, apart from what Azure refuses."""

    def __init__(self, peerings: Iterable[Peering]) -> None:
        self.halves = halves_of(peerings)
        self._links: dict[bool, Links] = {}

    def links(self, clashes: Mapping[str, frozenset[str]], *, strict: bool) -> Links:
        """Return the connected peerings; `clashes` names the networks that each one overlaps."""
        if clashes:
            return links_of(self.halves, clashes, strict=strict)
        found = self._links.get(strict)
        if found is None:
            found = self._links[strict] = links_of(self.halves, clashes, strict=strict)
        return found


def side_of(
    halves: Mapping[Pair, Peering], owner: str, remote: str, *, strict: bool
) -> Side | None:
    """Return how `owner` sees its peering with `remote`, or None where a half is missing."""
    mine, theirs = halves.get((owner, remote)), halves.get((remote, owner))
    return None if mine is None or theirs is None else _side(remote, mine, theirs, strict=strict)


def _side(remote: str, mine: Peering, theirs: Peering, *, strict: bool) -> Side:
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
    for pair, mine in halves.items():
        owner, remote = pair
        theirs = halves.get((remote, owner))
        if theirs is None or (refused and pair in refused):
            continue
        side = _side(remote, mine, theirs, strict=strict)
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


Spaces = dict[int, PrefixIndex[str]]  # by IP version: prefixes of networks, with their names
Clashes = dict[str, frozenset[str]]


class SpaceReading:
    """Where the address spaces of networks lie, and which share addresses; of two of one name
    the first counts."""

    def __init__(self, vnets: Iterable[VirtualNetwork]) -> None:
        self.vnets: dict[str, VirtualNetwork] = {}
        for vnet in vnets:
            self.vnets.setdefault(vnet.name, vnet)
        self.spaces = spaces_of(self.vnets)
        self.clashes = clashes_of(self.spaces)
        self.odd = frozenset(name for name, vnet in self.vnets.items() if is_odd(vnet))
        self.ends = {
            4: ends_of(4, (DEFAULT, *PRIVATE, *self._blocks(4))),
            6: ends_of(6, self._blocks(6)),
        }

    def _blocks(self, version: int) -> Iterator[Block]:
        for vnet in self.vnets.values():
            yield from vnet.blocks[version]


def spaces_of(vnets: Mapping[str, VirtualNetwork]) -> Spaces:
    """Return the address spaces of networks as an index."""
    return {
        version: PrefixIndex(
            bits, [(space, name) for name, vnet in vnets.items() for space in vnet.blocks[version]]
        )
        for version, bits in BITS.items()
    }


def clashes_of(spaces: Spaces) -> Clashes:
    """Return for each network the others whose address space shares addresses with its own."""
    found: dict[str, set[str]] = {}
    for index in spaces.values():
        for one, other in index.pairs():
            if one != other:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}


def spaces_after(
    spaces: Spaces, before: Mapping[str, Network], after: Mapping[str, Network], names: list[str]
) -> Spaces:
    """Return the index where the address spaces of some networks are other than before."""
    found = {version: index.copy() for version, index in spaces.items()}
    for name in names:
        for version, index in found.items():
            for space in before[name].spaces[version]:
                index.remove(space, name)
            for space in after[name].spaces[version]:
                index.add(space, name)
    return found


def clashes_after(
    clashes: Clashes, spaces: Spaces, networks: Mapping[str, Network], names: list[str]
) -> Clashes:
    """Return the clashes where the address spaces of some networks are other than before."""
    found = {name: set(others) for name, others in clashes.items()}
    for name in names:
        for other in found.pop(name, ()):
            if other in found:
                found[other].discard(name)
    for name in names:
        for version, index in spaces.items():
            for space in networks[name].spaces[version]:
                for other in index.overlapping(space):
                    if other != name:
                        found.setdefault(name, set()).add(other)
                        found.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in found.items() if others}
