"""Rename: one command that rewrites every reference, intent, accepted finding and position."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.edit.changes import (
    checked,
    found,
    full_key,
    require_free_name,
    with_replaced,
    with_topology,
)
from aksdesigner.edit.command import Refused
from aksdesigner.edit.mentions import renamed_mentions
from aksdesigner.edit.place import regions_of, rekeyed
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.nesting import REGION, children_of
from aksdesigner.model.part import Resource
from aksdesigner.model.references import rewritten
from aksdesigner.model.resource import AzureResource
from aksdesigner.model.topology import Index, Topology


@dataclass(frozen=True)
class Rename:
    """Give a resource another name; `name` is the plain one (``app``, not ``hub/app``)."""

    key: Key
    name: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Rename {label_of(self.key)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the new name everywhere. Raises Refused when it is no good."""
        kind, old = split_key(self.key)
        if kind == REGION:
            return _renamed_region(document, old, self.name)
        index = document.topology.index
        resource = found(index, self.key)
        if getattr(resource, "name", None) == self.name:
            return document
        if isinstance(resource, Peering):
            raise Refused("A peering is named by its networks.")
        _require_good_name(index, full_key(self.key), resource, self.name)
        owner = old.rpartition("/")[0]
        new = key_of(kind, f"{owner}/{self.name}" if owner else self.name)
        require_free_name(index, kind, split_key(new)[1], apart_from=resource)
        keys = moved_keys(index, full_key(self.key), new)
        topology = _renamed(document.topology, resource, self.name, keys)
        return renamed_mentions(with_topology(document, topology), keys)


def new_key_of(command: Rename) -> Key:
    """Return the key that the renamed resource will have."""
    kind, old = split_key(command.key)
    owner = old.rpartition("/")[0]
    return key_of(kind, f"{owner}/{command.name}" if owner else command.name)


def _require_good_name(index: Index, key: Key, resource: Resource, name: str) -> None:
    if resource.kind == "vnet" and ">" in name:
        raise Refused("A network's name has no >.")
    if not isinstance(resource, Subnet):
        return
    old, new = special_subnet(resource.name), special_subnet(name)
    held = children_of(index).get(key, ())
    if old is not None and any(split_key(child)[0] == old.holds for child in held):
        raise Refused(f"{old.name} is a name that Azure needs here.")
    if new is not None and any(split_key(child)[0] != new.holds for child in held):
        raise Refused(f"{new.name}: {new.reason}.")


def _renamed(topology: Topology, resource: Resource, name: str, keys: dict[Key, Key]) -> Topology:
    changed = checked(resource, {"name": name})
    if isinstance(changed, AzureResource) and changed.azure_name == name:
        changed = changed.model_copy(update={"azure_name": None})
    before = with_replaced(topology, resource, changed)
    return rewritten(before, lambda key: keys.get(key, key))


def moved_keys(index: Index, old: Key, new: Key) -> dict[Key, Key]:
    """Return the old and new key of a resource, of what the file nests in it, and of its peerings."""
    keys = {old: new}
    kind, old_name = split_key(old)
    new_name = split_key(new)[1]
    for entry in index.entries:
        if entry.parent == old:
            inner, name = split_key(entry.key)
            keys[entry.key] = key_of(inner, f"{new_name}/{name.partition('/')[2]}")
        elif kind == "vnet" and isinstance(entry.resource, Peering):
            ends = (entry.resource.from_, entry.resource.to)
            if old_name in ends:
                both = [new_name if end == old_name else end for end in ends]
                keys[entry.key] = key_of("peering", ">".join(both))
    if kind == "aks":
        for pendant in ("pods", "services"):
            keys[key_of(pendant, old_name)] = key_of(pendant, new_name)
    return keys


def _renamed_region(document: Document, old: str, name: str) -> Document:
    """Move everything of one region into another name."""
    if old == name:
        return document
    if old not in regions_of(document):
        raise Refused(f"{old} is not in this design.")
    if not name.strip():
        raise Refused("A region needs a name such as westeurope.")
    if name in regions_of(document):
        raise Refused(f"{name} is drawn already.")
    settings = document.settings
    if settings.region == old:
        document = document.replace(settings=settings.model_copy(update={"region": name}))
    moved = with_topology(document, with_region(document.topology, old, name))
    return rekeyed(moved, {key_of(REGION, old): key_of(REGION, name)})


def with_region(topology: Topology, old: str, name: str | None) -> Topology:
    """Return the topology with one region's resources in another; None is the default region."""
    for entry in topology.index.entries:
        resource = entry.resource
        if isinstance(resource, AzureResource) and resource.region == old:
            topology = with_replaced(
                topology, resource, resource.model_copy(update={"region": name})
            )
    return topology
