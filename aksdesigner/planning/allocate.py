"""Allocation of aligned blocks: the largest first into the fullest hole, or a proof that none is.

Every demand is one block of a power of two, aligned to its size. The free part of a space is cut
into its largest aligned blocks, too. Sizes then divide one another, and for such sizes placing the
largest demands first never gets stuck while a solution exists. So a failure is a proof, and the
proof is a count: at some length, the demands that are at least that large ask for more blocks of
that length than the space has free.

A demand that `grows` holds the aligned block of twice its size and uses the lower half. Nothing
else is placed in the upper half (the buddy), so the range doubles in place by making its prefix
one bit shorter, without moving an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aksdesigner.analysis.facts.words import count_of, listed, number
from aksdesigner.model.address import Cidr, free_blocks


@dataclass(frozen=True)
class Demand:
    """A block that is asked for: `length` of its prefix; `kept` where it has its place already."""

    key: str
    length: int
    grows: bool = True
    kept: Cidr | None = None

    @property
    def held(self) -> int:
        """The length of the block that nobody else gets, the buddy included."""
        return self.length - 1 if self.grows and self.length > 0 else self.length


@dataclass(frozen=True)
class Grant:
    """What a demand got: its range, and the block around it that stays free for its growth."""

    key: str
    prefix: Cidr
    held: Cidr


@dataclass(frozen=True)
class Shortage:
    """The proof that demands don't fit: `asked` blocks of `length` where only `free` are there.

    `demands` are those that count, the largest first. `relax` is the smallest set of demands that
    must give up something: their growth where that is enough (`drops` is false), else their place.
    """

    length: int
    asked: int
    free: int
    demands: tuple[str, ...]
    relax: tuple[str, ...]
    drops: bool

    def text(self, where: str) -> str:
        """Return the proof as a sentence."""
        return (
            f"{where}: demands of /{self.length} or larger, with their growth, hold "
            f"{count_of(self.asked, 'block')} of /{self.length}, free are {number(self.free)} "
            f"({listed(self.demands)})"
        )


@dataclass(frozen=True)
class Clash:
    """Ranges that are kept and can't be: outside the space, or over one another."""

    key: str
    prefix: Cidr
    other: str

    def text(self, where: str) -> str:
        """Return what is wrong as a sentence."""
        return f"{where}: {self.key} is kept at {self.prefix}, which {self.other}"


Outcome = tuple[Grant, ...] | Shortage | Clash


def allocate(spaces: Sequence[Cidr], taken: Iterable[Cidr], demands: Sequence[Demand]) -> Outcome:
    """Place every demand in the spaces, clear of `taken`; grants are in the order of the demands.

    Kept demands hold exactly their range; whether their buddy is free is not promised. The rest
    goes, largest first, into the smallest hole that takes it (of equal ones the first space's
    lowest), which leaves the largest holes whole.
    """
    blocked = list(taken)
    kept = [demand for demand in demands if demand.kept is not None]
    clash = _clash(kept, blocked)
    if clash is not None:
        return clash
    holes = _holes(spaces, [*blocked, *(demand.kept for demand in kept if demand.kept)])
    moving = [demand for demand in demands if demand.kept is None]
    shortage = _shortage(holes, moving)
    if shortage is not None:
        return shortage
    granted = {d.key: Grant(d.key, d.kept, d.kept) for d in kept if d.kept is not None}
    for demand in sorted(moving, key=lambda demand: demand.held):
        block = _taken_from(holes, demand.held)
        granted[demand.key] = Grant(demand.key, Cidr(block.first_value, demand.length), block)
    return tuple(granted[demand.key] for demand in demands)


def _clash(kept: Sequence[Demand], blocked: Sequence[Cidr]) -> Clash | None:
    for index, demand in enumerate(kept):
        assert demand.kept is not None
        for other in blocked:
            if other.overlaps(demand.kept):
                return Clash(demand.key, demand.kept, f"overlaps {other}, which is taken")
        for earlier in kept[:index]:
            if earlier.kept is not None and earlier.kept.overlaps(demand.kept):
                return Clash(demand.key, demand.kept, f"overlaps {earlier.key} at {earlier.kept}")
    return None


def _holes(spaces: Sequence[Cidr], taken: list[Cidr]) -> list[Cidr]:
    """Return the free aligned blocks of all spaces, in order; spaces that meet count once."""
    found: list[Cidr] = []
    for index, space in enumerate(spaces):
        found.extend(free_blocks(space.network, [*taken, *spaces[:index]]))
    return found


def _taken_from(holes: list[Cidr], length: int) -> Cidr:
    """Cut the lowest block of a length out of the smallest hole that has one."""
    place = max(
        (index for index, hole in enumerate(holes) if hole.length <= length),
        key=lambda index: (holes[index].length, -index),
    )
    hole = holes.pop(place)
    block = Cidr(hole.first_value, length)
    rest: list[Cidr] = []
    around = block
    while around.length > hole.length:
        size = around.size
        around = Cidr(around.first_value, around.length - 1)
        rest.append(Cidr(around.first_value + size, around.length + 1))
    holes[place:place] = rest
    return block


def _shortage(holes: Sequence[Cidr], demands: Sequence[Demand]) -> Shortage | None:
    """Return the proof that the demands don't fit, or None where they do."""
    tight = _tight_length(holes, [demand.held for demand in demands])
    if tight is None:
        return None
    counted = sorted((d for d in demands if d.held <= tight), key=lambda d: d.held)
    relax, drops = _relaxed(holes, demands)
    return Shortage(
        length=tight,
        asked=sum(1 << (tight - demand.held) for demand in counted),
        free=_free_at(holes, tight),
        demands=tuple(demand.key for demand in counted),
        relax=relax,
        drops=drops,
    )


def _free_at(holes: Sequence[Cidr], length: int) -> int:
    return sum(1 << (length - hole.length) for hole in holes if hole.length <= length)


def _tight_length(holes: Sequence[Cidr], lengths: Sequence[int]) -> int | None:
    """Return a length at which more is asked than is free, or None where everything fits."""
    for length in sorted(set(lengths)):
        asked = sum(1 << (length - other) for other in lengths if other <= length)
        if asked > _free_at(holes, length):
            return length
    return None


def _relaxed(holes: Sequence[Cidr], demands: Sequence[Demand]) -> tuple[tuple[str, ...], bool]:
    """Return the fewest demands to relax, and whether they must go rather than stop growing.

    What the larger of two demands frees is never less at any length, so the largest are relaxed
    first, and no smaller set is enough. Growth goes first: it is a wish, a place is a need.
    """
    current = sorted(demands, key=lambda demand: (demand.held, demand.key))
    for drops in (False, True):
        relaxed: list[str] = []
        for demand in list(current):
            if not drops and not demand.grows:
                continue
            at = current.index(demand)
            current[at : at + 1] = [] if drops else [replace(demand, grows=False)]
            relaxed.append(demand.key)
            if _tight_length(holes, [d.held for d in current]) is None:
                return tuple(relaxed), drops
        # without any growth it is still too much: then places go, and no growth is held
        current = sorted(current, key=lambda demand: (demand.held, demand.key))
    return tuple(relaxed), True
