"""Ways of lines between boxes: orthogonal, around what stands in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from aksdesigner.present.picture import Box, Point

Side = Literal["left", "right", "top", "bottom"]

CLEAR = 10.0
# no line meets a box nearer to its corner, in pixels
NEAREST = 8.0
# nor passes one nearer than this where it has to go round it
MARGIN = 7.0
STUB = 14.0
BEND_COST = 60.0
# a pixel that covers another line costs as much as these many pixels of way
COVER_COST = 4.0
# lines that pass the same obstacle keep this distance, so many of them
SPREAD = 14.0
LANES = 2
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


def way(
    start: tuple[Point, Side],
    end: tuple[Point, Side],
    obstacles: Sequence[Box],
    lane: float | None = None,
    used: Sequence[Sequence[Point]] = (),
) -> tuple[Point, ...]:
    """Return an orthogonal way from side to side that runs through none of `obstacles`.

    `lane` is where a way with one step would best cross; `used` are ways of other lines, which
    should not be covered. Where nothing free is found the plain step is returned.
    """
    (first, side), (last, other) = start, end
    axis = 0 if side in ("left", "right") else 1
    middle = (first[axis] + last[axis]) / 2 if lane is None else lane
    plain = step_way(first, last, side, middle)
    if not crosses(plain, obstacles):
        return plain
    out = stub(first, side) if lane is None else _on_lane(first, side, lane)
    into = stub(last, other)
    wide = [box.grown(MARGIN) for box in obstacles]
    free = [
        points
        for points in _detours(first, out, into, last, axis, obstacles)
        if not crosses(points, obstacles) and not crosses(points[1:-1], wide)
    ]
    return min(free, key=lambda points: _cost(points, used), default=plain)


def _on_lane(point: Point, side: Side, lane: float) -> Point:
    return (lane, point[1]) if side in ("left", "right") else (point[0], lane)


def _detours(
    first: Point, out: Point, into: Point, last: Point, axis: int, obstacles: Sequence[Box]
) -> Iterable[tuple[Point, ...]]:
    """Yield ways with one long stretch beside an obstacle: out, along, past it, along, in."""
    lines = {
        edge + sign * (CLEAR + SPREAD * rank)
        for box in obstacles
        for edge, sign in ((box.y, -1), (box.bottom, 1))
        for rank in range(LANES)
    }
    columns = {
        edge + sign * (CLEAR + SPREAD * rank)
        for box in obstacles
        for edge, sign in ((box.x, -1), (box.right, 1))
        for rank in range(LANES)
    }
    for value in sorted(lines if axis == 0 else columns):
        if axis == 0:
            yield tidy((first, out, (out[0], value), (into[0], value), into, last))
        else:
            yield tidy((first, out, (value, out[1]), (value, into[1]), into, last))


def _cost(points: Sequence[Point], used: Sequence[Sequence[Point]]) -> float:
    """Return the length of a way, its bends, and what it would cover of other lines."""
    pairs = list(zip(points, points[1:], strict=False))
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairs)
    covered = sum(
        _shared(a, b, c, d)
        for a, b in pairs
        for other in used
        for c, d in zip(other, other[1:], strict=False)
    )
    return length + BEND_COST * len(points) + COVER_COST * covered


def _shared(a: Point, b: Point, c: Point, d: Point) -> float:
    """Return how far two stretches run on (nearly) the same line."""
    for axis in (0, 1):
        across = 1 - axis
        is_along = abs(a[across] - b[across]) < 0.01 and abs(c[across] - d[across]) < 0.01
        if is_along and abs(a[across] - c[across]) < SPREAD - 2:
            low = max(min(a[axis], b[axis]), min(c[axis], d[axis]))
            high = min(max(a[axis], b[axis]), max(c[axis], d[axis]))
            return max(0.0, high - low)
    return 0.0
