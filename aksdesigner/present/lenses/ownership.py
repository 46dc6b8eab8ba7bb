"""Lens Ownership: which team owns what, and what nobody owns."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.nesting import ancestors_of
from aksdesigner.present.lenses.lens import LegendRow, Lens, Said, Seen, counted

# letter and colour of each team
TEAMS = {
    "network": ("N", "ownerNetwork"),
    "platform": ("P", "ownerPlatform"),
    "application": ("A", "ownerApplication"),
    "security": ("S", "ownerSecurity"),
    "other": ("O", "text2"),
}
NOBODY = "?"


def see(document: Document, analysis: Analysis) -> Seen:  # noqa: ARG001  # the joint's signature
    """Return the team of everything that can have one; what says none has that of what holds it."""
    return {
        entry.key: _said(owner_of(document, entry.key))
        for entry in document.topology.index.entries
        if hasattr(entry.resource, "owner")
    }


def owner_of(document: Document, key: Key) -> str | None:
    """Return the team that owns a resource: its own, else that of the nearest box around it."""
    index = document.topology.index
    for at in (key, *ancestors_of(index, key)):
        owner = getattr(index.at(at), "owner", None)
        if owner is not None:
            return str(owner)
    return None


def _said(owner: str | None) -> Said:
    if owner is None:
        return Said(tile=NOBODY, tint="text3")
    tile, tint = TEAMS[owner]
    return Said(tile=tile, tint=tint)


def legend(seen: Seen) -> tuple[LegendRow, ...]:
    """Return the teams that own something, with how many things, and how many nobody owns."""
    rows = [(tile, tint, name.capitalize()) for name, (tile, tint) in TEAMS.items()]
    rows.append((NOBODY, "text3", "Nobody yet"))
    return tuple(
        LegendRow(tile, tint, f"{text} · {counted(seen, tile)}")
        for tile, tint, text in rows
        if counted(seen, tile)
    )


OWNERSHIP = Lens("ownership", "Ownership", see, legend)
