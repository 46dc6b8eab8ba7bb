"""Putting boxes beside and below each other: rows, remembered places, no two on one spot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box

Size = tuple[float, float]


@dataclass(frozen=True)
class Wish:
    """A box with its wanted place; `is_kept` when the place comes from the view."""

    key: Key
    box: Box
    is_kept: bool = False


def in_rows(
    sizes: Sequence[tuple[Key, Size]], width: float, gap: float, row_gap: float
) -> list[Wish]:
    """Return boxes left to right, wrapped at `width`, rows as high as their highest box."""
    placed: list[Wish] = []
    x = y = row_height = 0.0
    for key, (w, h) in sizes:
        if x > 0 and x + w > width + 0.01:
            x, y, row_height = 0.0, y + row_height + row_gap, 0.0
        placed.append(Wish(key, Box(x, y, w, h)))
        x += w + gap
        row_height = max(row_height, h)
    return placed


def apart(
    wishes: Iterable[Wish], gap: float, order: Mapping[Key, int] | None = None
) -> dict[Key, Box]:
    """Return a place for every box so that none overlap.

    Kept boxes come first and in their order: the first stays where it is, a later one that would
    lie on it moves right or down, whichever is shorter. Then those without a place of their own.
    """
    found: dict[Key, Box] = {}
    ranked = sorted(wishes, key=lambda wish: not wish.is_kept)
    for wish in ranked:
        found[wish.key] = _free(wish.box, list(found.values()), gap)
    if order is None:
        return found
    return {key: found[key] for key in sorted(found, key=order.__getitem__)}


def _free(box: Box, taken: Sequence[Box], gap: float) -> Box:
    """Return the nearest place right of or below `box` that no taken box overlaps."""
    if not any(box.meets(other) for other in taken):
        return box
    best: Box | None = None
    for candidate in _candidates(box, taken, gap):
        if any(candidate.meets(other) for other in taken):
            continue
        if best is None or _way(box, candidate) < _way(box, best):
            best = candidate
    assert best is not None  # right of everything is always free
    return best


def _candidates(box: Box, taken: Sequence[Box], gap: float) -> Iterable[Box]:
    xs = [box.x, *(other.right + gap for other in taken if other.right + gap > box.x)]
    ys = [box.y, *(other.bottom + gap for other in taken if other.bottom + gap > box.y)]
    for x in xs:
        for y in ys:
            yield Box(x, y, box.w, box.h)


def _way(start: Box, end: Box) -> tuple[float, float]:
    """Order candidates by distance, and at one distance by moving down rather than right."""
    dx, dy = end.x - start.x, end.y - start.y
    return dx + dy, dx
