"""Ways around what stands between two boxes, looked for near first.

What a way depends on lies in one extent, which is told with it: while nothing changes there, the way
stays as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Protocol

from aksdesigner.present.picture import Box, Point
from aksdesigner.present.routing import Side, crosses, step_way, stub, tidy
from aksdesigner.present.spatial import Extent

CLEAR = 10.0
# no line passes a box nearer than this where it has to go round it
MARGIN = 7.0
BEND_COST = 60.0
# a pixel that covers another line costs as much as these many pixels of way
COVER_COST = 4.0
# lines that pass the same obstacle keep this distance, so many of them
SPREAD = 14.0
LANES = 2
# how far beside its ends a way is looked for, near first, in pixels
REACHES = (256.0, 1_024.0, 4_096.0)


class Around(Protocol):
    """What stands around a line that is looked for."""

    def boxes(self, extent: Extent) -> Sequence[Box]:
        """Return the boxes that touch an extent, through which no line may run."""

    def lines(self, extent: Extent) -> Sequence[Sequence[Point]]:
        """Return the ways of other lines that touch an extent, which should not be covered."""


@dataclass(frozen=True)
class Listed:
    """Boxes and lines that are few enough to be asked one by one."""

    obstacles: Sequence[Box] = ()

    def boxes(self, extent: Extent) -> Sequence[Box]:  # noqa: ARG002  # crossing is asked exactly
        """Return all boxes."""
        return self.obstacles

    def lines(self, extent: Extent) -> Sequence[Sequence[Point]]:  # noqa: ARG002  # there are none
        """Return nothing."""
        return ()


@dataclass(frozen=True)
class Way:
    """A way, and the extent that decided on it.

    What changes outside of `extent` can't change the way; what changes of other lines can change it
    only when it is a detour.
    """

    points: tuple[Point, ...]
    extent: Extent
    is_detour: bool = False


def way(
    start: tuple[Point, Side],
    end: tuple[Point, Side],
    around: Around,
    lane: float | None = None,
) -> Way:
    """Return an orthogonal way from side to side that runs through no box around.

    `lane` is where a way with one step would best cross. Where nothing free is found the plain
    step is returned.
    """
    (first, side), (last, other) = start, end
    axis = 0 if side in ("left", "right") else 1
    middle = (first[axis] + last[axis]) / 2 if lane is None else lane
    plain = step_way(first, last, side, middle)
    extent = extent_of(plain)
    if not crosses(plain, around.boxes(extent)):
        return Way(plain, extent)
    out = stub(first, side) if lane is None else _on_lane(first, side, lane)
    into = stub(last, other)
    ends = extent_of((first, out, into, last))
    found: tuple[float, tuple[Point, ...]] | None = None
    for reach in REACHES:
        extent = _corridor(ends, axis, reach)
        found = _cheapest(
            (first, out, into, last), axis, around.boxes(extent), around.lines(extent), extent
        )
        if found is not None:
            break
    return Way(plain if found is None else found[1], extent, is_detour=True)


def _corridor(ends: Extent, axis: int, reach: float) -> Extent:
    """Return the extent of all ways that go no further than `reach` beside their ends."""
    near = MARGIN + 1
    wide, high = (near, reach) if axis == 0 else (reach, near)
    return ends[0] - wide, ends[1] - high, ends[2] + wide, ends[3] + high


def extent_of(points: Iterable[Point]) -> Extent:
    """Return the extent around some points, of which there must be one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _on_lane(point: Point, side: Side, lane: float) -> Point:
    return (lane, point[1]) if side in ("left", "right") else (point[0], lane)


def _cheapest(
    ends: tuple[Point, Point, Point, Point],
    axis: int,
    obstacles: Sequence[Box],
    used: Sequence[Sequence[Point]],
    extent: Extent,
) -> tuple[float, tuple[Point, ...]] | None:
    """Return the cheapest free way inside an extent with its cost, or None."""
    walls = [box.extent for box in obstacles]
    wide = [box.grown(MARGIN).extent for box in obstacles]
    stretches = _Stretches(used)
    best: tuple[float, tuple[Point, ...]] | None = None
    ways = [(_length(points), points) for points in _detours(ends, axis, obstacles, extent)]
    for length, points in sorted(ways):
        if best is not None and length >= best[0]:
            break
        if _runs_into(points, walls) or _runs_into(points[1:-1], wide):
            continue
        cost = length + COVER_COST * stretches.covered(points)
        if best is None or cost < best[0]:
            best = cost, points
    return best


def _runs_into(points: Sequence[Point], walls: Sequence[Extent]) -> bool:
    """Return whether a way runs through something (`routing.crosses`, for many ways at once)."""
    for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
        low_x, high_x = (ax, bx) if ax < bx else (bx, ax)
        low_y, high_y = (ay, by) if ay < by else (by, ay)
        for left, top, right, bottom in walls:
            if low_x < right and high_x > left and low_y < bottom and high_y > top:
                return True
    return False


def _detours(
    ends: tuple[Point, Point, Point, Point], axis: int, obstacles: Sequence[Box], extent: Extent
) -> Iterator[tuple[Point, ...]]:
    """Yield ways with one long stretch beside an obstacle: out, along, past it, along, in."""
    first, out, into, last = ends
    low, high = (extent[1], extent[3]) if axis == 0 else (extent[0], extent[2])
    values = {
        edge + sign * (CLEAR + SPREAD * rank)
        for box in obstacles
        for edge, sign in (
            ((box.y, -1), (box.bottom, 1)) if axis == 0 else ((box.x, -1), (box.right, 1))
        )
        for rank in range(LANES)
    }
    for value in sorted(values):
        # boxes a little outside are asked as well: a way keeps its distance from them
        if not low + MARGIN <= value <= high - MARGIN:
            continue
        if axis == 0:
            yield tidy((first, out, (out[0], value), (into[0], value), into, last))
        else:
            yield tidy((first, out, (value, out[1]), (value, into[1]), into, last))


def _length(points: Sequence[Point]) -> float:
    """Return the length of a way and its bends."""
    pairs = zip(points, points[1:], strict=False)
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairs)
    return length + BEND_COST * len(points)


class _Stretches:
    """The stretches of other lines, level and upright ones apart, each in the order of its line."""

    def __init__(self, used: Sequence[Sequence[Point]]) -> None:
        self._lines: tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]
        self._lines = [], []
        for points in used:
            for a, b in zip(points, points[1:], strict=False):
                for axis in (0, 1):
                    if abs(a[1 - axis] - b[1 - axis]) < 0.01:
                        low, high = sorted((a[axis], b[axis]))
                        self._lines[axis].append((a[1 - axis], low, high))
        for lines in self._lines:
            lines.sort()

    def covered(self, points: Sequence[Point]) -> float:
        """Return how far a way runs on (nearly) the same line as others."""
        found = 0.0
        for a, b in zip(points, points[1:], strict=False):
            axis = 0 if abs(a[1] - b[1]) < 0.01 else 1
            at, lines = a[1 - axis], self._lines[axis]
            low, high = sorted((a[axis], b[axis]))
            for across, start, end in lines[bisect_right(lines, (at - SPREAD + 2, inf, inf)) :]:
                if across >= at + SPREAD - 2:
                    break
                found += max(0.0, min(high, end) - max(low, start))
        return found
