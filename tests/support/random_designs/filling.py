"""Fields that the hand-written parts left alone, and kinds that no hand-written part draws."""

from __future__ import annotations

from typing import Any

from aksdesigner.model.document import Settings
from aksdesigner.model.part import Part, Resource
from tests.support.random_designs.fields import (
    DECIDING,
    UNASKED,
    Filler,
    accepts,
    sections,
    slots_of,
)
from tests.support.random_designs.sketch import Plain, Sketch

# sections that estates, compute and services draw with sense, and often enough
DRAWN = frozenset(
    [
        "vnets",
        "peerings",
        "routeTables",
        "nsgs",
        "firewalls",
        "natGateways",
        "gateways",
        "onPrem",
        "aksClusters",
        "loadBalancers",
        "vms",
        "privateEndpoints",
        "paasServices",
        "privateDnsZones",
        "internet",
    ]
)

UNKNOWN_SECTIONS = ("virtualWans", "virtualHubs", "routeServers")
# without these, other fields name nothing
KEPT = ("subnets", "name", "pools", "vnet", "subnet")


def fill(s: Sketch) -> None:
    """Fill fields and add kinds: much in few designs, little in most."""
    filler = Filler(s)
    rich = s.chance(0.3)
    _new_kinds(s, filler, 0.12 if rich else 0.02)
    share = 0.25 if rich else 0.02
    for section, kind in sections().items():
        for part in s.all(section):
            _fill_part(filler, part, kind, share, None)
    if rich and not s.known:
        _fill_settings(s, filler)


def _new_kinds(s: Sketch, filler: Filler, share: float) -> None:
    for section, kind in sections().items():
        odds = share if section not in DRAWN else share / 4
        if not s.chance(odds) or (s.known and section in UNKNOWN_SECTIONS):
            continue
        for _ in range(s.one((1, 1, 2))):
            part = filler.part(kind, None, s.one((0.15, 0.4, 0.7)))
            if part is not None and not _doubled(s, section, kind, part):
                s.topology.setdefault(section, []).append(part)


def _doubled(s: Sketch, section: str, kind: type[Part], part: Plain) -> bool:
    """Return whether a part of this name is there already (peerings are named by their ends)."""
    if not issubclass(kind, Resource):
        return False
    if kind.kind == "peering":
        ends = {(p["from"], p["to"]) for p in s.all(section)}
        return part["from"] == part["to"] or (part["from"], part["to"]) in ends
    default = kind.title
    names = {str(p.get("name", default)).casefold() for p in s.all(section)}
    return str(part.get("name", default)).casefold() in names


def _fill_part(
    filler: Filler, part: Plain, kind: type[Part], share: float, vnet: str | None
) -> None:
    home = part.get("vnet", part.get("name") if "subnets" in part else vnet)
    for slot in slots_of(kind):
        inner = slot.inner
        held = part.get(slot.key)
        if inner is not None and held:
            for item in held if isinstance(held, list) else [held]:
                if isinstance(item, dict):
                    _fill_part(filler, item, inner, share, home)
        if slot.key in part or slot.key in ("subnets", "pools"):
            continue
        if filler.s.known and slot.key in UNASKED:
            continue
        if slot.key == "vnet" and _has_local(part, kind):
            continue  # what it names would be looked for in another network
        odds = share / 5 if slot.key in DECIDING else share
        if filler.rng.random() >= odds:
            continue
        value: Any = filler.value(slot, home, 0.4, 1)
        if value is not None and accepts(kind, {**part, slot.key: value}):
            part[slot.key] = value
            home = value if slot.key == "vnet" else home


def _has_local(part: Plain, kind: type[Part]) -> bool:
    return any(slot.key in part for slot in slots_of(kind) if slot.mark and slot.mark.within)


def _fill_settings(s: Sketch, filler: Filler) -> None:
    for slot in slots_of(Settings):
        if slot.key not in s.settings and s.chance(0.2):
            value = filler.value(slot, None, 0.4, 1)
            if value is not None and accepts(Settings, {**s.settings, slot.key: value}):
                s.settings[slot.key] = value


def forget(s: Sketch) -> None:
    """Leave out a few fields that a file may leave out."""
    share = s.one((0.0, 0.0, 0.0, 0.01, 0.05))
    if share:
        for section, kind in sections().items():
            for part in s.all(section):
                _forget_part(s, part, kind, share)


def _forget_part(s: Sketch, part: Plain, kind: type[Part], share: float) -> None:
    for slot in slots_of(kind):
        held = part.get(slot.key)
        inner = slot.inner
        if inner is not None and held:
            for item in held if isinstance(held, list) else [held]:
                if isinstance(item, dict):
                    _forget_part(s, item, inner, share)
        if held is not None and not slot.required and s.chance(share):  # noqa: SIM102
            kept = slot.key in KEPT or (s.known and slot.key == "prefixes")
            if not kept and accepts(kind, _without(part, slot.key)):
                del part[slot.key]


def _without(part: Plain, key: str) -> Plain:
    return {name: value for name, value in part.items() if name != key}
