"""What facts see of a document: views that read like its parts and note each reading.

Facts and rules get a document in no other way, so no reading escapes the store. What a view hands
out are immutable values: a section, a resource, a setting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from aksdesigner.analysis.facts.document_store import DocumentStore, fetch
from aksdesigner.model.document import Document, Settings
from aksdesigner.model.ids import Key, Uid, key_of
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Entry, Index, Topology

R = TypeVar("R", bound=Resource)
Now = Callable[[], DocumentStore]


class _View:
    """Reads attributes as inputs of one sort."""

    sort = ""

    def __init__(self, now: Now) -> None:
        self._now = now

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._input(self.sort, name)

    def _input(self, sort: str, name: Any) -> Any:
        store = self._now()
        key = (sort, name)
        return store.read(key, lambda: fetch(store.document, key))


class SettingsView(_View):
    """The settings, one input each."""

    sort = "setting"
    model_fields = Settings.model_fields


class TopologyView(_View):
    """The sections, one input each, and the index."""

    sort = "section"
    model_fields = Topology.model_fields

    def __init__(self, now: Now) -> None:
        super().__init__(now)
        self.index = cast(Index, IndexView(now))

    @property
    def model_extra(self) -> dict[str, Any] | None:
        """Sections that this version does not know."""
        return cast("dict[str, Any] | None", self._input("topology", "model_extra"))


class DocumentView(_View):
    """The document: its settings and its topology as views, every other part an input."""

    sort = "document"
    model_fields = Document.model_fields

    def __init__(self, now: Now) -> None:
        super().__init__(now)
        self.settings = cast(Settings, SettingsView(now))
        self.topology = cast(Topology, TopologyView(now))


class IndexView(_View):
    """The look-ups: one input a key, so that a fact waits only for the objects it asked for."""

    def at(self, key: Key) -> Resource | None:
        """Return the resource with a key, or None."""
        return cast("Resource | None", self._input("at", key))

    def get(self, kind: type[R], name: str | None) -> R | None:
        """Return the resource of a kind with a qualified name, or None."""
        if name is None:
            return None
        found = self.at(key_of(kind.kind, name))
        return found if isinstance(found, kind) else None

    def of_kind(self, kind: type[R]) -> Iterator[tuple[Key, R]]:
        """Yield (key, resource) of one kind, in file order."""
        return iter(cast("tuple[tuple[Key, R], ...]", self._input("kind", kind)))

    def key(self, resource: Resource) -> Key:
        """Return the key of a resource. Raises KeyError for a stranger."""
        found = self._input("uid", resource.uid)
        if found is None:
            raise KeyError(resource.uid)
        return cast(Key, found)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every resource with its key, in file order."""
        return cast("tuple[Entry, ...]", self._input("entries", "entries"))

    @property
    def by_key(self) -> dict[Key, Entry]:
        """Every entry under its key."""
        return cast("dict[Key, Entry]", self._input("entries", "by_key"))

    @property
    def by_uid(self) -> dict[Uid, Entry]:
        """Every entry under its identity."""
        return cast("dict[Uid, Entry]", self._input("entries", "by_uid"))


def view_of(now: Now) -> Document:
    """Return a document as facts see it; `now` returns the store, turned to that document."""
    return cast(Document, DocumentView(now))
