"""Snapping: to the edges and middles of neighbours, to equal gaps, else to the grid; by corner, never by centre."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aksdesigner.interact.gesture import GRID, Guide
from aksdesigner.interact.spacing import Spacing
from aksdesigner.present.picture import Box

# screen pixels within which an edge is drawn to a neighbour's
PULL = 5.0
# scene pixels within which two edges are on one line
SAME = 0.5


@dataclass(frozen=True)
class Snapped:
    """A box where it comes to rest, and the lines that explain it."""

    box: Box
    guides: tuple[Guide, ...] = ()


def on_grid(value: float, grid: float = GRID) -> float:
    """Return the nearest multiple of the grid."""
    return round(value / grid) * grid


@dataclass(frozen=True)
class _Line:
    """An edge or a middle of a box."""

    at: float
    box: Box


class Edges:
    """The edges and middles of the neighbours, sorted once for a whole drag."""

    def __init__(self, neighbours: Iterable[Box]) -> None:
        boxes = tuple(neighbours)
        self._columns = sorted((_Line(x, b) for b in boxes for x in _columns(b)), key=_at)
        self._spacing = Spacing(boxes)
        self._rows = sorted((_Line(y, b) for b in boxes for y in _rows(b)), key=_at)

    def snapped(self, box: Box, zoom: float = 1.0, grid: float = GRID) -> Snapped:
        """Return the box drawn to an edge of its neighbours, else with its corner on the grid."""
        reach = PULL / zoom
        dx = _pull(_columns(box), self._columns, reach)
        dy = _pull(_rows(box), self._rows, reach)
        dx = _least((dx, *self._spacing.pulls(box, is_across=True)), reach)
        dy = _least((dy, *self._spacing.pulls(box, is_across=False)), reach)
        x = on_grid(box.x, grid) if dx is None else box.x + dx
        y = on_grid(box.y, grid) if dy is None else box.y + dy
        placed = Box(x, y, box.w, box.h)
        return Snapped(placed, (*self.guides_of(placed), *self._spacing.guides(placed)))

    def guides_of(self, box: Box) -> tuple[Guide, ...]:
        """Return a line for every edge or middle that the box has in common with a neighbour."""
        out: list[Guide] = []
        for x in dict.fromkeys(_columns(box)):
            if common := _within(self._columns, x, SAME):
                top = min(box.y, *(line.box.y for line in common))
                bottom = max(box.bottom, *(line.box.bottom for line in common))
                out.append(Guide((x, top), (x, bottom)))
        for y in dict.fromkeys(_rows(box)):
            if common := _within(self._rows, y, SAME):
                left = min(box.x, *(line.box.x for line in common))
                right = max(box.right, *(line.box.right for line in common))
                out.append(Guide((left, y), (right, y)))
        return tuple(out)


def snapped(box: Box, others: Iterable[Box], zoom: float = 1.0, grid: float = GRID) -> Snapped:
    """Return the box drawn to an edge of its neighbours, else with its corner on the grid."""
    return Edges(others).snapped(box, zoom, grid)


def _at(line: _Line) -> float:
    return line.at


def _within(lines: Sequence[_Line], at: float, reach: float) -> Sequence[_Line]:
    """Return the lines not further than `reach` from a place."""
    start = bisect_left(lines, at - reach, key=_at)
    return lines[start : bisect_right(lines, at + reach, key=_at)]


def _pull(own: Iterable[float], lines: Sequence[_Line], reach: float) -> float | None:
    """Return the least way to a line that is near, from any of the own edges."""
    gaps = [line.at - a for a in own for line in _nearest(lines, a)]
    return min((gap for gap in gaps if abs(gap) <= reach), key=abs, default=None)


def _least(ways: Iterable[float | None], reach: float) -> float | None:
    """Return the shortest way that is not further than `reach`; the first of equals."""
    near = (way for way in ways if way is not None and abs(way) <= reach)
    return min(near, key=abs, default=None)


def _nearest(lines: Sequence[_Line], at: float) -> Sequence[_Line]:
    place = bisect_left(lines, at, key=_at)
    return lines[max(0, place - 1) : place + 1]


def _columns(box: Box) -> tuple[float, ...]:
    return box.x, box.x + box.w / 2, box.right


def _rows(box: Box) -> tuple[float, ...]:
    return box.y, box.y + box.h / 2, box.bottom
