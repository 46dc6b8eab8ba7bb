"""Arrange: boxes go where the picture's own order puts them; the network does not change."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.edit.changes import full_key
from aksdesigner.edit.command import Refused
from aksdesigner.edit.place import regions_said, require_drawn
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.nesting import PENDANTS, REGION, position_key, with_contents
from aksdesigner.model.note import is_note


@dataclass(frozen=True)
class Arrange:
    """Forget where boxes were put: of everything, or of what stands inside `keys`.

    What has no place of its own is laid out anew each time: hubs left or in the middle, what peers
    with them in columns beside, subnets in the order of their addresses. The boxes of `keys`
    themselves stay where they are.
    """

    keys: tuple[Key, ...] = ()

    @property
    def label(self) -> str:
        """What the undo menu says."""
        if not self.keys:
            return "Arrange everything"
        return f"Arrange {label_of(self.keys[0]) if len(self.keys) == 1 else 'the selection'}"

    def apply(self, document: Document) -> Document:
        """Return the document whose view keeps fewer places.

        Raises Refused for keys that are not drawn, and where every box stands in order already.
        """
        for key in self.keys:
            require_drawn(document, key)
        view = document.view
        inside = _inside(document, self.keys) if self.keys else None
        positions = {
            name: position
            for name, position in view.positions.items()
            if not _is_forgotten(document, position_key(name), inside)
        }
        if len(positions) == len(view.positions):
            raise Refused("Every box stands in order already.")
        shown = view.model_copy(update={"positions": positions})
        return document.with_view(shown)


def _is_forgotten(document: Document, key: Key, inside: frozenset[Key] | None) -> bool:
    if inside is None:
        return not (is_note(key) or _is_only_drawn(document, key))
    return full_key(key) in inside


def _is_only_drawn(document: Document, key: Key) -> bool:
    """Return whether a frame is there by its place alone: no resource says its region yet."""
    kind, name = split_key(key)
    return kind == REGION and name not in regions_said(document)


def _inside(document: Document, keys: tuple[Key, ...]) -> frozenset[Key]:
    """Return the keys of all boxes inside some, pods' and services' ranges beside a cluster too."""
    index = document.topology.index
    tops = tuple(map(full_key, keys))
    regions = {split_key(key)[1] for key in tops if split_key(key)[0] == REGION}
    tops += tuple(e.key for e in index.entries if getattr(e.resource, "region", None) in regions)
    found = with_contents(index, tops)
    clusters = [split_key(key)[1] for key in found if split_key(key)[0] == "aks"]
    ranges = {key_of(kind, name) for name in clusters for kind in PENDANTS}
    return frozenset(found).union(ranges).difference(map(full_key, keys))
