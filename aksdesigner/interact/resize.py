"""Resizing by one of eight handles. What stands inside stays where it is."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.edit.place import Resize, drawn_label
from aksdesigner.interact.gesture import (
    GRID,
    Ghost,
    Ground,
    Modifiers,
    Outcome,
    Point,
    Pointer,
    Preview,
)
from aksdesigner.interact.hit import is_sizable
from aksdesigner.interact.move import within
from aksdesigner.interact.nudge import nudge_step
from aksdesigner.interact.snap import on_grid
from aksdesigner.model.ids import Key
from aksdesigner.model.nesting import position_of
from aksdesigner.present.picture import Box, Node

LEAST_WIDTH = 48.0
LEAST_HEIGHT = 32.0
PADDING = 12.0
HEADER = 36.0


@dataclass(frozen=True)
class Bounds:
    """How far the sides of a box may move inward: what it holds must stay inside."""

    left: float
    top: float
    right: float
    bottom: float


def bounds_of(ground: Ground, key: Key) -> Bounds | None:
    """Return the limits that the contents of a box put on its sides, or None without contents."""
    inner = [node.box for node in ground.scene.inside(key) if node.uid is not None]
    if not inner:
        return None
    return Bounds(
        min(box.x for box in inner) - PADDING,
        min(box.y for box in inner) - HEADER,
        max(box.right for box in inner) + PADDING,
        max(box.bottom for box in inner) + PADDING,
    )


def is_positioned(ground: Ground, key: Key) -> bool:
    """Return whether the view keeps a position for a box; others are laid out afresh."""
    return position_of(ground.document.view.positions, key) is not None


def resized(
    box: Box, side: str, by: Point, limits: Bounds | None = None, grid: float | None = GRID
) -> Box:
    """Return a box with the sides that `side` names moved by an offset; grid None snaps nothing."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    if "w" in side:
        left = min(_to(left + by[0], grid), right - LEAST_WIDTH)
    if "e" in side:
        right = max(_to(right + by[0], grid), left + LEAST_WIDTH)
    if "n" in side:
        top = min(_to(top + by[1], grid), bottom - LEAST_HEIGHT)
    if "s" in side:
        bottom = max(_to(bottom + by[1], grid), top + LEAST_HEIGHT)
    if limits is not None:
        left = min(left, max(limits.left, box.x)) if "w" in side else left
        top = min(top, max(limits.top, box.y)) if "n" in side else top
        right = max(right, min(limits.right, box.right)) if "e" in side else right
        bottom = max(bottom, min(limits.bottom, box.bottom)) if "s" in side else bottom
    return Box(left, top, right - left, bottom - top)


def _to(value: float, grid: float | None) -> float:
    return value if grid is None else on_grid(value, grid)


def grown(ground: Ground, dx: int, dy: int, held: Modifiers) -> Outcome:
    """Return the command that moves the right or lower side of the only selected box one step.

    What the box holds stays inside it; presses in a row undo as one.
    """
    node = ground.node(ground.selection[0]) if len(ground.selection) == 1 else None
    if node is None or not is_sizable(node):
        return Outcome(status="Select one box whose size can change.")
    step, grid = nudge_step(held), None if held.alt else GRID
    box = resized(node.box, "se", (dx * step, dy * step), bounds_of(ground, node.key), grid)
    if box == node.box:
        return Outcome(status=f"{drawn_label(node.key)} is as small as what it holds.")
    x, y = within(ground, node.parent, box.x, box.y)
    command = Resize(node.key, (x, y, box.w, box.h))
    text = f"{drawn_label(node.key)} {box.w:.0f} × {box.h:.0f}"
    return Outcome(command=command, merge=f"resize {node.key}", status=text)


@dataclass
class Resizing:
    """A drag of one handle of the only selected box. Alt suspends the grid."""

    ground: Ground
    start: Pointer

    def move(self, pointer: Pointer) -> Preview:
        """Return the new outline."""
        node, box = self._node, self._box(pointer)
        return Preview(
            ghosts=(Ghost(box, node.title, key=node.key),),
            status=f"{drawn_label(node.key)} {box.w:.0f} × {box.h:.0f}",
        )

    def end(self, pointer: Pointer) -> Outcome:
        """Return the command that gives the box its new sides."""
        node, box = self._node, self._box(pointer)
        if box == node.box:
            return Outcome()
        x, y = within(self.ground, node.parent, box.x, box.y)
        return Outcome(command=Resize(node.key, (x, y, box.w, box.h), self._kept(node, box)))

    def _kept(self, node: Node, box: Box) -> dict[Key, Point]:
        """New corners of what stands inside, where the corner they are measured from has moved."""
        if (box.x, box.y) == (node.box.x, node.box.y):
            return {}
        return {
            inner.key: (inner.box.x - box.x, inner.box.y - box.y)
            for inner in self.ground.scene.inside(node.key)
            if is_positioned(self.ground, inner.key)
        }

    @property
    def _node(self) -> Node:
        assert self.start.hit.key is not None
        return self.ground.nodes[self.start.hit.key]

    def _box(self, pointer: Pointer) -> Box:
        node = self._node
        by = (pointer.x - self.start.x, pointer.y - self.start.y)
        grid = None if pointer.modifiers.alt else GRID
        return resized(node.box, self.start.hit.side, by, bounds_of(self.ground, node.key), grid)
