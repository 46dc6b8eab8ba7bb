"""Private DNS zones by group id of an endpoint (azure-rules E.1).

A zone or suffix may hold a place for one label: ``privatelink.{region}.kusto.windows.net``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aksdesigner import resources

_PLACE = re.compile(r"\{[A-Za-z]+\}")


@dataclass(frozen=True)
class GroupZones:
    """The zones of a group id: all of them are needed, or any one where services share the id.

    `instead` are zones of another service with the same group id, each enough by itself.
    """

    service: str
    groups: tuple[str, ...]
    zones: tuple[str, ...]
    suffixes: tuple[str, ...]
    needs_any: bool
    instead: tuple[str, ...] = ()

    @property
    def legal(self) -> tuple[str, ...]:
        """Every zone that an endpoint with the group id may be bound to."""
        return (*self.zones, *self.instead)


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
            instead=tuple(row.get("instead", ())),
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
    return frozenset(
        suffix for row in group_zones() for suffix in row.suffixes if not _PLACE.search(suffix)
    )


@cache
def _pattern(text: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in _PLACE.split(text)]
    return re.compile("([a-z0-9-]+)".join(parts))


def is_zone(name: str, zone: str) -> bool:
    """Return whether a folded DNS name is a zone of the table, its places filled."""
    return _pattern(zone).fullmatch(name) is not None


@dataclass(frozen=True)
class Alias:
    """The privatelink name behind a public one, and the zone it lies in."""

    name: str
    zone: str


@cache
def alias_of(name: str, groups: frozenset[str] = frozenset()) -> Alias | None:
    """Return the privatelink name of a public name by the longest suffix that is known, or None.

    Where group ids are given, a row of one of them is preferred. Names are folded.
    """
    best: tuple[bool, int, Alias] | None = None
    for row in group_zones():
        asked = any(group.casefold() in groups for group in row.groups)
        for suffix in row.suffixes:
            end = re.search(rf"(?:^|\.)({_pattern(suffix).pattern})$", name)
            stem = name[: end.start()] if end else ""
            if end is None or not stem:
                continue
            zone = _zone_for(row, suffix, end.group(2) if "{" in suffix else None)
            rank = (asked, len(end.group(1)), Alias(f"{stem}.{zone}", zone))
            if best is None or rank[:2] > best[:2]:
                best = rank
    return best[2] if best else None


def _zone_for(row: GroupZones, suffix: str, place: str | None) -> str:
    straight = f"privatelink.{suffix}"
    zone = straight if straight in row.zones else row.zones[0]
    return _PLACE.sub(place, zone) if place else zone
