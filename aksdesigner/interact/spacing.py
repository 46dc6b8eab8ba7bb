"""Equal spacing: a dragged box comes to rest where the gaps beside it are alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aksdesigner.interact.gesture import Guide
from aksdesigner.present.picture import Box
from aksdesigner.present.spatial import Cells

# scene pixels to either side in which a row of boxes is looked for
FAR = 1_600.0
# gaps that differ less than this are alike
ALIKE = 0.5


@dataclass(frozen=True)
class _Gap:
    """The room between two boxes of a row, and where it lies across."""

    start: float
    end: float

    @property
    def size(self) -> float:
        return self.end - self.start


class Spacing:
    """The boxes that stand beside a dragged one, by where they are."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells = Cells((box.extent, box) for box in boxes)

    def pulls(self, box: Box, *, is_across: bool) -> list[float]:
        """Return the ways along one axis to where a gap is like the one beside it."""
        before, after = self._beside(box, is_across=is_across)
        start, end = _ends(box, is_across=is_across)
        spots: list[float] = []
        if before and after:
            room = (
                _ends(after[0], is_across=is_across)[0] - _ends(before[0], is_across=is_across)[1]
            )
            if room > end - start:
                left = _ends(before[0], is_across=is_across)[1]
                spots.append(left + (room - (end - start)) / 2)
        if gap := _gap(before[1:2], before[:1], is_across=is_across):
            spots.append(_ends(before[0], is_across=is_across)[1] + gap.size)
        if gap := _gap(after[:1], after[1:2], is_across=is_across):
            spots.append(_ends(after[0], is_across=is_across)[0] - gap.size - (end - start))
        return [spot - start for spot in spots]

    def guides(self, box: Box) -> tuple[Guide, ...]:
        """Return a line in each of the gaps beside a box that are alike."""
        return (*self._guides(box, is_across=True), *self._guides(box, is_across=False))

    def _guides(self, box: Box, *, is_across: bool) -> Iterator[Guide]:
        before, after = self._beside(box, is_across=is_across)
        row = [*reversed(before[:2]), box, *after[:2]]
        found = [
            gap
            for one, other in zip(row, row[1:], strict=False)
            if (gap := _gap([one], [other], is_across=is_across))
        ]
        shown: dict[_Gap, None] = {}
        for one, other in zip(found, found[1:], strict=False):
            if abs(one.size - other.size) <= ALIKE:
                shown |= {one: None, other: None}
        middle = box.center[1] if is_across else box.center[0]
        for gap in shown:
            if is_across:
                yield Guide((gap.start, middle), (gap.end, middle), is_gap=True)
            else:
                yield Guide((middle, gap.start), (middle, gap.end), is_gap=True)

    def _beside(self, box: Box, *, is_across: bool) -> tuple[list[Box], list[Box]]:
        """Return what stands before and after a box in its row (or column), the nearest first."""
        x, y, right, bottom = box.extent
        area = (x - FAR, y, right + FAR, bottom) if is_across else (x, y - FAR, right, bottom + FAR)
        row = self._cells.touching(area)
        middle = box.center[0 if is_across else 1]
        before = [b for b in row if _ends(b, is_across=is_across)[1] <= middle]
        after = [b for b in row if _ends(b, is_across=is_across)[0] >= middle]
        before.sort(key=lambda b: -_ends(b, is_across=is_across)[1])
        after.sort(key=lambda b: _ends(b, is_across=is_across)[0])
        return before, after


def _ends(box: Box, *, is_across: bool) -> tuple[float, float]:
    return (box.x, box.right) if is_across else (box.y, box.bottom)


def _gap(one: Sequence[Box], other: Sequence[Box], *, is_across: bool) -> _Gap | None:
    """Return the room between two boxes, None where there is none or one of them is missing."""
    if not one or not other:
        return None
    start, end = _ends(one[0], is_across=is_across)[1], _ends(other[0], is_across=is_across)[0]
    return _Gap(start, end) if end - start > ALIKE else None
