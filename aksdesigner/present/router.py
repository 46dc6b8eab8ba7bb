"""The ways of all lines of a picture, kept from one picture to the next.

A line is routed anew when its ends are others, when a box has changed in the extent that decided on
its way, or, where it goes round something, when an earlier line has. So the ways are those that a
router without a memory finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aksdesigner.model.ids import Key
from aksdesigner.present.detour import SPREAD, Way, extent_of, way
from aksdesigner.present.picture import Box, Point
from aksdesigner.present.routing import Side, step_way
from aksdesigner.present.spatial import Board, Extent, touch

# where more boxes than this have changed, all lines are routed anew
MOST_CHANGES = 24


@dataclass(frozen=True)
class Order:
    """A line to be routed: its ends with their sides, its lane, the two boxes that it joins.

    With `bend` somebody has put the stretch across there; it stays, whatever it runs through.
    """

    key: Key
    start: tuple[Point, Side]
    end: tuple[Point, Side]
    own: tuple[Key, Key]
    lane: float | None = None
    bend: float | None = None


class Router:
    """Routes lines in their order, each around the boxes and beside the lines before it."""

    def __init__(self) -> None:
        self._boxes: dict[Key, Box] = {}
        self._board: Board[Key] = Board()
        self._ways: dict[Key, tuple[Order, Way]] = {}
        self._lines: Board[Key] = Board()
        self._ranks: dict[Key, int] = {}

    def routed(self, orders: Sequence[Order], boxes: Mapping[Key, Box]) -> list[tuple[Point, ...]]:
        """Return the way of each line; `boxes` are what no line may run through.

        The keys of the lines must differ.
        """
        keys = [order.key for order in orders]
        changed = self._show(boxes)
        if len(changed) > MOST_CHANGES or not self._keeps_order(keys):
            self._ways, self._lines = {}, Board()
        self._ranks = {key: rank for rank, key in enumerate(keys)}
        moved: list[Extent] = []
        for key in [key for key in self._ways if key not in self._ranks]:
            del self._ways[key]
            moved.extend(self._lines.take(key))
        return [self._way(order, changed, moved) for order in orders]

    def _show(self, boxes: Mapping[Key, Box]) -> list[Extent]:
        """Take other boxes; returns where something has changed."""
        changed: list[Extent] = []
        for key in [key for key in self._boxes if key not in boxes]:
            del self._boxes[key]
            changed.extend(self._board.take(key))
        for key, box in boxes.items():
            if self._boxes.get(key) != box:
                changed += [*self._board.take(key), box.extent]
                self._boxes[key] = box
                self._board.put(key, (box.extent,))
        return changed

    def _keeps_order(self, keys: Sequence[Key]) -> bool:
        """Return whether the lines that stay come in the order that they came in before."""
        ranks = [self._ranks[key] for key in keys if key in self._ranks]
        return all(a < b for a, b in zip(ranks, ranks[1:], strict=False))

    def _way(
        self, order: Order, changed: Sequence[Extent], moved: list[Extent]
    ) -> tuple[Point, ...]:
        known = self._ways.get(order.key)
        if known is not None and known[0] == order:
            extent = known[1].extent
            is_same = not any(touch(extent, other) for other in changed)
            if is_same and known[1].is_detour:
                is_same = not any(touch(extent, other) for other in moved)
            if is_same:
                return known[1].points
        found = self._found(order)
        if known is None or known[1].points != found.points:
            moved.extend(self._lines.take(order.key))
            self._lines.put(order.key, _stretches(found.points))
            moved.extend(_stretches(found.points))
        self._ways[order.key] = (order, found)
        return found.points

    def _found(self, order: Order) -> Way:
        (first, side), (last, _) = order.start, order.end
        if order.bend is not None:
            points = step_way(first, last, side, order.bend)
            return Way(points, extent_of(points))
        return way(order.start, order.end, _Around(self, order), order.lane)

    def boxes(self, extent: Extent, own: tuple[Key, Key]) -> list[Box]:
        """Return the boxes that touch an extent; a line may touch the border of its own."""
        return [
            self._boxes[key].grown(-1) if key in own else self._boxes[key]
            for key in sorted(self._board.touching(extent))
        ]

    def lines(self, extent: Extent, before: Key) -> list[tuple[Point, ...]]:
        """Return the ways of the earlier lines that touch an extent."""
        rank = self._ranks[before]
        found = [key for key in self._lines.touching(extent) if self._ranks[key] < rank]
        return [self._ways[key][1].points for key in sorted(found, key=self._ranks.__getitem__)]


@dataclass(frozen=True)
class _Around:
    """What stands around one line."""

    router: Router
    order: Order

    def boxes(self, extent: Extent) -> Sequence[Box]:
        return self.router.boxes(extent, self.order.own)

    def lines(self, extent: Extent) -> Sequence[Sequence[Point]]:
        return self.router.lines(extent, self.order.key)


def _stretches(points: Sequence[Point]) -> tuple[Extent, ...]:
    """Return the extents in which a way keeps others from running beside it."""
    return tuple(
        (
            min(a[0], b[0]) - SPREAD,
            min(a[1], b[1]) - SPREAD,
            max(a[0], b[0]) + SPREAD,
            max(a[1], b[1]) + SPREAD,
        )
        for a, b in zip(points, points[1:], strict=False)
    )
