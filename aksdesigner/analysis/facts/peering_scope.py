"""Which networks are peered, and which peerings carry no routes (azure-rules C.1 step 2, O2, O3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

LinkState = Literal["Connected", "Initiated", "Disabled"]


@dataclass(frozen=True)
class Link:
    """One peering: both halves, or the one that exists.

    `ends` are the keys of the networks in the order of the first half. `state` is Connected when
    both halves exist, Initiated when one does, Disabled when Azure refuses the peering because of
    an overlap; then `rule` is O2 or O3 and `rival` the network whose prefixes are in the way.
    """

    ends: tuple[Key, Key]
    halves: tuple[Peering, ...]
    state: LinkState
    rule: str | None = None
    rival: Key | None = None

    def other(self, vnet: Key) -> Key:
        """Return the network at the other end."""
        return self.ends[1] if vnet == self.ends[0] else self.ends[0]

    def half(self, owner: Key) -> Peering | None:
        """Return the peering object that a network owns, or None."""
        return next((h for h in self.halves if vnet_key(h.from_) == owner), None)


@dataclass(frozen=True)
class PeeringScope:
    """All peerings of a design, in file order of their first half."""

    links: tuple[Link, ...]
    by_vnet: dict[Key, tuple[Link, ...]]

    @property
    def connected(self) -> tuple[Link, ...]:
        """The peerings that carry routes."""
        return tuple(link for link in self.links if link.state == "Connected")

    @property
    def one_sided(self) -> tuple[Link, ...]:
        """The peerings with one half only."""
        return tuple(link for link in self.links if len(link.halves) == 1)

    @property
    def disabled(self) -> tuple[Link, ...]:
        """The peerings that an overlap forbids."""
        return tuple(link for link in self.links if link.state == "Disabled")

    def of(self, vnet: Key) -> tuple[Link, ...]:
        """Return the peerings of a network, of any state."""
        return self.by_vnet.get(vnet, ())

    def between(self, one: Key, other: Key) -> Link | None:
        """Return the peering between two networks, of any state, or None."""
        return next((link for link in self.of(one) if link.other(one) == other), None)

    def peers(self, vnet: Key) -> tuple[Key, ...]:
        """Return the networks whose peering with this one carries routes."""
        return tuple(link.other(vnet) for link in self.of(vnet) if link.state == "Connected")


@kept
def peering_scope(design: Design) -> PeeringScope:
    """Return every peering of the design with its state."""
    links = tuple(_links(design))
    by_vnet: dict[Key, tuple[Link, ...]] = {}
    for link in links:
        for end in link.ends:
            by_vnet[end] = (*by_vnet.get(end, ()), link)
    return PeeringScope(links, by_vnet)


def _links(design: Design) -> Iterator[Link]:
    pairs: dict[frozenset[str], list[Peering]] = {}
    for peering in design.topology.peerings:
        if peering.from_ != peering.to:
            pairs.setdefault(frozenset((peering.from_, peering.to)), []).append(peering)
    neighbours: dict[str, list[str]] = {}
    for halves in pairs.values():
        one, other = halves[0].from_, halves[0].to
        rule, rival = _conflict(design, one, other, neighbours)
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
        owned: dict[str, Peering] = {}
        for half in halves:
            owned.setdefault(half.from_, half)
        state: LinkState = "Disabled" if rule else "Connected" if len(owned) == 2 else "Initiated"
        ends = (vnet_key(one), vnet_key(other))
        yield Link(ends, tuple(owned.values()), state, rule, rival)


def _conflict(
    design: Design, one: str, other: str, earlier: dict[str, list[str]]
) -> tuple[str | None, Key | None]:
    """Return the overlap rule that forbids a peering, and the network in the way."""
    if _overlap(design, one, other):
        return "O2", vnet_key(other)
    for here, there in ((one, other), (other, one)):
        for known in earlier.get(here, ()):
            if known != there and _overlap(design, known, there):
                return "O3", vnet_key(known)
    return None, None


def _overlap(design: Design, one: str, other: str) -> bool:
    return any(a.overlaps(b) for a in _prefixes(design, one) for b in _prefixes(design, other))


def _prefixes(design: Design, name: str) -> tuple[Cidr, ...]:
    vnet = design.index.get(VirtualNetwork, name)
    return vnet.prefixes if vnet else ()
