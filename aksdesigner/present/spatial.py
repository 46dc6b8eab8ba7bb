"""Where things are: boxes by the cells of a grid that they touch, so that a point asks only a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
# left, top, right, bottom in scene pixels
Extent = tuple[float, float, float, float]

# pixels a side of a cell: some subnets
CELL = 256.0
# what touches more cells than this is asked every time instead of standing in each of them
MOST_CELLS = 100


class Cells(Generic[T]):
    """Things with their extents; what is found comes in the order it was given in."""

    def __init__(self, things: Iterable[tuple[Extent, T]]) -> None:
        self._things = tuple(things)
        self._cells: dict[tuple[int, int], list[int]] = {}
        self._large: list[int] = []
        for number, (extent, _) in enumerate(self._things):
            columns, rows = _span(extent)
            if len(columns) * len(rows) > MOST_CELLS:
                self._large.append(number)
                continue
            for column in columns:
                for row in rows:
                    self._cells.setdefault((column, row), []).append(number)

    def touching(self, extent: Extent) -> list[T]:
        """Return what touches an extent, edges included."""
        numbers = set(self._large)
        numbers.update(self._in_cells(extent))
        found = (self._things[number] for number in sorted(numbers))
        return [thing for other, thing in found if touch(extent, other)]

    def _in_cells(self, extent: Extent) -> Iterator[int]:
        columns, rows = _span(extent)
        if len(columns) * len(rows) <= len(self._cells):
            for column in columns:
                for row in rows:
                    yield from self._cells.get((column, row), ())
            return
        for (column, row), numbers in self._cells.items():
            if column in columns and row in rows:
                yield from numbers


def _span(extent: Extent) -> tuple[range, range]:
    left, top, right, bottom = extent
    return (
        range(int(left // CELL), int(right // CELL) + 1),
        range(int(top // CELL), int(bottom // CELL) + 1),
    )


def touch(one: Extent, other: Extent) -> bool:
    """Return whether two extents share at least an edge."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


class Board(Generic[T]):
    """Things with some extents each, put down and taken away one by one."""

    def __init__(self) -> None:
        self._extents: dict[T, tuple[Extent, ...]] = {}
        self._cells: dict[tuple[int, int], set[T]] = {}
        self._large: set[T] = set()

    def __len__(self) -> int:
        return len(self._extents)

    def put(self, thing: T, extents: tuple[Extent, ...]) -> None:
        """Put a thing down, in the place of where it was."""
        self.take(thing)
        self._extents[thing] = extents
        for extent in extents:
            columns, rows = _span(extent)
            if len(columns) * len(rows) > MOST_CELLS:
                self._large.add(thing)
                continue
            for column in columns:
                for row in rows:
                    self._cells.setdefault((column, row), set()).add(thing)

    def take(self, thing: T) -> tuple[Extent, ...]:
        """Take a thing away; returns where it was, nothing when it was not there."""
        extents = self._extents.pop(thing, ())
        self._large.discard(thing)
        for extent in extents:
            columns, rows = _span(extent)
            if len(columns) * len(rows) > MOST_CELLS:
                continue
            for column in columns:
                for row in rows:
                    self._cells.get((column, row), set()).discard(thing)
        return extents

    def touching(self, extent: Extent) -> list[T]:
        """Return what touches an extent, edges included, in no order."""
        found = set(self._large)
        columns, rows = _span(extent)
        if len(columns) * len(rows) <= len(self._cells):
            for column in columns:
                for row in rows:
                    found |= self._cells.get((column, row), set())
        else:
            for (column, row), things in self._cells.items():
                if column in columns and row in rows:
                    found |= things
        extents = self._extents
        return [thing for thing in found if any(touch(extent, one) for one in extents[thing])]
