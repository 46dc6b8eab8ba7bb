"""Private DNS zones by group id of an endpoint (azure-rules E.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aksdesigner import resources


@dataclass(frozen=True)
class GroupZones:
    """The zones of a group id: all of them are needed, or any one where services share the id."""

    service: str
    groups: tuple[str, ...]
    zones: tuple[str, ...]
    suffixes: tuple[str, ...]
    needs_any: bool


@cache
def group_zones() -> tuple[GroupZones, ...]:
    """Return the whole table."""
    return tuple(
        GroupZones(
            service=row["service"],
            groups=tuple(row["groups"]),
            zones=tuple(row["zones"]),
            suffixes=tuple(row["suffixes"]),
            needs_any=bool(row.get("any")),
        )
        for row in resources.data("azure", "private_zones.json")["zones"]
    )


@cache
def zones_of_group(group: str) -> GroupZones | None:
    """Return the zones of a group id (capitals do not matter), or None for an unknown one."""
    folded = group.casefold()
    for row in group_zones():
        if folded in (name.casefold() for name in row.groups):
            return row
    return None


@cache
def public_suffixes() -> frozenset[str]:
    """Return the public suffixes that no private zone may take whole."""
    return frozenset(suffix for row in group_zones() for suffix in row.suffixes)
