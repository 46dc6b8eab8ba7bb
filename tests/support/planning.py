"""Other ways to place blocks, to judge the planner by: exhaustive search, first fit, best fit."""

from __future__ import annotations

from collections.abc import Sequence

from aksdesigner.model.address import Cidr, free_blocks


def fits_somehow(space: Cidr, taken: Sequence[Cidr], lengths: Sequence[int]) -> bool:
    """Try every aligned place of every block; only for small spaces."""
    cells = 29  # the smallest block that is told apart
    unit = 1 << (32 - cells)
    used = 0
    for block in taken:
        for at in range(space.size // unit):
            if Cidr(space.first_value + at * unit, cells).overlaps(block):
                used |= 1 << at
    sizes = sorted((max(1, (1 << (32 - length)) // unit) for length in lengths), reverse=True)
    return _search(used, space.size // unit, sizes)


def _search(used: int, width: int, sizes: list[int]) -> bool:
    if not sizes:
        return True
    size, rest = sizes[0], sizes[1:]
    for at in range(0, width - size + 1, size):
        mask = ((1 << size) - 1) << at
        if not used & mask and _search(used | mask, width, rest):
            return True
    return False


def first_fit(
    spaces: Sequence[Cidr], taken: Sequence[Cidr], lengths: Sequence[int]
) -> list[Cidr] | None:
    """Place blocks in the order given, each in the lowest hole that takes it."""
    return _greedy(spaces, taken, lengths, smallest_hole=False)


def best_fit(
    spaces: Sequence[Cidr], taken: Sequence[Cidr], lengths: Sequence[int]
) -> list[Cidr] | None:
    """Place blocks in the order given, each in the smallest hole that takes it."""
    return _greedy(spaces, taken, lengths, smallest_hole=True)


def _greedy(
    spaces: Sequence[Cidr], taken: Sequence[Cidr], lengths: Sequence[int], *, smallest_hole: bool
) -> list[Cidr] | None:
    placed: list[Cidr] = []
    for length in lengths:
        holes = [
            hole
            for space in spaces
            for hole in free_blocks(space, [*taken, *placed])
            if hole.length <= length
        ]
        if not holes:
            return None
        hole = max(holes, key=lambda h: h.length) if smallest_hole else holes[0]
        placed.append(Cidr(hole.first_value, length))
    return placed
