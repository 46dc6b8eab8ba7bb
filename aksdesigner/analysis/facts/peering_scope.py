"""Which networks are peered, and which peerings carry no routes (azure-rules C.1 step 2, O2, O3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.model.address import Address, Cidr
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


class PeeringScope:
    """All peerings of a design, in file order of their first half.

    Each question is kept for itself, so that who asks about one network hears only of its own.
    """

    def __init__(self, design: Design) -> None:
        self._design = design

    @property
    def links(self) -> tuple[Link, ...]:
        """All peerings."""
        return _links(self._design)

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
        return _links_of(self._design, vnet)

    def between(self, one: Key, other: Key) -> Link | None:
        """Return the peering between two networks, of any state, or None."""
        return _link_between(self._design, one, other)

    def peers(self, vnet: Key) -> tuple[Key, ...]:
        """Return the networks whose peering with this one carries routes."""
        return _peers(self._design, vnet)


def peering_scope(design: Design) -> PeeringScope:
    """Return every peering of the design with its state."""
    return PeeringScope(design)


@kept
def prefixes_of(design: Design, vnet: Key) -> tuple[Cidr, ...]:
    """Return the address space of a network; empty for one that does not exist."""
    found = design.index.at(vnet)
    return found.prefixes if isinstance(found, VirtualNetwork) else ()


@kept
def _links_by_vnet(design: Design) -> dict[Key, tuple[Link, ...]]:
    by_vnet: dict[Key, list[Link]] = {}
    for link in _links(design):
        for end in link.ends:
            by_vnet.setdefault(end, []).append(link)
    return {vnet: tuple(links) for vnet, links in by_vnet.items()}


@kept
def _links_of(design: Design, vnet: Key) -> tuple[Link, ...]:
    return _links_by_vnet(design).get(vnet, ())


@kept
def _links_by_other(design: Design, vnet: Key) -> dict[Key, Link]:
    return {link.other(vnet): link for link in reversed(_links_of(design, vnet))}


@kept
def _link_between(design: Design, one: Key, other: Key) -> Link | None:
    return _links_by_other(design, one).get(other)


@kept
def _peers(design: Design, vnet: Key) -> tuple[Key, ...]:
    links = _links_of(design, vnet)
    return tuple(link.other(vnet) for link in links if link.state == "Connected")


@kept
def _links(design: Design) -> tuple[Link, ...]:
    return tuple(_found_links(design))


def _found_links(design: Design) -> Iterator[Link]:
    pairs: dict[frozenset[str], list[Peering]] = {}
    for peering in design.topology.peerings:
        if peering.from_ != peering.to:
            pairs.setdefault(frozenset((peering.from_, peering.to)), []).append(peering)
    clashes = overlapping_networks(design)
    neighbours: dict[str, list[str]] = {}
    for halves in pairs.values():
        one, other = halves[0].from_, halves[0].to
        rule, rival = _conflict(clashes, one, other, neighbours)
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
        owned: dict[str, Peering] = {}
        for half in halves:
            owned.setdefault(half.from_, half)
        state: LinkState = "Disabled" if rule else "Connected" if len(owned) == 2 else "Initiated"
        ends = (vnet_key(one), vnet_key(other))
        yield Link(ends, tuple(owned.values()), state, rule, rival)


def _conflict(
    clashes: dict[str, frozenset[str]], one: str, other: str, earlier: dict[str, list[str]]
) -> tuple[str | None, Key | None]:
    """Return the overlap rule that forbids a peering, and the network in the way."""
    if other in clashes.get(one, ()):
        return "O2", vnet_key(other)
    for here, there in ((one, other), (other, one)):
        rivals = clashes.get(there)
        for known in earlier.get(here, ()) if rivals else ():
            if known != there and known in (rivals or ()):
                return "O3", vnet_key(known)
    return None, None


@kept
def network_names(design: Design) -> tuple[str, ...]:
    """Return the names of the networks, in file order, each once."""
    return tuple(dict.fromkeys(vnet.name for vnet in design.topology.vnets))


@kept
def network_keys(design: Design) -> tuple[Key, ...]:
    """Return the keys of the networks, in file order, each once."""
    return tuple(vnet_key(name) for name in network_names(design))


@kept
def network_spaces(design: Design) -> tuple[tuple[str, tuple[Cidr, ...]], ...]:
    """Return the networks by name with their address spaces, in file order, each name once."""
    names = network_names(design)
    return tuple((name, prefixes_of(design, vnet_key(name))) for name in names)


def network_holding(design: Design, address: Address) -> Key | None:
    """Return the first network whose address space holds an address, or None."""
    return next(iter(networks_holding(design, address)), None)


@kept
def networks_holding(design: Design, address: Address) -> tuple[Key, ...]:
    """Return the networks whose address spaces hold an address; several where they overlap."""
    return tuple(
        vnet_key(name)
        for name, spaces in network_spaces(design)
        if any(prefix.contains(address) for prefix in spaces)
    )


@kept
def overlapping_networks(design: Design) -> dict[str, frozenset[str]]:
    """Return for each network that shares addresses with others which ones do; never itself.

    Prefixes nest or are disjoint, so one walk in address order with a stack of the blocks around
    the present one finds every pair.
    """
    blocks = [(prefix, name) for name, spaces in network_spaces(design) for prefix in spaces]
    blocks.sort(key=lambda b: (b[0].version, b[0].first_value, b[0].length))
    found: dict[str, set[str]] = {}
    around: list[tuple[Cidr, str]] = []
    for prefix, name in blocks:
        while around and not around[-1][0].contains(prefix.network):
            around.pop()
        for _, other in around:
            if other != name:
                found.setdefault(name, set()).add(other)
                found.setdefault(other, set()).add(name)
        around.append((prefix, name))
    return {name: frozenset(others) for name, others in found.items()}
