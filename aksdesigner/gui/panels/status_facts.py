"""Sentences of the status bar: what is selected and how large, what the pointer is over."""

from __future__ import annotations

from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.present.inspector import text_of
from aksdesigner.workspace.update import Update

_COUNTED = (("vnets", "VNet", "VNets"), ("aks_clusters", "cluster", "clusters"))


def selection_text(update: Update, keys: tuple[Key, ...]) -> str:
    """Return what is selected and its size; nothing selected: the size of the design."""
    known = [key for key in keys if key in update.document.topology.index.by_key]
    if len(known) > 1:
        return f"{len(known)} selected"
    if not known:
        return _design_text(update)
    key = known[0]
    parts = [split_key(key)[1].rpartition("/")[2], prefix_text(update, key)]
    resource = update.document.topology.index.at(key)
    if isinstance(resource, Subnet) and resource.prefixes:
        parts.append(f"{update.analysis.capacity(key).usable:,} usable")
    if isinstance(resource, VirtualNetwork):
        parts.append(_count(len(resource.subnets), "subnet", "subnets"))
    return " · ".join(part for part in parts if part)


def pointer_text(update: Update, key: Key | None) -> str:
    """Return the prefix or address of what lies under the pointer."""
    if key is None or key not in update.document.topology.index.by_key:
        return ""
    name = split_key(key)[1].rpartition("/")[2]
    where = prefix_text(update, key)
    return f"pointer over {name} {where}".rstrip()


def prefix_text(update: Update, key: Key) -> str:
    """Return the prefixes of a resource, else its address."""
    resource = update.document.topology.index.at(key)
    return text_of(getattr(resource, "prefixes", ())) or text_of(getattr(resource, "ip", None))


def _design_text(update: Update) -> str:
    topology = update.document.topology
    parts = [_count(len(getattr(topology, name)), one, many) for name, one, many in _COUNTED]
    subnets = sum(len(vnet.subnets) for vnet in topology.vnets)
    parts.insert(1, _count(subnets, "subnet", "subnets"))
    return " · ".join(part for part in parts if part) or "Empty design"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""
