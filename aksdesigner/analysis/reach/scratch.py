"""The rows of a design that was just read: its classes, its atoms, and what takes each atom.

Classes are found as `State.context` finds them one by one, with what many networks share worked
out once: whose gateway peers offer, and which spaces hold a next hop or a learned prefix.
"""

from __future__ import annotations

from collections.abc import Iterable

from aksdesigner.analysis.reach.atoms import Atoms, Prefix
from aksdesigner.analysis.reach.contents import Content
from aksdesigner.analysis.reach.gateways import Use
from aksdesigner.analysis.reach.links import Spaces
from aksdesigner.analysis.reach.networks import PRIVATE, Network
from aksdesigner.analysis.reach.painting import ClassKey, Peers
from aksdesigner.analysis.reach.state import State, painted_plane
from aksdesigner.model.address import BITS


def paint_from_scratch(state: State) -> None:
    """Fill in the rows of a state that was just read."""
    contents = {state.contents.none, *state.by_table.values()}
    state.hops = hops_of(contents)
    keys = every_class(state)
    for name in state.gateways.by_network:
        if name in state.networks:
            keys[state.gateway_context(name)] = None
    for version, prefixes in boundaries(state, contents).items():
        if version == 4 or prefixes:
            atoms = Atoms(version, prefixes)
            state.planes[version] = painted_plane(state, version, atoms, keys)


def every_class(state: State) -> dict[ClassKey, None]:
    """Return the classes of all subnets, each once, in the order of the file.

    Fills in what the state keeps by network: gateways in use, who stands alone, contexts.
    """
    holders = _holders_of_hops(state)
    of_learned: dict[Use | None, frozenset[str]] = {None: frozenset()}
    alike: dict[tuple[Peers, Use | None, Network | None, bool], dict[Content, ClassKey]] = {}
    found: dict[ClassKey, None] = {}
    contents, none, contexts = state.by_table, state.contents.none, state.contexts
    for name, network in state.networks.items():
        use, peers = state.use_of(name), state.peers_of(name)
        learned = of_learned.get(use)
        if learned is None and use is not None:
            learned = of_learned[use] = _holders_of_learned(state, use)
        alone = name in holders or name in (learned or ()) or network.is_odd or name in state.vague
        state.alone[name] = alone
        own, dual = network if alone else None, bool(network.spaces[6])
        same = alike.setdefault((peers, use, own, dual), {})
        for table in network.tables:
            content = (contents.get(table) if table is not None else None) or none
            key = same.get(content)
            if key is None:
                key = same[content] = ClassKey(peers, content, use, own, dual)
                found[key] = None
            contexts[name, table] = key
    return found


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


def hops_of(contents: Iterable[Content]) -> dict[int, list[int]]:
    """Return the next hop addresses of some contents by IP version, in order."""
    found = {hop for content in contents for hop in content.hops}
    return {v: sorted(value for version, value in found if version == v) for v in (4, 6)}


def boundaries(state: State, contents: Iterable[Content]) -> dict[int, set[Prefix]]:
    """Return the prefixes that cut addresses into atoms, by IP version."""
    found: dict[int, set[Prefix]] = {4: set(PRIVATE), 6: set()}
    for network in state.networks.values():
        found[4].update(network.spaces[4])
        found[6].update(network.spaces[6])
        for endpoint in network.endpoints:
            found[endpoint.version].add(endpoint.prefix)
    for content in contents:
        found[4].update(content.routes[4])
        found[6].update(content.routes[6])
    for rows in state.gateways.learned.values():
        for row in rows:
            found[row.version].add(row.prefix)
    return found
