"""What the parts of a design say about networks they don't belong to (for `symmetry`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.network_contents import (
    MEANINGLESS,
    Range,
    home_of,
    keys_of,
    ranges_within,
    shape_of,
    sight_of,
)
from aksdesigner.analysis.facts.peering_scope import network_spaces
from aksdesigner.analysis.facts.private_ranges import UNROUTABLE
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Part
from aksdesigner.model.references import fields_of


@kept
def mentions_of(design: Design) -> dict[Key, tuple[Any, ...]]:
    """Return for each network what parts outside of it say about it."""
    found: dict[Key, list[Any]] = {}
    for owners in _speakers(design):
        for vnet, token in _said_by_all(design, owners):
            found.setdefault(vnet, []).append(token)
    return {vnet: tuple(tokens) for vnet, tokens in found.items()}


@kept
def _speakers(design: Design) -> tuple[tuple[Key, ...], ...]:
    """Return all resources but peerings: each network with its subnets, else each by itself."""
    found: dict[Key, list[Key]] = {}
    for entry in design.index.entries:
        if not isinstance(entry.resource, Peering):
            found.setdefault(entry.parent or entry.key, []).append(entry.key)
    return tuple(tuple(keys) for keys in found.values())


@kept
def _said_by_all(design: Design, owners: tuple[Key, ...]) -> tuple[tuple[Key, Any], ...]:
    return tuple(said for owner in owners for said in _said_by(design, owner))


@kept
def _ranges_in_all(design: Design, owners: tuple[Key, ...]) -> tuple[tuple[Range, str], ...]:
    return tuple(named for owner in owners for named in ranges_in(design, owner))


def _said_by(design: Design, owner: Key) -> tuple[tuple[Key, Any], ...]:
    """Return what a resource says about networks other than its own.

    An item that speaks of one network counts by what it says, seen from there; one that speaks of
    several counts as itself, so that only networks that stand alike in the same item may be alike.
    """
    resource = design.index.at(owner)
    home = home_of(design, owner)
    found: list[tuple[Key, Any]] = []
    for place, item, vnet in items_of(resource):
        touched: dict[Key, list[Any]] = {}
        for value in named_in(item, vnet):
            for network in networks_of(design, value):
                touched.setdefault(network, []).append(value)
        touched.pop(home or "", None)
        for network, values in touched.items():
            see = sight_of(design, network)
            if len(touched) == 1:
                token: tuple[Any, ...] = (owner, place[0], shape_of(item, see, vnet))
            else:
                token = (owner, *place, tuple(repr(see(value)) for value in values))
            found.append((network, token))
    return tuple(found)


def items_of(resource: Part | None) -> Iterator[tuple[tuple[str, int], Any, str | None]]:
    """Yield (field and number, value, network) of each field, and of each part in a list of parts."""
    if resource is None:
        return
    vnet = getattr(resource, "vnet", None)
    for name, _, mark in fields_of(type(resource)):
        value = getattr(resource, name)
        if name in MEANINGLESS or (isinstance(resource, VirtualNetwork) and name == "subnets"):
            continue
        if mark is not None:
            yield (name, 0), keys_of(mark, value, vnet), vnet
        elif isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
            for number, item in enumerate(value):
                yield (name, number), item, vnet
        else:
            yield (name, 0), value, vnet
    yield ("", 0), resource.model_extra or {}, vnet


def named_in(value: Any, vnet: str | None) -> Iterator[Any]:
    """Yield the keys, the texts and the ranges in a value."""
    if isinstance(value, str):
        yield from (value, *ranges_within(value))
    elif isinstance(value, (Cidr, Address)):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from named_in(item, vnet)
    elif isinstance(value, dict):
        yield from named_in(tuple(value.items()), vnet)
    elif isinstance(value, Part):
        yield from _named_in_part(value, getattr(value, "vnet", None) or vnet)


def _named_in_part(part: Part, vnet: str | None) -> Iterator[Any]:
    for name, _, mark in fields_of(type(part)):
        if name not in MEANINGLESS:
            value = getattr(part, name)
            yield from named_in(value if mark is None else keys_of(mark, value, vnet), vnet)
    yield from named_in(part.model_extra or {}, vnet)


@kept
def networks_of(design: Design, value: Any) -> tuple[Key, ...]:
    """Return the networks that a key or a range is in."""
    if isinstance(value, str):
        spelled = (value, key_of("vnet", value), key_of("subnet", value))
        homes = (home_of(design, key) for key in spelled)
        return tuple(dict.fromkeys(home for home in homes if home))
    blocks = _blocks(design)
    found: list[Key] = []
    lengths = {length for version, length, _ in blocks if version == value.version}
    bits = 32 if value.version == 4 else 128
    for length in lengths:
        if isinstance(value, Cidr) and value.length < length:
            continue
        found.extend(blocks.get((value.version, length, value.value >> (bits - length)), ()))
    return tuple(found)


@kept
def _blocks(design: Design) -> dict[tuple[int, int, int], tuple[Key, ...]]:
    found: dict[tuple[int, int, int], tuple[Key, ...]] = {}
    for name, spaces in network_spaces(design):
        for space in spaces:
            bits = 32 if space.version == 4 else 128
            at = (space.version, space.length, space.value >> (bits - space.length))
            found[at] = (*found.get(at, ()), vnet_key(name))
    return found


def ranges_in(design: Design, owner: Key) -> tuple[tuple[Range, str], ...]:
    """Return the ranges a resource names that lie in no network, each with the place where.

    In a plain list of ranges all places are one; a range in a part of its own has its own.
    """
    found: dict[tuple[Range, str], None] = {}
    for (field, number), item, vnet in items_of(design.index.at(owner)):
        place = f"{owner} {field} {number}" if isinstance(item, Part) else f"{owner} {field}"
        for value in named_in(item, vnet):
            if not isinstance(value, str) and not networks_of(design, value):
                found[value, place] = None
    return tuple(found)


@kept
def wide_ranges(design: Design) -> frozenset[Cidr]:
    """Return every range that somebody names and that lies in no network of the design."""
    return frozenset(wide_tokens(design))


@kept
def wide_tokens(design: Design) -> dict[Cidr, tuple[str, ...]]:
    """Return who names each range that lies in no network, and in which field."""
    found: dict[Cidr, list[str]] = {block: [] for block in UNROUTABLE}
    for owners in _speakers(design):
        for block, token in _ranges_in_all(design, owners):
            wide = block.cidr() if isinstance(block, Address) else block.network
            found.setdefault(wide, []).append(token)
    return {block: tuple(tokens) for block, tokens in found.items()}
