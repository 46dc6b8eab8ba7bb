"""Azure's public regions, for choices and checks of spelling; a design may name others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aksdesigner import resources


@dataclass(frozen=True)
class Region:
    """One region: the name of ARM, the title of the portal, its paired region if it has one."""

    name: str
    title: str
    pair: str | None = None


@cache
def regions() -> tuple[Region, ...]:
    """Return every known region, in the order of the file (continents together)."""
    rows = resources.data("azure", "regions.json")["regions"]
    return tuple(Region(row["name"], row["title"], row.get("pair")) for row in rows)


@cache
def region(name: str) -> Region | None:
    """Return a region by its name or title, capitals and spaces aside, or None."""
    folded = _folded(name)
    return next((r for r in regions() if folded in (r.name, _folded(r.title))), None)


def _folded(text: str) -> str:
    return text.replace(" ", "").casefold()
