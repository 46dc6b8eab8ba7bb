"""Where boxes stand in the view that is looked at: move, resize. The network itself does not change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from aksdesigner.edit.changes import full_key
from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document, View
from aksdesigner.model.ids import Key, label_of, split_key
from aksdesigner.model.nesting import PENDANTS, REGION, position_key, position_name, position_of
from aksdesigner.model.note import FRAME, INK, NOTE, is_note, notes_by_key

Position = tuple[float, ...]

LARGEST = 1_000_000.0
_UNNAMED = {NOTE: "the note", FRAME: "the frame", INK: "the stroke"}


@dataclass(frozen=True)
class Place:
    """Move boxes: `moves` gives each key its new top left corner.

    Pixels at 100%, relative to the box that contains the thing; a size that a view keeps stays.
    """

    moves: Mapping[Key, tuple[float, float]]

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Move {_label(tuple(self.moves))}"

    def apply(self, document: Document) -> Document:
        """Return the document with the boxes moved. Raises Refused for keys that are not drawn."""
        changes: dict[Key, Position] = {}
        for key, (x, y) in self.moves.items():
            require_drawn(document, key)
            old = position_of(document.view.positions, key) or ()
            changes[key] = (x, y, *old[2:])
        return with_positions(document, changes)


@dataclass(frozen=True)
class Resize:
    """Give a box a place and a size: `box` is (x, y, width, height), like a position.

    `kept` are new corners of boxes inside, so that they stay where they are when the left or upper
    side moves.
    """

    key: Key
    box: tuple[float, float, float, float]
    kept: Mapping[Key, tuple[float, float]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Resize {drawn_label(self.key)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the box resized. Raises Refused for a size of nothing."""
        require_drawn(document, self.key)
        if self.box[2] <= 0 or self.box[3] <= 0:
            raise Refused("A box needs a width and a height.")
        inside = Place(self.kept).apply(document) if self.kept else document
        return with_positions(inside, {self.key: self.box})


def _label(keys: tuple[Key, ...]) -> str:
    return drawn_label(keys[0]) if len(keys) == 1 else f"{len(keys)} boxes"


def drawn_label(key: Key) -> str:
    """Return what a sentence calls something drawn: its name, or what it is where it has none."""
    return _UNNAMED.get(split_key(key)[0]) or label_of(key)


def require_drawn(document: Document, key: Key) -> None:
    """Raise Refused when nothing with this key stands on the canvas."""
    kind, name = split_key(key)
    if kind == REGION:
        if name in regions_of(document):
            return
    elif is_note(key):
        if key in notes_by_key(document.notes):
            return
    elif kind in PENDANTS:
        if f"aks:{name}" in document.topology.index.by_key:
            return
    elif full_key(key) in document.topology.index.by_key:
        return
    raise Refused(f"{drawn_label(key)} is not in this design.")


def regions_of(document: Document) -> set[str]:
    """Return the regions that have a frame: those of resources, and those that were drawn."""
    drawn = {split_key(name)[1] for name in document.view.positions if split_key(name)[0] == REGION}
    return regions_said(document) | drawn


def regions_said(document: Document) -> set[str]:
    """Return the regions that a resource or the settings say."""
    said = {getattr(e.resource, "region", None) for e in document.topology.index.entries}
    return {name for name in (*said, document.settings.region) if name}


def _checked(position: Position) -> Position:
    if not all(isfinite(number) and abs(number) <= LARGEST for number in position):
        raise Refused("That is outside the canvas.")
    return tuple(float(number) for number in position)


def with_positions(document: Document, changes: Mapping[Key, Position]) -> Document:
    """Return the document whose view keeps these positions; makes the view when missing.

    Raises Refused for a position outside the canvas.
    """
    view = document.view
    wanted = {full_key(key): _checked(position) for key, position in changes.items()}
    merged = _in_order(view.positions, wanted)
    if merged == view.positions:
        return document
    shown = view.model_copy(update={"positions": merged})
    return document.with_view(shown)


def _in_order(old: Mapping[str, Position], changes: dict[Key, Position]) -> dict[str, Position]:
    """Return the positions with a moved box in its old line, so that a move changes one line."""
    left = dict(changes)
    out: dict[str, Position] = {}
    for name, position in old.items():
        key = position_key(name)
        if key not in changes:
            out[name] = position
        elif key in left:
            out[position_name(key)] = left.pop(key)
    for key, position in left.items():
        out[position_name(key)] = position
    return out


def rekeyed(document: Document, change: Mapping[Key, Key | None]) -> Document:
    """Return the document with positions of all views renamed; None forgets one."""
    views = tuple(_rekeyed_view(view, change) for view in document.views)
    if all(a is b for a, b in zip(views, document.views, strict=True)):
        return document
    return document.replace(views=views)


def _rekeyed_view(view: View, change: Mapping[Key, Key | None]) -> View:
    out: dict[str, Position] = {}
    for name, position in view.positions.items():
        old = position_key(name)
        new = change.get(old, old)
        if new is not None:
            out[name if new == old else position_name(new)] = position
    followed = ((name, change.get(position_key(name), name)) for name in view.collapsed)
    collapsed = tuple(new for _, new in followed if new is not None)
    if out == view.positions and collapsed == view.collapsed:
        return view
    return view.model_copy(update={"positions": out, "collapsed": collapsed})
