"""Rule fixtures as parts of random designs: each holds one fault of the catalogue on purpose.

A fixture's resources get names of their own, so that several stand side by side in one design.
"""

from __future__ import annotations

import copy
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.support.random_designs.sketch import Plain
from tests.support.shared import CHECKOUT

FOLDER = CHECKOUT / "tests" / "rules"
# names that mean something: renaming them would be another design
FIXED = ("privateDnsZones", "internet")
MOST_SUBNETS = 60
OFTEN = Path(__file__).with_name("often.txt")


# what nothing else in a design brings about, and other parts easily undo
RARE = frozenset({"peering/flags_as_isolation"})


@cache
def _weights() -> list[int]:
    """Return how often each fixture is taken: seldom where random designs have its fault anyway."""
    often = set(OFTEN.read_text(encoding="utf-8").split())
    return [1 if fault in often else 8 if fault in RARE else 4 for fault, _ in fixtures()]


@cache
def fixtures() -> tuple[tuple[str, Plain], ...]:
    """Return (fault, design) of every rule that has fixtures, the bad ones."""
    files = sorted(FOLDER.glob("*/*/bad.yaml"))
    return tuple(
        (str(file.parent.relative_to(FOLDER)), yaml.load(file.read_text("utf-8"), yaml.CSafeLoader))
        for file in files
    )


def fixtures_alone(rng: random.Random) -> Plain:
    """Return a design of a few fixtures side by side."""
    data: Plain = {"aksdesigner": 1, "name": "Random", "topology": {}}
    for _ in range(rng.choice((1, 2, 3, 4))):
        data = add_fixture(rng, data)
    return data


def add_fixture(rng: random.Random, data: Plain) -> Plain:
    """Return the design with a fixture beside it; unchanged where their names clash."""
    _, bad = rng.choices(fixtures(), _weights())[0]
    if _subnets(data) + _subnets(bad) > MOST_SUBNETS:
        return data
    number = sum(1 for key in str(data.get("name", "")).split() if key == "and")
    renamed = _renamed(bad, f"x{number}-{rng.randrange(1000)}-")
    merged = copy.deepcopy(data)
    merged["name"] = f"{merged['name']} and {number}"
    topology = merged.setdefault("topology", {})
    for section, items in renamed.get("topology", {}).items():
        mine = topology.setdefault(section, [])
        if section in FIXED:
            taken = {str(item.get("name")) for item in mine}
            items = [item for item in items if str(item.get("name")) not in taken]
        if not isinstance(items, list):
            topology[section] = items
            continue
        mine.extend(items)
    for key, value in renamed.items():
        if key in ("aksdesigner", "name", "topology", "views"):
            continue
        if isinstance(value, dict):
            merged.setdefault(key, {}).update(value)
        elif isinstance(value, list):
            merged.setdefault(key, []).extend(value)
        else:
            merged[key] = value
    return merged


def _subnets(data: Plain) -> int:
    vnets = data.get("topology", {}).get("vnets") or []
    return sum(len(vnet.get("subnets") or []) for vnet in vnets)


def names_in(data: Plain) -> set[str]:
    """Return the names of the resources that may be called otherwise."""
    return {
        item["name"]
        for section, items in data.get("topology", {}).items()
        if section not in FIXED and section != "peerings" and isinstance(items, list)
        for item in items
        if isinstance(item, dict) and isinstance(item.get("name"), str)
    }


def _renamed(data: Plain, prefix: str) -> Plain:
    names = names_in(data)
    out = copy.deepcopy(data)
    for section, items in out.get("topology", {}).items():
        if isinstance(items, list):
            out["topology"][section] = [
                item
                if section in FIXED and not isinstance(item, dict)
                else with_prefix(item, names, prefix)
                for item in items
            ]
    for key in ("queries", "accepted", "registry", "assumptions", "checklist", "requiredFlows"):
        if key in out:
            out[key] = with_prefix(out[key], names, prefix)
    return out


_SPLIT = re.compile(r"([/:@>])")


def with_prefix(value: Any, names: set[str], prefix: str) -> Any:
    """Put the prefix before every resource name, also inside ``kind:name`` and ``vnet/subnet``."""
    if isinstance(value, dict):
        return {key: with_prefix(item, names, prefix) for key, item in value.items()}
    if isinstance(value, list):
        return [with_prefix(item, names, prefix) for item in value]
    if not isinstance(value, str):
        return value
    if value in names:
        return prefix + value
    head, *rest = _SPLIT.split(value)
    if not rest or not set(rest) & {"/", ":", "@", ">"}:
        return value
    # the first word after a kind, or before a slash, is the resource
    parts = [head, *rest]
    at = 2 if parts[1] == ":" else 0
    if parts[at] in names:
        parts[at] = prefix + parts[at]
    return "".join(parts)
