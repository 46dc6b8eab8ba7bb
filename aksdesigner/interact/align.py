"""Aligning and distributing the selection: one step, each box inside what contains it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from aksdesigner.edit.place import Place
from aksdesigner.edit.together import Together
from aksdesigner.interact.gesture import Ground, Outcome, Point
from aksdesigner.interact.hit import is_frame
from aksdesigner.interact.move import movable, within
from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box, Node

Side = Literal["left", "center", "right", "top", "middle", "bottom"]
SIDES: tuple[Side, ...] = get_args(Side)
Axis = Literal["across", "down"]
AXES: tuple[Axis, ...] = get_args(Axis)

# fewer boxes have nothing to be aligned with, or no gaps to be made equal
LEAST_ALIGNED = 2
LEAST_DISTRIBUTED = 3
APART = "Select things that stand in the same box."


@dataclass(frozen=True)
class _Row:
    """The boxes of a selection, in the order that it was selected in."""

    nodes: tuple[Node, ...]

    @property
    def around(self) -> Box:
        around = self.nodes[0].box
        for node in self.nodes[1:]:
            around = around.union(node.box)
        return around


def aligned(ground: Ground, side: Side) -> Outcome:
    """Return the command that puts one side of every selected box on one line.

    The line is the outermost side of them all, or the middle between the outermost ones.
    """
    row, why = _row(ground, LEAST_ALIGNED)
    if row is None:
        return Outcome(status=why)
    around = row.around
    spots = {node.key: _aligned(node.box, around, side) for node in row.nodes}
    return _outcome(ground, row.nodes, spots, f"Align {len(row.nodes)} boxes")


def distributed(ground: Ground, axis: Axis) -> Outcome:
    """Return the command that makes the gaps between the selected boxes equal.

    The outermost two stay.
    """
    row, why = _row(ground, LEAST_DISTRIBUTED)
    if row is None:
        return Outcome(status=why)
    is_across = axis == "across"
    nodes = sorted(row.nodes, key=lambda n: n.box.x if is_across else n.box.y)
    around = row.around
    used = sum(n.box.w if is_across else n.box.h for n in nodes)
    gap = ((around.w if is_across else around.h) - used) / (len(nodes) - 1)
    at = around.x if is_across else around.y
    spots: dict[Key, Point] = {}
    for node in nodes:
        spots[node.key] = (at, node.box.y) if is_across else (node.box.x, at)
        at += (node.box.w if is_across else node.box.h) + gap
    return _outcome(ground, nodes, spots, f"Distribute {len(nodes)} boxes")


def _row(ground: Ground, least: int) -> tuple[_Row | None, str]:
    """Return the boxes that can be lined up, or why they can't be."""
    nodes = [ground.nodes[key] for key in movable(ground, ground.selection)]
    if len(nodes) < least:
        return None, f"Select {least} things or more."
    frames = {node.key for node in ground.scene.nodes if is_frame(node)}
    places = {None if node.parent in frames else node.parent for node in nodes}
    return (_Row(tuple(nodes)), "") if len(places) == 1 else (None, APART)


def _aligned(box: Box, around: Box, side: Side) -> Point:
    spots: dict[Side, Point] = {
        "left": (around.x, box.y),
        "center": (around.center[0] - box.w / 2, box.y),
        "right": (around.right - box.w, box.y),
        "top": (box.x, around.y),
        "middle": (box.x, around.center[1] - box.h / 2),
        "bottom": (box.x, around.bottom - box.h),
    }
    return spots[side]


def _outcome(ground: Ground, nodes: Iterable[Node], spots: dict[Key, Point], label: str) -> Outcome:
    """Return the move to these scene points; every box keeps its place from then on.

    One that stood in line already would else be laid out anew around the others.
    """
    boxes = {n.key: n.box.moved(*_way(n.box, spots[n.key])) for n in nodes}
    if all(box == ground.nodes[key].box for key, box in boxes.items()):
        return Outcome(status="They are in line already.")
    if _overlap(boxes.values()):
        return Outcome(status="They would lie on each other.")
    moves = {
        key: within(ground, ground.nodes[key].parent, box.x, box.y) for key, box in boxes.items()
    }
    return Outcome(command=Together(label, (Place(moves),)))


def _overlap(boxes: Iterable[Box]) -> bool:
    """Return whether two of the boxes lie on each other; boxes below the first are not asked."""
    ordered = sorted(boxes, key=lambda box: box.y)
    for at, one in enumerate(ordered):
        for other in islice(ordered, at + 1, None):
            if other.y >= one.bottom:
                break
            if one.meets(other):
                return True
    return False


def _way(box: Box, spot: Point) -> Point:
    """Return how far a box goes, as exactly as an eye can tell; the file keeps short numbers."""
    return round(spot[0] - box.x, 1), round(spot[1] - box.y, 1)
