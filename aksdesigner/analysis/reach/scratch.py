"""The rows of a design that was just read: its classes, its atoms, and what takes each atom.

Classes are found as `State.context` finds them one by one, with what many networks share worked
out once: whose gateway peers offer, and which spaces hold a next hop or a learned prefix.
"""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.analysis.reach.atoms import Atoms, Prefix, ends_of
from aksdesigner.analysis.reach.contents import Content, TableReading
from aksdesigner.analysis.reach.gateways import Use
from aksdesigner.analysis.reach.layered import Layered
from aksdesigner.analysis.reach.links import Sides, SpaceReading, Spaces
from aksdesigner.analysis.reach.painting import ClassKey
from aksdesigner.analysis.reach.peers import Peers
from aksdesigner.analysis.reach.state import Known, State, painted_plane
from aksdesigner.model.address import BITS


def paint_from_scratch(state: State) -> None:
    """Fill in the rows of a state that was just read."""
    state.hops = dict(state.document.topology.reading("route_tables", TableReading).hops)
    keys = every_class(state)
    for name in state.gateways.by_network:
        if name in state.networks:
            keys[state.gateway_context(name)] = None
    for version, ends in boundaries(state).items():
        if version == 4 or ends:
            atoms = Atoms(version, ends)
            state.planes[version] = painted_plane(state, version, atoms, keys)


def every_class(state: State) -> dict[ClassKey, None]:
    """Return the classes of all subnets, each once, in the order of the file.

    Fills in what the state keeps by network: gateways in use, who stands alone, contexts.
    """
    special, likeness = _special(state), _Likeness(state)
    found: dict[ClassKey, None] = {}
    contents = state.by_table.joined()
    contexts: dict[str, Known] = {}
    uses, loners, none = state.uses, state.alone, state.contents.none
    for name, network in state.networks.items():
        alike = likeness.of(name, dual=bool(network.spaces[6]))
        uses[name] = alike.use
        loners[name] = alone = name in special or name in alike.learned or network.strays
        own, same = (network, {}) if alone else (None, alike.classes)
        known = contexts[name] = {}
        for table in network.tables:
            content = (contents.get(table) if table is not None else None) or none
            key = same.get(content)
            if key is None:
                key = same[content] = ClassKey(alike.peers, content, alike.use, own, alike.dual)
                found[key] = None
            known[table] = key
    state.contexts = Layered(contexts)
    return found


@dataclass(eq=False, slots=True)
class _Alike:
    """What networks share that have equal peerings: all of a class but the content of a table.

    `learned` names the networks whose space holds a prefix that the gateways learned.
    """

    peers: Peers
    use: Use | None
    dual: bool
    learned: frozenset[str]
    classes: dict[Content, ClassKey]


class _Likeness:
    """Finds what the networks of a state share."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._shared: dict[tuple[Sides, bool], _Alike] = {}
        self._learned: dict[Use | None, frozenset[str]] = {None: frozenset()}

    def of(self, name: str, *, dual: bool) -> _Alike:
        """Return what a network shares; one with a choice of gateways shares with nobody."""
        state = self._state
        sides = state.links.of(name)
        known = self._shared.get((sides, dual))
        own = state.gateways.own(name)
        if known is not None and own is None:
            return known
        use = state.use_of(name)
        learned = self._learned.get(use)
        if learned is None and use is not None:
            learned = self._learned[use] = _holders_of_learned(state, use)
        found = _Alike(state.peers_of(name), use, dual, learned or frozenset(), {})
        if own is None and len(state.offering(sides)) < 2:
            self._shared[sides, dual] = found
        return found


def _special(state: State) -> frozenset[str]:
    """Return the networks that stand alone whatever their gateways learned."""
    odd = state.document.topology.reading("vnets", SpaceReading).odd
    return _holders_of_hops(state) | odd | state.vague


def _holders_of_hops(state: State) -> frozenset[str]:
    """Return the networks whose space holds a next hop of some user route."""
    return _holders(
        state.spaces,
        {v: [(hop, BITS[v]) for hop in hops] for v, hops in state.hops.items()},
    )


def _holders_of_learned(state: State, use: Use) -> frozenset[str]:
    """Return the networks whose space holds a prefix that some gateways learned (C-03)."""
    return _holders(state.spaces, state.learned_by(use.gateways))


def _holders(spaces: Spaces, prefixes: dict[int, list[tuple[int, int]]]) -> frozenset[str]:
    return frozenset(
        name
        for version, listed in prefixes.items()
        for prefix in listed
        for name in spaces[version].around(prefix)
    )


def boundaries(state: State) -> dict[int, dict[Prefix, int]]:
    """Return the prefixes that cut addresses into atoms with their ends, by IP version."""
    topology = state.document.topology
    space = topology.reading("vnets", SpaceReading).ends
    table = topology.reading("route_tables", TableReading).ends
    found = {version: {**space[version], **table[version]} for version in BITS}
    for network in state.networks.values():
        for (value, length), version, _ in network.endpoints:
            found[version][value, length] = value + 1
    learned = [row for rows in state.gateways.learned.values() for row in rows]
    for version in BITS:
        found[version].update(ends_of(version, [r.prefix for r in learned if r.version == version]))
    return found
