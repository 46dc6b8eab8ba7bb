"""Notes on the picture: what a sticky note, a frame and a stroke say and where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.edit.notes import FRAME_SIZE, NOTE_SIZE
from aksdesigner.model.document import Document
from aksdesigner.model.nesting import position_of
from aksdesigner.model.note import FRAME, INK, Note, notes_by_key
from aksdesigner.present.picture import Box, Node, Point
from aksdesigner.present.text import wrapped

NOTE_TEXT, NOTE_FOOT, FRAME_TEXT = "canvasNote", "canvasNoteFoot", "canvasFrame"
NOTE_PAD = 14.0
# a stroke is caught this far from its ends
INK_ROOM = 4.0


def frames_of(document: Document) -> Iterator[Node]:
    """Yield the frames of the view, which lie below everything."""
    return (node for node in _nodes(document) if node.kind == FRAME)


def stickers_of(document: Document) -> Iterator[Node]:
    """Yield the sticky notes and then the strokes of the view, which lie above all boxes."""
    found = [node for node in _nodes(document) if node.kind != FRAME]
    return iter(sorted(found, key=lambda node: node.kind == INK))


def _nodes(document: Document) -> Iterator[Node]:
    positions = document.view.positions
    for key, note in notes_by_key(document.notes).items():
        place = position_of(positions, key)
        if place is None:
            continue
        box = _box(note, place)
        lines = wrapped(note.text, NOTE_TEXT, box.w - 2 * NOTE_PAD) if note.kind != FRAME else ()
        yield Node(
            key,
            None,
            note.kind,
            note.kind,
            None,
            box,
            title_of(note),
            subtitle=foot_of(note),
            icon="pencil" if note.kind == INK else note.kind,
            lines=tuple(lines),
            points=_points(note, box),
        )


def title_of(note: Note) -> str:
    """Return what lists call a note: its first line, or what it is."""
    names = {FRAME: "Frame", INK: "Stroke"}
    return note.text.strip().partition("\n")[0] or names.get(note.kind, "Note")


def foot_of(note: Note) -> str:
    """Return the last line of a sticky note: who is to answer, or who said it, and when."""
    if note.kind in (FRAME, INK):
        return ""
    if note.answer:
        return f"Answer: {note.answer}"
    if note.ask:
        return f"Ask: {note.ask}" + (f", by {note.until}" if note.until else "")
    return f"Said by {note.by}" if note.by else ""


def _box(note: Note, place: tuple[float, ...]) -> Box:
    x, y = place[0], place[1]
    if note.kind == INK:
        xs, ys = note.points[0::2], note.points[1::2]
        own = (max(xs, default=0.0), max(ys, default=0.0))
        w, h = place[2:4] if len(place) == 4 else own
        return Box(x - INK_ROOM, y - INK_ROOM, w + 2 * INK_ROOM, h + 2 * INK_ROOM)
    usual = FRAME_SIZE if note.kind == FRAME else NOTE_SIZE
    w = place[2] if len(place) > 2 else usual[0]
    h = place[3] if len(place) > 3 else usual[1]
    return Box(x, y, w, h)


def _points(note: Note, box: Box) -> tuple[Point, ...]:
    """Return a stroke's points in the scene."""
    pairs = zip(note.points[0::2], note.points[1::2], strict=False)
    return tuple((box.x + INK_ROOM + x, box.y + INK_ROOM + y) for x, y in pairs)
