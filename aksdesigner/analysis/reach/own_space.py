"""The own address space of a network, laid over the row that it shares with others (C.1 step 1, 6)."""

from __future__ import annotations

from aksdesigner.analysis.reach.atoms import Atoms
from aksdesigner.analysis.reach.contents import Content
from aksdesigner.analysis.reach.networks import Network, holds
from aksdesigner.analysis.reach.painting import is_replaced


def own_mask(network: Network, content: Content, atoms: Atoms, version: int) -> int:
    """Return the atoms that rows of the network itself win: its prefixes and its endpoints.

    For networks that do not stand alone: their prefixes are disjoint, and hold nothing that a
    gateway learned.
    """
    user = content.routes[version]
    atoms.cut([*network.spaces[version], *user])
    atoms.cut(e.prefix for e in network.endpoints if e.version == version)
    mine = 0
    for space in network.spaces[version]:
        if space in user:
            continue  # a user route of the same prefix replaces it (C-01)
        mine |= atoms.mask(space)
        for prefix in user:
            if holds(space, prefix, atoms.bits):
                mine &= ~atoms.mask(prefix)
    for endpoint in network.endpoints:
        replaced = endpoint.prefix in user or is_replaced(endpoint, content)
        if endpoint.version == version and not replaced:
            mine |= atoms.mask(endpoint.prefix)
    return mine
