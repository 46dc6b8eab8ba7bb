"""Lens Addresses: how much of each subnet and network is taken, and what is left."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.address import free_blocks
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, counted, subnets_of

FULL = "!"


def see(document: Document, analysis: Analysis) -> Seen:
    """Return free addresses of each subnet, and the largest free block of each network."""
    seen: dict[Key, Said] = {}
    for vnet in document.topology.vnets:
        if vnet.prefixes:
            seen[key_of("vnet", vnet.name)] = Said(_left(vnet), "text")
    for key, subnet in subnets_of(document):
        found = analysis.capacity(key)
        free = found.usable - found.today
        length = f"/{subnet.prefixes[0].length}"
        if free <= 0:
            seen[key] = Said(f"{length} · full", "error", FULL, "error")
        else:
            seen[key] = Said(f"{length} · {free:,} of {found.usable:,} free", "text")
    return seen


def _left(vnet: VirtualNetwork) -> str:
    """Return a network's ranges and the largest block that no subnet has."""
    given = [prefix for subnet in vnet.subnets for prefix in subnet.prefixes]
    free = [block for space in vnet.prefixes for block in free_blocks(space, given)]
    four = [block for block in free if block.version == 4]
    names = ", ".join(map(str, vnet.prefixes[:2]))
    if not four:
        return f"{names} · nothing free"
    return f"{names} · /{min(block.length for block in four)} free"


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the sign of a full subnet where there is one."""
    row = LegendRow(FULL, "error", "No free address today")
    return (row,) if counted(seen, FULL) else ()


ADDRESSES = Lens("addresses", "Addresses", see, legend)
