"""What a gesture reads and says: a Pointer in; a Preview while it lasts, an Outcome at its end.

A gesture is a state machine without Qt. It is made when the pointer starts it, hears `move` any
number of times, and ends with `end`; to cancel it, throw it away: the document is only changed by
the command of the Outcome. Coordinates are scene pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from aksdesigner.edit.allowed.verdict import Verdict
from aksdesigner.edit.command import Command
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.ids import Key
from aksdesigner.present.drawing import chip_places
from aksdesigner.present.picture import Box, Detail, Node, Scene
from aksdesigner.present.spatial import Cells

Point = tuple[float, float]
Zone = Literal["empty", "body", "title", "port", "handle", "link", "chip"]

GRID = 8.0
# how far the pointer must travel, in screen pixels, before a press becomes a drag
DRAG_START = 4.0


@dataclass(frozen=True)
class Modifiers:
    """The keys held down."""

    shift: bool = False
    ctrl: bool = False
    alt: bool = False


@dataclass(frozen=True)
class Hit:
    """What lies under the pointer. `side` is a compass point (``nw``) for ports and handles."""

    key: Key | None = None
    zone: Zone = "empty"
    side: str = ""


@dataclass(frozen=True)
class Pointer:
    """The pointer at one moment."""

    x: float
    y: float
    hit: Hit = field(default_factory=Hit)
    modifiers: Modifiers = field(default_factory=Modifiers)

    @property
    def at(self) -> Point:
        """The place as a pair."""
        return self.x, self.y


@dataclass
class Kept:
    """What was found out about one document and its picture at one level of detail.

    Grounds that differ only in the selection or the zoom share it.
    """

    chips: dict[Key, tuple[Box, ...]] | None = None
    chip_cells: Cells[Key] | None = None
    answers: dict[tuple[str, Key | None, Key | None], Verdict] = field(default_factory=dict)
    barred: dict[tuple[str, Key | None], frozenset[Key]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """What a gesture stands on; it never changes while the gesture lasts.

    `zoom` is screen pixels a scene pixel: tolerances are measured on the screen. `hidden` are
    boxes that the level of `detail` does not draw: the pointer goes through them.
    """

    document: Document
    scene: Scene
    selection: tuple[Key, ...] = ()
    zoom: float = 1.0
    hidden: frozenset[Key] = frozenset()
    detail: Detail = "near"
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)

    def node(self, key: Key | None) -> Node | None:
        """Return the node of a key, or None."""
        return None if key is None else self.nodes.get(key)

    @property
    def nodes(self) -> dict[Key, Node]:
        """Return every node by its key."""
        return self.scene.by_key

    @property
    def chips(self) -> dict[Key, tuple[Box, ...]]:
        """Where the chips of route tables, security groups... stand, by what they name."""
        if self.kept.chips is None:
            found: dict[Key, tuple[Box, ...]] = {}
            for node in self.scene.nodes:
                if node.chips and self.detail == "near":
                    for box, _, _, key in chip_places(node):
                        found[key] = (*found.get(key, ()), box)
            self.kept.chips = found
        return self.kept.chips

    def chip_at(self, x: float, y: float) -> Key | None:
        """Return what the chip at a point names, or None."""
        if self.kept.chip_cells is None:
            places = ((box.extent, key) for key, boxes in self.chips.items() for box in boxes)
            self.kept.chip_cells = Cells(places)
        return next(iter(self.kept.chip_cells.touching((x, y, x, y))), None)

    def box_of(self, key: Key) -> Box | None:
        """Return where a thing is drawn: its box, its first chip, or the box around its line."""
        node = self.node(key)
        if node is not None:
            return node.box
        if key in self.chips:
            return self.chips[key][0]
        link = next(iter(self.scene.links_of(key)), None)
        if link is None or not link.points:
            return None
        xs, ys = [x for x, _ in link.points], [y for _, y in link.points]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(4.0)

    @property
    def answers(self) -> dict[tuple[str, Key | None, Key | None], Verdict]:
        """What may stand where (kind, place, what is moved), as far as it was asked."""
        return self.kept.answers


@dataclass(frozen=True)
class Ghost:
    """A box that is not there yet."""

    box: Box
    title: str = ""
    note: str = ""
    key: Key | None = None


@dataclass(frozen=True)
class DropMark:
    """The thing under the pointer that would take the drop, or refuses it.

    `text` is what it would get (``gets 10.80.33.0/24``), or the reason in few words.
    """

    key: Key | None
    box: Box
    is_ok: bool
    text: str = ""


@dataclass(frozen=True)
class Guide:
    """A line that says: these edges are on one line, or this gap is like the one beside it."""

    start: Point
    end: Point
    is_gap: bool = False


@dataclass(frozen=True)
class Preview:
    """What the canvas draws over the picture while a gesture lasts.

    `barred` are the keys that would refuse the drop and are shown greyed.
    """

    ghosts: tuple[Ghost, ...] = ()
    drop: DropMark | None = None
    band: Box | None = None
    line: tuple[Point, Point] | None = None
    guides: tuple[Guide, ...] = ()
    barred: frozenset[Key] = frozenset()
    selection: tuple[Key, ...] | None = None
    status: str = ""


@dataclass(frozen=True)
class Offer:
    """A line from `source` ended on free canvas: what shall stand there, and be connected?"""

    source: Key
    at: Point


@dataclass(frozen=True)
class Outcome:
    """What a finished gesture asks for. None means: leave it as it is.

    `is_written` asks to write on the new thing at once.
    """

    command: Command | None = None
    selection: tuple[Key, ...] | None = None
    merge: str | None = None
    status: str = ""
    offer: Offer | None = None
    is_written: bool = False


class Gesture(Protocol):
    """One gesture under way."""

    def move(self, pointer: Pointer) -> Preview:
        """Return what to show with the pointer here."""
        ...

    def end(self, pointer: Pointer) -> Outcome:
        """Return what the gesture asks for when it ends here."""
        ...


def distance(a: Point, b: Point) -> float:
    """Return the distance of two points, in scene pixels."""
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def is_drag(ground: Ground, start: Point, now: Point) -> bool:
    """Return whether the pointer has gone far enough, on the screen, to mean a drag."""
    return distance(start, now) * ground.zoom >= DRAG_START


def empty_ground() -> Ground:
    """Return the ground of a canvas with nothing on it."""
    return Ground(new_document(), Scene())
