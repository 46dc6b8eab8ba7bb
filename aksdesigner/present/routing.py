"""Pieces of orthogonal lines: where they leave a box, how they step, what they run through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from aksdesigner.present.picture import Box, Point

Side = Literal["left", "right", "top", "bottom"]

# no line meets a box nearer to its corner, in pixels
NEAREST = 8.0
STUB = 14.0
# boxes this far apart sideways are joined sideways, whatever their heights
ROOMY = 48.0


def side_towards(source: Box, target: Box) -> tuple[Side, Side]:
    """Return the sides at which a line between two boxes leaves the first and meets the second."""
    gap_right, gap_left = target.x - source.right, source.x - target.right
    gap_down, gap_up = target.y - source.bottom, source.y - target.bottom
    level = max(gap_right, gap_left)
    if level >= ROOMY or level >= max(gap_down, gap_up, -1.0):
        return ("right", "left") if gap_right >= gap_left else ("left", "right")
    return ("bottom", "top") if gap_down >= gap_up else ("top", "bottom")


def port(box: Box, side: Side, along: float) -> Point:
    """Return the point on a side, at a coordinate along it that is kept inside the side."""
    if side in ("left", "right"):
        return (box.x if side == "left" else box.right, _inside(along, box.y, box.bottom))
    return (_inside(along, box.x, box.right), box.y if side == "top" else box.bottom)


def _inside(value: float, low: float, high: float) -> float:
    margin = min(NEAREST, (high - low) / 2)
    return min(max(value, low + margin), high - margin)


def stub(point: Point, side: Side, length: float = STUB) -> Point:
    """Return the point a little outside a side."""
    dx = {"left": -length, "right": length}.get(side, 0.0)
    dy = {"top": -length, "bottom": length}.get(side, 0.0)
    return point[0] + dx, point[1] + dy


def tidy(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return a way without doubled points and without points in the middle of a straight."""
    out: list[Point] = []
    for point in points:
        if out and abs(out[-1][0] - point[0]) < 0.01 and abs(out[-1][1] - point[1]) < 0.01:
            continue
        if len(out) >= 2 and _is_straight(out[-2], out[-1], point):
            out.pop()
        out.append(point)
    return tuple(out)


def _is_straight(a: Point, b: Point, c: Point) -> bool:
    is_level = abs(a[1] - b[1]) < 0.01 and abs(b[1] - c[1]) < 0.01
    is_upright = abs(a[0] - b[0]) < 0.01 and abs(b[0] - c[0]) < 0.01
    return is_level or is_upright


def crosses(points: Sequence[Point], obstacles: Iterable[Box]) -> bool:
    """Return whether a way runs through one of the boxes."""
    return any(
        _segment_meets(a, b, box)
        for box in obstacles
        for a, b in zip(points, points[1:], strict=False)
    )


def _segment_meets(a: Point, b: Point, box: Box) -> bool:
    low_x, high_x = min(a[0], b[0]), max(a[0], b[0])
    low_y, high_y = min(a[1], b[1]), max(a[1], b[1])
    return low_x < box.right and high_x > box.x and low_y < box.bottom and high_y > box.y


def step_way(start: Point, end: Point, side: Side, lane: float) -> tuple[Point, ...]:
    """Return the way with one lane across: out, along the lane, in."""
    if side in ("left", "right"):
        return tidy((start, (lane, start[1]), (lane, end[1]), end))
    return tidy((start, (start[0], lane), (end[0], lane), end))
