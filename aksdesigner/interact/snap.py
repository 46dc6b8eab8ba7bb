"""Snapping: to the edges and middles of neighbours, else to the grid; by corner, never by centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aksdesigner.interact.gesture import GRID, Guide
from aksdesigner.present.picture import Box

# screen pixels within which an edge is drawn to a neighbour's
PULL = 5.0


@dataclass(frozen=True)
class Snapped:
    """A box where it comes to rest, and the lines that explain it."""

    box: Box
    guides: tuple[Guide, ...] = ()


def on_grid(value: float, grid: float = GRID) -> float:
    """Return the nearest multiple of the grid."""
    return round(value / grid) * grid


def snapped(box: Box, others: Iterable[Box], zoom: float = 1.0, grid: float = GRID) -> Snapped:
    """Return the box drawn to an edge of its neighbours, else with its corner on the grid."""
    neighbours = tuple(others)
    reach = PULL / zoom
    dx = _pull(_columns(box), [c for o in neighbours for c in _columns(o)], reach)
    dy = _pull(_rows(box), [r for o in neighbours for r in _rows(o)], reach)
    x = on_grid(box.x, grid) if dx is None else box.x + dx
    y = on_grid(box.y, grid) if dy is None else box.y + dy
    placed = Box(x, y, box.w, box.h)
    return Snapped(placed, guides_of(placed, neighbours))


def guides_of(box: Box, others: Iterable[Box]) -> tuple[Guide, ...]:
    """Return a line for every edge or middle that the box has in common with a neighbour."""
    out: dict[tuple[str, float], Guide] = {}
    for other in others:
        for x in _columns(box):
            if any(abs(x - c) < 0.5 for c in _columns(other)):
                out["x", x] = _taller(out.get(("x", x)), x, box, other)
        for y in _rows(box):
            if any(abs(y - r) < 0.5 for r in _rows(other)):
                out["y", y] = _wider(out.get(("y", y)), y, box, other)
    return tuple(out.values())


def _pull(own: tuple[float, ...], theirs: list[float], reach: float) -> float | None:
    gaps = [b - a for a in own for b in theirs if abs(b - a) <= reach]
    return min(gaps, key=abs) if gaps else None


def _columns(box: Box) -> tuple[float, ...]:
    return box.x, box.x + box.w / 2, box.right


def _rows(box: Box) -> tuple[float, ...]:
    return box.y, box.y + box.h / 2, box.bottom


def _taller(old: Guide | None, x: float, a: Box, b: Box) -> Guide:
    top, bottom = min(a.y, b.y), max(a.bottom, b.bottom)
    if old is not None:
        top, bottom = min(top, old.start[1]), max(bottom, old.end[1])
    return Guide((x, top), (x, bottom))


def _wider(old: Guide | None, y: float, a: Box, b: Box) -> Guide:
    left, right = min(a.x, b.x), max(a.right, b.right)
    if old is not None:
        left, right = min(left, old.start[0]), max(right, old.end[0])
    return Guide((left, y), (right, y))
