"""A subnet of its own for somebody: in the network's free space, or in one more prefix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command
from aksdesigner.edit.set_field import SetField
from aksdesigner.edit.suggest import VNET_LENGTH, next_vnet_prefix
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.repair.ways.subnets import free_block


@dataclass(frozen=True)
class NewSubnet:
    """A subnet that is not there yet: its name within the network, its block, and how it comes."""

    name: str
    prefix: Cidr
    commands: tuple[Command, ...]


def new_subnet(
    analysis: Analysis,
    vnet: str,
    name: str,
    length: int,
    fields: Mapping[str, Any] | None = None,
) -> NewSubnet | None:
    """Return a new subnet of a length in a network, or None where nothing is free.

    A name that is taken gets a number. A full network gets one more prefix.
    """
    network = analysis.document.topology.index.get(VirtualNetwork, vnet)
    if network is None:
        return None
    key = key_of("vnet", vnet)
    taken = {subnet.name.casefold() for subnet in network.subnets}
    free_name, number = name, 2
    while free_name.casefold() in taken:
        free_name, number = f"{name}-{number}", number + 1
    block = free_block(network, length, [p for s in network.subnets for p in s.prefixes])
    first: tuple[Command, ...] = ()
    if block is None:
        space = next_vnet_prefix(analysis.document, min(length, VNET_LENGTH))
        if space is None:
            return None
        block = Cidr(space.first_value, length)
        first = (SetField(key, "prefixes", [*map(str, network.prefixes), str(space)]),)
    values = {**(fields or {}), "prefixes": (str(block),)}
    added = AddResource("subnet", parent=key, name=free_name, fields=values)
    return NewSubnet(free_name, block, (*first, added))
