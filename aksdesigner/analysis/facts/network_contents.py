"""What belongs to each network, and how it looks from inside it, without names (for `symmetry`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.peering_scope import network_keys, prefixes_of
from aksdesigner.model.address import Address, AddressError, Cidr
from aksdesigner.model.fields import Reference
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Part
from aksdesigner.model.references import fields_of, target_key
from aksdesigner.model.topology import Topology

Range = Cidr | Address
See = Callable[[Any], Any]

MEANINGLESS = frozenset({"uid", "name", "tags", "owner"})


class Keys(tuple[Key, ...]):
    """Keys that a field names."""


@kept
def homes_of(design: Design) -> dict[Key, Key]:
    """Return the network of each resource that stands in one, or that only one of them uses.

    Networks, subnets and pools are left out; `home_of` knows them.
    """
    homes: dict[Key, Key] = {}
    for section in _PLACED:
        for resource in getattr(design.topology, section):
            if resource.vnet is not None:
                homes[key_of(resource.kind, resource.name)] = vnet_key(resource.vnet)
    users: dict[Key, Key] = {}
    for vnet in network_keys(design):
        for used in _used_in(design, vnet):
            users[used] = vnet if users.get(used, vnet) == vnet else ""
    homes.update({key: vnet for key, vnet in users.items() if vnet})
    return homes


def _placed_sections() -> tuple[str, ...]:
    """Return the sections of the resources that stand in a network."""
    sections = {info.alias or name: name for name, info in Topology.model_fields.items()}
    kinds = (kind for kind in KINDS if "vnet" in kind.model_fields and kind.section in sections)
    return tuple(dict.fromkeys(sections[kind.section] for kind in kinds))


_PLACED = _placed_sections()


@kept
def _used_in(design: Design, vnet: Key) -> tuple[Key, ...]:
    """Return the tables, groups and NAT gateways that a network's subnets use."""
    network = design.index.at(vnet)
    subnets = network.subnets if isinstance(network, VirtualNetwork) else ()
    return tuple(dict.fromkeys(used for subnet in subnets for used in _attached(subnet)))


def _attached(subnet: Subnet) -> Iterator[Key]:
    for kind, used in (
        ("rt", subnet.route_table),
        ("nsg", subnet.nsg),
        ("natgw", subnet.nat_gateway),
    ):
        if used is not None:
            yield key_of(kind, used)


@kept
def _inner_by_vnet(design: Design) -> dict[Key, tuple[Key, ...]]:
    found: dict[Key, list[Key]] = {}
    for key, vnet in homes_of(design).items():
        found.setdefault(vnet, []).append(key)
    return {vnet: tuple(keys) for vnet, keys in found.items()}


@kept
def inner_of(design: Design, vnet: Key) -> tuple[Key, ...]:
    """Return the resources of a network beside its subnets and pools, in file order."""
    return _inner_by_vnet(design).get(vnet, ())


@kept
def labels_of(design: Design, vnet: Key) -> dict[Key, str]:
    """Return what stands for the keys of a network's own resources, the same in one alike."""
    name = split_key(vnet)[1]
    labels = {vnet: "its network"}
    network = design.index.at(vnet)
    if isinstance(network, VirtualNetwork):
        for subnet in network.subnets:
            labels[key_of("subnet", f"{name}/{subnet.name}")] = f"its subnet {subnet.name}"
    for number, key in enumerate(inner_of(design, vnet)):
        labels[key] = f"its {split_key(key)[0]} {number}"
    return labels


@kept
def home_of(design: Design, key: Key) -> Key | None:
    """Return the network that a resource belongs to, or None."""
    kind, name = split_key(key)
    owner = name.partition("/")[0]
    if kind in ("vnet", "subnet"):
        return vnet_key(owner) if design.index.at(key) is not None else None
    return homes_of(design).get(key_of("aks", owner) if kind == "pool" else key)


def inner_parts(design: Design, vnet: Key) -> Iterator[Part]:
    """Yield a network without its subnets, its subnets, and what else belongs to it."""
    network = design.index.at(vnet)
    if isinstance(network, VirtualNetwork):
        yield network.model_copy(update={"subnets": ()})
        yield from network.subnets
    for key in inner_of(design, vnet):
        found = design.index.at(key)
        if found is not None:
            yield found


def sight_of(design: Design, vnet: Key) -> See:
    """Return what a key or a range is as seen from a network: its own ones by their place in it."""
    labels, spaces = labels_of(design, vnet), prefixes_of(design, vnet)

    def see(value: Any) -> Any:
        if isinstance(value, str):
            return labels.get(value, value)
        for number, space in enumerate(spaces):
            if space.contains(value):
                length = value.length if isinstance(value, Cidr) else "address"
                return "inside", number, value.value - space.first_value, length, space.length
        return str(value)

    return see


def shape_of(value: Any, see: See, vnet: str | None) -> Any:
    """Return a part as plain tuples, without names, its keys and ranges as `see` has them."""
    if isinstance(value, str):
        found = range_of(value)
        return value if found is None else see(found)
    if isinstance(value, (Cidr, Address)):
        return see(value)
    if isinstance(value, Keys):
        return tuple(see(key) for key in value)
    if isinstance(value, tuple):
        return tuple(shape_of(item, see, vnet) for item in value)
    return _shape_of_part(value, see, vnet) if isinstance(value, Part) else repr(value)


def _shape_of_part(part: Part, see: See, vnet: str | None) -> Any:
    own_vnet = getattr(part, "vnet", None) or vnet
    seen: list[Any] = [type(part).__name__, repr(part.model_extra or "")]
    if isinstance(part, Subnet):
        seen.append(part.name)  # of some, the name is a role
    for name, _, mark in fields_of(type(part)):
        if name not in MEANINGLESS:
            value = getattr(part, name)
            shaped = value if mark is None else keys_of(mark, value, own_vnet)
            seen.append(shape_of(shaped, see, own_vnet))
    return tuple(seen)


def keys_of(mark: Reference, value: Any, vnet: str | None) -> Keys:
    """Return the keys that a marked field names."""
    texts = () if value is None else (value,) if isinstance(value, str) else tuple(value)
    return Keys(target_key(mark, text, vnet) for text in texts)


_NUMBERS = re.compile(r"\d+\.\d+\.\d+\.\d+(?:/\d+)?|[0-9a-fA-F:]*::[0-9a-fA-F:]*(?:/\d+)?")


@lru_cache(maxsize=16_384)
def range_of(text: str) -> Range | None:
    """Return the address or prefix that a text is, or None for any other text."""
    for kind in (Cidr, Address) if "." in text or ":" in text else ():
        try:
            return kind.parse(text)
        except AddressError:
            continue
    return None


@lru_cache(maxsize=16_384)
def ranges_within(text: str) -> tuple[Range, ...]:
    """Return the addresses and prefixes that occur in a text."""
    found = (range_of(match) for match in _NUMBERS.findall(text))
    return tuple(block for block in found if block is not None)
