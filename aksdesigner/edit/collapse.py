"""Collapse: a network is drawn as one plate, without what stands in it; the network stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aksdesigner.edit.changes import found_as, full_key
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.nesting import ancestors_of, position_key


@dataclass(frozen=True)
class Collapse:
    """Collapse networks in the view that is looked at, or expand them again."""

    keys: tuple[Key, ...]
    is_collapsed: bool = True

    @property
    def label(self) -> str:
        """What the undo menu says."""
        only = label_of(self.keys[0]) if len(self.keys) == 1 else f"{len(self.keys)} networks"
        return f"{'Collapse' if self.is_collapsed else 'Expand'} {only}"

    def apply(self, document: Document) -> Document:
        """Return the document with the networks drawn so. Raises Refused for what is no network."""
        index = document.topology.index
        keys = [full_key(key) for key in self.keys]
        for key in keys:
            found_as(index, VirtualNetwork, key)
        before = collapsed_in(document)
        wanted = {*before, *keys} if self.is_collapsed else before - set(keys)
        if wanted == before:
            return document
        in_order = tuple(key for key in index.by_key if key in wanted)
        shown = document.view.model_copy(update={"collapsed": in_order})
        return document.with_view(shown)


def collapsed_in(document: Document) -> frozenset[Key]:
    """Return the keys of the networks that the view collapses."""
    return frozenset(map(position_key, document.view.collapsed))


def networks_of(document: Document, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return the networks that things are, or stand in; a thing outside of all adds nothing."""
    index = document.topology.index
    found: dict[Key, None] = {}
    for key in map(full_key, keys):
        for outer in (key, *ancestors_of(index, key)):
            if split_key(outer)[0] == "vnet" and outer in index.by_key:
                found[outer] = None
    return tuple(found)
