"""Ways of lines between boxes: orthogonal, around what stands in between."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from typing import Literal

from aksdesigner.present.picture import Box, Point

Side = Literal["left", "right", "top", "bottom"]

CLEAR = 10.0
STUB = 14.0
BEND_COST = 60.0
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
    margin = min(18.0, (high - low) / 2)
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
) -> tuple[Point, ...]:
    """Return an orthogonal way from side to side that runs through none of `obstacles`.

    `lane` is where a way with one step would best cross. Where nothing free exists (boxes that
    touch) the plain step is returned.
    """
    (first, side), (last, other) = start, end
    axis = 0 if side in ("left", "right") else 1
    middle = (first[axis] + last[axis]) / 2 if lane is None else lane
    plain = step_way(first, last, side, middle)
    if not crosses(plain, obstacles):
        return plain
    found = _search(stub(first, side), stub(last, other), obstacles)
    return tidy((first, *found, last)) if found else plain


def _search(start: Point, end: Point, obstacles: Sequence[Box]) -> tuple[Point, ...] | None:
    """Return the cheapest way on the lines that pass beside the boxes; bends cost."""
    around = [box.grown(CLEAR) for box in obstacles]
    xs = sorted({start[0], end[0], *(v for b in around for v in (b.x, b.right))})
    ys = sorted({start[1], end[1], *(v for b in around for v in (b.y, b.bottom))})
    column, row = {x: i for i, x in enumerate(xs)}, {y: i for i, y in enumerate(ys)}
    origin, goal = (column[start[0]], row[start[1]]), (column[end[0]], row[end[1]])
    queue: list[tuple[float, int, int, int]] = [(0.0, *origin, -1)]
    cost: dict[tuple[int, int, int], float] = {(*origin, -1): 0.0}
    before: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    while queue:
        spent, i, j, axis = heapq.heappop(queue)
        if (i, j) == goal:
            return _back((i, j, axis), before, xs, ys)
        if spent > cost[(i, j, axis)]:
            continue
        for di, dj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            a, b, turn = i + di, j + dj, 0 if di else 1
            if not (0 <= a < len(xs) and 0 <= b < len(ys)):
                continue
            step = ((xs[i], ys[j]), (xs[a], ys[b]))
            if crosses(step, obstacles):
                continue
            length = abs(xs[a] - xs[i]) + abs(ys[b] - ys[j])
            total = spent + length + (BEND_COST if axis not in (-1, turn) else 0.0)
            if total < cost.get((a, b, turn), float("inf")):
                cost[(a, b, turn)] = total
                before[(a, b, turn)] = (i, j, axis)
                heapq.heappush(queue, (total, a, b, turn))
    return None


def _back(
    state: tuple[int, int, int],
    before: dict[tuple[int, int, int], tuple[int, int, int]],
    xs: Sequence[float],
    ys: Sequence[float],
) -> tuple[Point, ...]:
    states = [state]
    while states[-1] in before:
        states.append(before[states[-1]])
    return tuple((xs[i], ys[j]) for i, j, _ in reversed(states))
