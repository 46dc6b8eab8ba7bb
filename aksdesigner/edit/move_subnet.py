"""Move a subnet to another network: next free prefix, contents and addresses come along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aksdesigner.edit.changes import (
    checked,
    found_as,
    require_free_name,
    with_added,
    with_removed,
    with_replaced,
    with_topology,
)
from aksdesigner.edit.command import Refused
from aksdesigner.edit.mentions import renamed_mentions
from aksdesigner.edit.suggest import free_prefix
from aksdesigner.edit.uses import subnets_used
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource
from aksdesigner.model.references import rewritten
from aksdesigner.model.topology import Topology


@dataclass(frozen=True)
class _Shift:
    """Old and new prefixes, pairwise."""

    old: tuple[Cidr, ...]
    new: tuple[Cidr, ...]

    def address(self, address: Address | None) -> Address | None:
        """Return the address at the same distance from the start of the new prefix."""
        for old, new in zip(self.old, self.new, strict=True):
            if address is not None and old.contains(address):
                return Address(new.first_value + address.value - old.first_value, new.version)
        return address


def moved_subnet(document: Document, key: Key, vnet_key: Key) -> Document:
    """Return the document with a subnet in another network, and everything in it there too.

    Raises Refused when the name is taken there, when there is no room, or when something in the
    subnet also uses another subnet of the old network.
    """
    topology = document.topology
    subnet = found_as(topology.index, Subnet, key)
    target = found_as(topology.index, VirtualNetwork, vnet_key)
    old_vnet = split_key(key)[1].partition("/")[0]
    new_key = key_of("subnet", f"{target.name}/{subnet.name}")
    require_free_name(topology.index, "subnet", split_key(new_key)[1])
    shift = _Shift(subnet.prefixes, tuple(_prefixes_in(target, subnet)))
    inside = _placed_in(topology, key)
    changed = subnet.model_copy(
        update={"prefixes": shift.new, "nat_gateway": _nat_in(topology, subnet, old_vnet)}
    )
    topology = with_added(with_removed(topology, [subnet.uid]), changed, vnet_key)
    for resource in inside:
        topology = with_replaced(topology, resource, _there(resource, target.name, shift))
    keys = {key: new_key}
    topology = rewritten(topology, lambda old: keys.get(old, old))
    return renamed_mentions(with_topology(document, topology), keys)


def _prefixes_in(target: VirtualNetwork, subnet: Subnet) -> list[Cidr]:
    """Return a free block of each prefix's size; a prefix that fits and is free stays."""
    found: list[Cidr] = []
    for prefix in subnet.prefixes:
        taken = [p for s in target.subnets for p in s.prefixes] + found
        is_inside = any(space.contains(prefix.network) for space in target.prefixes)
        if is_inside and not any(prefix.overlaps(other) for other in taken):
            found.append(prefix)
            continue
        so_far = (*target.subnets, Subnet(name="so far", prefixes=tuple(found)))
        free = free_prefix(
            target.model_copy(update={"subnets": so_far}), prefix.length, prefix.version
        )
        if free is None:
            raise Refused(f"{target.name} has no free /{prefix.length}.")
        found.append(free)
    return found


def _nat_in(topology: Topology, subnet: Subnet, old_vnet: str) -> str | None:
    """A NAT gateway serves one network (azure-rules B.4): it stays behind with its other subnets."""
    name = subnet.nat_gateway
    stays = any(
        other.nat_gateway == name and other is not subnet
        for vnet in topology.vnets
        if vnet.name == old_vnet
        for other in vnet.subnets
    )
    return None if stays else name


def _placed_in(topology: Topology, key: Key) -> list[Resource]:
    """Return what takes its place from a subnet, or refuse what stands in two."""
    found: list[Resource] = []
    for entry in topology.index.entries:
        if entry.parent is not None or isinstance(entry.resource, VirtualNetwork):
            continue
        used = subnets_used(entry.resource)
        if key not in used:
            continue
        if used != {key}:
            vnet = split_key(key)[1].partition("/")[0]
            raise Refused(f"{label_of(entry.key)} also uses another subnet of {vnet}.")
        found.append(entry.resource)
    return found


def _there(resource: Resource, vnet: str, shift: _Shift) -> Resource:
    """Return a resource in its new network, its addresses moved with the prefix."""
    changes: dict[str, Any] = {"vnet": vnet}
    for field in ("ip", "node_ip", "private_ip", "inbound_ip"):
        address = getattr(resource, field, None)
        if address is not None:
            changes[field] = shift.address(address)
    if getattr(resource, "ips", None):
        changes["ips"] = tuple(shift.address(address) for address in resource.ips)  # type: ignore[attr-defined]
    for field in ("internal_lbs", "ingress", "inbound"):
        if getattr(resource, field, None):
            changes[field] = tuple(
                item.model_copy(update={"ip": shift.address(item.ip)})
                for item in getattr(resource, field)
            )
    if isinstance(resource, AksCluster):
        changes["pools"] = tuple(
            pool if pool.vnet is None else pool.model_copy(update={"vnet": None})
            for pool in resource.pools
        )
    return checked(resource, changes)
