"""Small pure steps from one topology to the next, shared by the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Part, Resource
from aksdesigner.model.reading import problems_of
from aksdesigner.model.references import uses_of
from aksdesigner.model.topology import Index, Topology

P = TypeVar("P", bound=Part)
R = TypeVar("R", bound=Resource)

# the field of an owner that holds its inner resources
INNER = {"subnet": "subnets", "pool": "pools"}


def full_key(key: Key) -> Key:
    """Return a key with its kind written out (``hub/app`` -> ``subnet:hub/app``)."""
    return key_of(*split_key(key))


def found(index: Index, key: Key) -> Resource:
    """Return the resource of a key. Raises Refused when there is none."""
    resource = index.at(full_key(key))
    if resource is None:
        raise Refused(f"{label_of(key)} is not in this design.")
    return resource


def found_as(index: Index, kind: type[R], key: Key) -> R:
    """Return the resource of a key, of the kind expected. Raises Refused otherwise."""
    resource = found(index, key)
    if not isinstance(resource, kind):
        raise Refused(f"{label_of(key)} is no {kind.title}.")
    return resource


def checked(part: P, changes: Mapping[str, Any]) -> P:
    """Return `part` with fields replaced and validated. Raises Refused with the first problem."""
    try:
        changed = part.with_changes(**changes)
    except ValidationError as error:
        raise Refused(first_problem(error)) from None
    assert isinstance(changed, type(part))
    return part if changed == part else changed


def made(kind: type[P], fields: Mapping[str, Any]) -> P:
    """Return a new part, validated. Raises Refused with the first problem."""
    try:
        return kind.model_validate(dict(fields))
    except ValidationError as error:
        raise Refused(first_problem(error)) from None


def first_problem(error: ValidationError) -> str:
    """Return the first problem of a failed validation as a short sentence."""
    problem = problems_of(error)[0]
    text = problem.message[:1].upper() + problem.message[1:]
    return text if text.endswith(".") else f"{text}."


def with_topology(document: Document, topology: Topology) -> Document:
    """Return the document with another topology, or the same one when nothing changed."""
    if topology is document.topology:
        return document
    return document.replace(topology=topology)


def with_added(topology: Topology, resource: Resource, owner: Key | None = None) -> Topology:
    """Return the topology with one more resource; subnets and pools go into their `owner`."""
    if resource.kind in INNER:
        assert owner is not None
        holder = found(topology.index, owner)
        field = INNER[resource.kind]
        inner = (*getattr(holder, field), resource)
        return with_replaced(topology, holder, holder.model_copy(update={field: inner}))
    section = section_of(resource)
    return topology.model_copy(update={section: (*getattr(topology, section), resource)})


def with_replaced(topology: Topology, old: Resource, new: Resource) -> Topology:
    """Return the topology with `new` in the place of `old` (found by identity)."""
    if new is old:
        return topology
    if isinstance(old, Subnet | NodePool):
        holder = holder_of(topology.index, old)
        field = INNER[old.kind]
        inner = tuple(new if item is old else item for item in getattr(holder, field))
        return with_replaced(topology, holder, holder.model_copy(update={field: inner}))
    return topology.with_replaced(section_of(old), old, new)


def replaced(topology: Topology, old: Resource, **changes: object) -> Topology:
    """Return the topology with fields of a resource changed. Raises Refused for a value unfit."""
    return with_replaced(topology, old, checked(old, changes))


def with_removed(topology: Topology, uids: Iterable[str]) -> Topology:
    """Return the topology without the resources of these identities; references are not looked at."""
    gone = set(uids)
    updates: dict[str, Any] = {}
    for section in Topology.model_fields:
        items = getattr(topology, section)
        kept = tuple(
            _without(item, gone) for item in items if getattr(item, "uid", None) not in gone
        )
        if len(kept) != len(items) or any(a is not b for a, b in zip(kept, items, strict=True)):
            updates[section] = kept
    return topology.model_copy(update=updates) if updates else topology


def _without(item: Part, gone: set[str]) -> Part:
    for field in INNER.values():
        inner = getattr(item, field, None)
        if inner and isinstance(item, VirtualNetwork | AksCluster):
            kept = tuple(one for one in inner if one.uid not in gone)
            if len(kept) != len(inner):
                return item.model_copy(update={field: kept})
    return item


def with_each(topology: Topology, kind: type[R], change: Callable[[R], R]) -> Topology:
    """Return the topology with every top-level resource of a kind passed through `change`."""
    section = SECTIONS[kind]
    items = getattr(topology, section)
    changed = tuple(change(item) for item in items)
    if all(a is b for a, b in zip(items, changed, strict=True)):
        return topology
    return topology.model_copy(update={section: changed})


def holder_of(index: Index, inner: Resource) -> Resource:
    """Return the network of a subnet, or the cluster of a pool."""
    entry = index.by_uid[inner.uid]
    assert entry.parent is not None
    field = INNER[inner.kind]
    for other in index.entries:
        if other.key == entry.parent and any(x is inner for x in getattr(other.resource, field)):
            return other.resource
    raise Refused(f"{label_of(entry.key)} is not in this design.")


def _sections() -> dict[type[Resource], str]:
    by_file_name = {info.alias or name: name for name, info in Topology.model_fields.items()}
    return {
        kind: by_file_name[kind.section]
        for kind in KIND_BY_TOKEN.values()
        if kind.section in by_file_name
    }


# kind -> the Python name of its section of the topology; subnets and pools have none
SECTIONS = _sections()


def section_of(resource: Resource) -> str:
    """Return the Python name of the topology's section that holds a resource."""
    return SECTIONS[type(resource)]


def require_free_name(
    index: Index, kind: str, name: str, apart_from: Resource | None = None
) -> None:
    """Raise Refused when a kind already has a qualified name, whatever its capitals."""
    folded = key_of(kind, name).casefold()
    for entry in index.entries:
        if entry.key.casefold() == folded and entry.resource is not apart_from:
            raise Refused(f"{label_of(entry.key)} is taken.")


def require_resolved(topology: Topology, resource: Resource) -> None:
    """Raise Refused when a top-level resource names something that does not exist."""
    alone = Topology().model_copy(update={section_of(resource): (resource,)})
    for use in uses_of(alone):
        if use.required and use.target not in topology.index.by_key:
            title = KIND_BY_TOKEN[split_key(use.target)[0]].title.lower()
            raise Refused(f"There is no {title} {label_of(use.target)}.")
