"""Rows of the outline: everything of a design, containers before what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.nesting import container_of
from aksdesigner.model.note import INK, Note, notes_by_key
from aksdesigner.model.part import Resource
from aksdesigner.present.inspector import text_of
from aksdesigner.present.notes import foot_of, title_of


@dataclass(frozen=True)
class OutlineRow:
    """One line of the tree; `parent` is the key of the line it stands under."""

    key: Key
    parent: Key | None
    icon: str
    title: str
    detail: str
    tip: str


def outline_of(document: Document) -> tuple[OutlineRow, ...]:
    """Return the rows, parents before children, in file order."""
    index = document.topology.index
    rows: dict[Key, OutlineRow] = {
        entry.key: _row(entry.key, entry.resource, container_of(index, entry.key))
        for entry in index.entries
    }
    rows |= {key: _note_row(key, note) for key, note in notes_by_key(document.notes).items()}
    done: set[Key] = set()
    return tuple(row for key in rows for row in _with_parents(rows, key, done))


def _note_row(key: Key, note: Note) -> OutlineRow:
    title, foot = title_of(note), foot_of(note)
    icon = "pencil" if note.kind == INK else note.kind
    return OutlineRow(key, None, icon, title, "", f"{title} {foot}".strip())


def _with_parents(rows: dict[Key, OutlineRow], key: Key, done: set[Key]) -> Iterator[OutlineRow]:
    if key in done:
        return
    done.add(key)
    row = rows[key]
    if row.parent in rows:
        yield from _with_parents(rows, row.parent, done)
    yield row


def _row(key: Key, resource: Resource, parent: Key | None) -> OutlineRow:
    kind, name = split_key(key)
    plain = name.rpartition("/")[2] if kind in ("subnet", "pool") else name
    title = plain.replace(">", " to ") if kind == "peering" else plain
    detail = text_of(getattr(resource, "prefixes", ())) if kind in ("vnet", "subnet") else ""
    detail = detail or text_of(getattr(resource, "ip", None))
    own = parent if parent and split_key(parent)[0] != "region" else None
    return OutlineRow(key, own, kind, title, detail, f"{resource.title} {plain} {detail}".strip())
