"""Clip: a part of a design that can be put into another one, or into the same once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aksdesigner.edit.changes import full_key, with_removed
from aksdesigner.edit.place import Position
from aksdesigner.model.document import Document, View, new_document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.nesting import (
    PENDANTS,
    ancestors_of,
    container_of,
    position_name,
    position_of,
    with_contents,
)
from aksdesigner.model.note import notes_by_key
from aksdesigner.model.references import rewritten, uses_of
from aksdesigner.model.topology import Index


@dataclass(frozen=True)
class Clip:
    """What was copied: `tops` and all that is inside them, and the keys of some notes.

    The design also holds what they stand in and refer to, so that it is whole; that is only looked
    at where it is pasted.
    """

    document: Document
    tops: tuple[Key, ...]
    notes: tuple[Key, ...] = ()
    copied: frozenset[Key] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "copied", copied_with(self.document.topology.index, self.tops))


def clip_of(document: Document, keys: Iterable[Key]) -> Clip:
    """Return the clip of some resources and notes; keys that name none are left out."""
    index = document.topology.index
    keys = tuple(keys)
    noted = {k: n for k, n in notes_by_key(document.notes).items() if k in keys}
    known = [key for key in map(full_key, keys) if _is_copyable(index, key)]
    tops = tuple(
        dict.fromkeys(
            key for key in known if not any(outer in known for outer in ancestors_of(index, key))
        )
    )
    copied = copied_with(index, tops)
    kept = set(copied)
    for use in uses_of(document.topology):
        if use.owner in copied:
            kept.update(outer for outer in _chain(index, use.target) if outer in index.by_key)
    for key in copied:
        kept.update(ancestors_of(index, key))
    gone = {entry.key for entry in index.entries} - kept
    uids = [entry.resource.uid for entry in index.entries if entry.key in gone]
    topology = with_removed(document.topology, uids)
    topology = rewritten(topology, lambda key: None if key in gone else key)
    view = View(name="main", positions=_positions(document, copied, tuple(noted)))
    clip = new_document().replace(
        name=document.name,
        settings=document.settings,
        topology=topology,
        notes=tuple(noted.values()),
        views=(view,) if view.positions else (),
    )
    # a link that has lost its end is no longer there
    return Clip(clip, tuple(key for key in tops if key in topology.index.by_key), tuple(noted))


def _is_copyable(index: Index, key: Key) -> bool:
    """Return whether a key names a resource; a peering is named by its ends and goes with them."""
    entry = index.by_key.get(key)
    return entry is not None and not isinstance(entry.resource, Peering)


def copied_with(index: Index, tops: Iterable[Key]) -> frozenset[Key]:
    """Return `tops`, everything in them, and the peerings between them."""
    inside = set(with_contents(index, tops))
    for key, peering in index.of_kind(Peering):
        if {key_of("vnet", peering.from_), key_of("vnet", peering.to)} <= inside:
            inside.add(key)
    return frozenset(inside)


def _chain(index: Index, key: Key) -> tuple[Key, ...]:
    return (key, *ancestors_of(index, key)) if container_of(index, key) else (key,)


def _positions(
    document: Document, copied: frozenset[Key], notes: tuple[Key, ...]
) -> Mapping[str, Position]:
    """Return the places of what is copied, of pods' and services' ranges beside a cluster too."""
    clusters = [split_key(key)[1] for key in copied if split_key(key)[0] == "aks"]
    ranges = (key_of(kind, name) for name in clusters for kind in PENDANTS)
    positions = document.view.positions
    found = {key: position_of(positions, key) for key in (*sorted(copied), *ranges, *notes)}
    return {position_name(key): place for key, place in found.items() if place is not None}
