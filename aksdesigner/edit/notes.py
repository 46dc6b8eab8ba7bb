"""Notes: sticky notes, frames and strokes are added, written on and removed. The network stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from aksdesigner.edit.command import Refused
from aksdesigner.edit.place import Position, drawn_label, rekeyed, with_positions
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.note import FRAME, INK, NOTE, Note, notes_by_key
from aksdesigner.model.part import ABSENT

Point = tuple[float, float]
# pixels at 100%
NOTE_SIZE, FRAME_SIZE = (208.0, 136.0), (400.0, 280.0)
# a point of a stroke that lies nearer than this to the line of its neighbours says nothing
STRAIGHT = 0.6
_TITLES = {NOTE: "a sticky note", FRAME: "a frame", INK: "a stroke"}
_WRITTEN = ("text", "by", "ask", "until", "answer")


@dataclass(frozen=True)
class AddNote:
    """Put a sticky note or a frame on the view that is looked at; `box` is x, y, width, height."""

    box: tuple[float, float, float, float]
    kind: str = NOTE
    text: str = ""

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Add {_TITLES[self.kind]}"

    def key_in(self, document: Document) -> Key:
        """Return the key that the new note will have."""
        return key_of(self.kind, free_name(document))

    def apply(self, document: Document) -> Document:
        """Return the document with it. Raises Refused for a place outside the canvas."""
        note = Note(name=free_name(document), kind=self.kind, text=self.text)
        return with_note(document, note, self.box)


@dataclass(frozen=True)
class AddInk:
    """Keep a free-hand stroke through scene points on the view that is looked at."""

    points: tuple[Point, ...]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return "Draw a stroke"

    def apply(self, document: Document) -> Document:
        """Return the document with the stroke. Raises Refused for one without a point."""
        if not self.points:
            raise Refused("A stroke needs a point.")
        left, top = min(x for x, _ in self.points), min(y for _, y in self.points)
        kept = simplified(self.points)
        flat = tuple(round(n, 1) for x, y in kept for n in (x - left, y - top))
        note = Note(name=free_name(document), kind=INK, points=flat)
        return with_note(document, note, (round(left, 1), round(top, 1)))


@dataclass(frozen=True)
class WriteNote:
    """Change what a note says: `fields` are text, by, ask, until, answer; empty ones are left out."""

    key: Key
    fields: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Write on {drawn_label(self.key)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the note rewritten. Raises Refused for one that is not there."""
        note = notes_by_key(document.notes).get(self.key)
        if note is None:
            raise Refused(f"{drawn_label(self.key)} is not in this design.")
        changes: dict[str, Any] = {}
        for name, value in self.fields:
            if name not in _WRITTEN:
                raise Refused(f"A note has no {name}.")
            changes[name] = value.strip("\n ") or ABSENT
        try:
            written = note.with_changes(**changes)
        except ValidationError:
            raise Refused("That can't be written on a note.") from None
        if written == note:
            return document
        notes = tuple(written if other is note else other for other in document.notes)
        return document.replace(notes=notes)


@dataclass(frozen=True)
class ClearInk:
    """Wipe every stroke off the view that is looked at."""

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return "Clear the ink"

    def apply(self, document: Document) -> Document:
        """Return the document without the strokes. Raises Refused where there are none."""
        placed = set(document.view.positions)
        strokes = [key for key, n in notes_by_key(document.notes).items() if n.kind == INK]
        seen = [key for key in strokes if key in placed]
        if not seen:
            raise Refused("There is no ink here.")
        return without_notes(document, seen)


def with_note(document: Document, note: Note, place: Position) -> Document:
    """Return the document with a note, standing at a place of the view that is looked at."""
    assert note.key is not None
    noted = document.replace(notes=(*document.notes, note))
    return with_positions(noted, {note.key: place})


def without_notes(document: Document, keys: Iterable[Key]) -> Document:
    """Return the document without notes, and without their places in every view.

    Raises Refused for one that is not there.
    """
    gone = tuple(keys)
    known = notes_by_key(document.notes)
    for key in gone:
        if key not in known:
            raise Refused(f"{drawn_label(key)} is not in this design.")
    kept = tuple(note for note in document.notes if note.key not in gone)
    return rekeyed(document.replace(notes=kept), dict.fromkeys(gone))


def free_name(document: Document) -> str:
    """Return the smallest number that names no note."""
    taken = {note.name for note in document.notes}
    return next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)


def simplified(points: tuple[Point, ...], tolerance: float = STRAIGHT) -> tuple[Point, ...]:
    """Return the points that shape a stroke, after Ramer, Douglas and Peucker."""
    if len(points) < 3:
        return points
    kept = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = 0.0, first
        for i in range(first + 1, last):
            away = _off(points[i], points[first], points[last])
            if away > far:
                far, at = away, i
        if far > tolerance:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return tuple(points[i] for i in sorted(kept))


def _off(p: Point, a: Point, b: Point) -> float:
    """Return how far a point is from the stretch between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length if length else 0.0
    t = max(0.0, min(1.0, along))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)
