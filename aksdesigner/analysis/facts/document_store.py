"""The store of one analysis: which inputs of its answers differ between two documents.

Documents are immutable and share what an edit leaves alone, so two of them are compared by
identity: first whole sections, then the entries of those that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from aksdesigner.incremental.store import Store
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, Uid
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Entry, Topology, entries_in

SWEEP_EVERY = 32  # documents
_TODAY = ("clock", "today")
Input = tuple[str, Any]


class DocumentStore(Store):
    """Answers about one document at a time; `turn` moves them on to another."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.subject: Any = None
        self._turns = 0

    def turn(self, document: Document) -> None:
        """Answer about another document from now on; what it does not touch stays kept.

        Raises RuntimeError while an answer is computed.
        """
        if document is self.document:
            return
        if self.reader is not None:
            raise RuntimeError("a fact asked about another document than its own")
        before, self.document = self.document, document
        for key in tuple(self._touched(before, document)):
            self.change(key, fetch(document, key))
        self.change(_TODAY, date.today())
        self._turns += 1
        if self._turns % SWEEP_EVERY == 0:
            self.sweep()

    def today(self) -> date:
        """Return the day of the clock, as an input: what is judged by it follows it."""
        day: date = self.read(_TODAY, date.today)
        return day

    def _touched(self, before: Document, after: Document) -> Iterator[Input]:
        """Yield the keys of the inputs that may differ."""
        fields = {"document"}
        if before.settings is not after.settings:
            fields.add("setting")
        if before.topology is not after.topology:
            fields.update(("section", "topology", "entries", "kind"))
            for sort, name in _moved(before.topology, after.topology):
                if self.knows((sort, name)):
                    yield sort, name
        yield from self.inputs(fields)


def _moved(before: Topology, after: Topology) -> Iterator[tuple[str, Key | Uid]]:
    """Yield the keys and the uids whose entry is not the same in two topologies."""
    names: dict[Key, None] = {}
    uids: dict[Uid, None] = {}
    for section in Topology.model_fields:
        one, other = getattr(before, section), getattr(after, section)
        if one is not other:
            for entry in _differing(one, other):
                names[entry.key] = None
                uids[entry.resource.uid] = None
    yield from (("at", name) for name in names)
    yield from (("uid", uid) for uid in uids)


def _differing(one: tuple[Any, ...], other: tuple[Any, ...]) -> Iterator[Entry]:
    """Yield the entries of what two sections do not share at their beginning and end."""
    start, most = 0, min(len(one), len(other))
    while start < most and one[start] is other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] is other[-1 - end]:
        end += 1
    gone = {id(item): item for item in one[start : len(one) - end]}
    for item in other[start : len(other) - end]:
        if gone.pop(id(item), None) is None:
            yield from entries_in(item)
    for item in gone.values():
        yield from entries_in(item)


def fetch(document: Document, key: Input) -> Any:
    """Return the value of an input in a document."""
    sort, name = key
    return _FETCH[sort](document, name)


def _at(document: Document, key: Key) -> Resource | None:
    return document.topology.index.at(key)


def _uid(document: Document, uid: Uid) -> Key | None:
    entry = document.topology.index.by_uid.get(uid)
    return entry.key if entry else None


_FETCH: dict[str, Callable[[Document, Any], Any]] = {
    "document": lambda document, name: getattr(document, name),
    "setting": lambda document, name: getattr(document.settings, name),
    "topology": lambda document, name: getattr(document.topology, name),
    "section": lambda document, name: getattr(document.topology, name),
    "entries": lambda document, name: getattr(document.topology.index, name),
    "kind": lambda document, kind: tuple(document.topology.index.of_kind(kind)),
    "at": _at,
    "uid": _uid,
}
