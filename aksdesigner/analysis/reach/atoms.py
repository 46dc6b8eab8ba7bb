"""Address space cut into atoms: pieces that no prefix of the design splits.

An atom is a number, a set of atoms is a Python int with one bit each. The space of one IP version
is only ever refined: a new boundary gives the upper part of an atom a new number, whose `parent`
is the old one. A row that was painted before the cut therefore still answers, by the parent, and
nothing that was handed out ever changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Set

from aksdesigner.model.address import BITS, Block

Prefix = Block
DEFAULT: Prefix = (0, 0)


def ends_of(version: int, prefixes: Iterable[Prefix]) -> dict[Prefix, int]:
    """Return prefixes of an IP version, each with the first address after it."""
    bits = BITS[version]
    return {prefix: prefix[0] + (1 << bits - prefix[1]) for prefix in prefixes}


class Atoms:
    """The atoms of one IP version (4 or 6), cut by prefixes that are given with their ends."""

    __slots__ = ("bits", "lengths", "numbers", "parents", "prefixes", "starts")

    def __init__(self, version: int, ends: Mapping[Prefix, int]) -> None:
        self.bits = BITS[version]
        top = 1 << self.bits
        wanted = ends if DEFAULT in ends else {DEFAULT: top, **ends}
        self.lengths = {length for _, length in wanted}
        starts = {first for first, _ in wanted}
        starts.update(wanted.values())
        starts.discard(top)
        self.starts = sorted(starts)
        count = len(self.starts)
        self.numbers = list(range(count))
        self.parents = list(range(count))
        place = {start: 1 << number for number, start in enumerate(self.starts)}
        place[top] = 1 << count
        self.prefixes = {prefix: place[end] - place[prefix[0]] for prefix, end in wanted.items()}

    @property
    def count(self) -> int:
        """How many atoms there are."""
        return len(self.parents)

    def of(self, value: int) -> int:
        """Return the atom that holds an address."""
        return self.numbers[bisect_right(self.starts, value) - 1]

    def mask(self, prefix: Prefix) -> int:
        """Return the atoms of a prefix, cutting where it has no boundary yet."""
        found = self.prefixes.get(prefix)
        return self._add(prefix) if found is None else found

    def together(self, prefixes: Iterable[Prefix]) -> int:
        """Return the atoms of different prefixes of one length, which have boundaries."""
        # such prefixes share no atom, so that adding is joining
        return sum(map(self.prefixes.__getitem__, prefixes))

    def cut(self, prefixes: Iterable[Prefix]) -> None:
        """Give prefixes boundaries: a mask is right only until the next cut."""
        known = self.prefixes
        if isinstance(prefixes, Set) and prefixes <= known.keys():
            return
        for prefix in prefixes:
            if prefix not in known:
                self._add(prefix)

    def _add(self, prefix: Prefix) -> int:
        first, length = prefix
        end = first + (1 << self.bits - length)
        at = bisect_right(self.starts, first) - 1
        within = end <= self._end(at)
        mask = self._add_within(at, first, end) if within else self._add_wide(first, end)
        self.prefixes[prefix] = mask
        self.lengths.add(length)
        return mask

    def _add_wide(self, first: int, end: int) -> int:
        """Cut around several atoms; return them."""
        for start in (first, end):
            if start < 1 << self.bits:
                self._cut(start)
        low, high = bisect_left(self.starts, first), bisect_left(self.starts, end)
        mask = 0
        for number in self.numbers[low:high]:
            mask |= 1 << number
        return mask

    def _add_within(self, at: int, first: int, end: int) -> int:
        """Cut a piece out of the atom that starts at a place, or take it whole; return the piece."""
        old = piece = self.numbers[at]
        count = len(self.parents)
        begins, stops = self.starts[at], self._end(at)
        if begins < first:
            at, piece = at + 1, len(self.parents)
            self._insert(at, first, old)
        if end < stops:
            self._insert(at + 1, end, old)
        fresh = (1 << len(self.parents)) - (1 << count)
        if fresh:
            self._share(first, old, fresh)
        return 1 << piece

    def _end(self, at: int) -> int:
        return self.starts[at + 1] if at + 1 < len(self.starts) else 1 << self.bits

    def _insert(self, at: int, start: int, parent: int) -> None:
        self.starts.insert(at, start)
        self.numbers.insert(at, len(self.parents))
        self.parents.append(parent)

    def _share(self, value: int, old: int, fresh: int) -> None:
        """Give new atoms to every prefix that holds the atom `old`, in which a value lies."""
        for length in self.lengths:  # only prefixes around the value hold the atom
            shift = self.bits - length
            around = (value >> shift << shift, length)
            mask = self.prefixes.get(around)
            if mask is not None and mask >> old & 1:
                self.prefixes[around] = mask | fresh

    def _cut(self, start: int) -> None:
        at = bisect_left(self.starts, start)
        if at < len(self.starts) and self.starts[at] == start:
            return
        old, new = self.numbers[at - 1], len(self.parents)
        self._insert(at, start, old)
        self._share(start, old, 1 << new)

    def lifted(self, mask: int, count: int, upto: int) -> int:
        """Return a set made when there were `count` atoms, as a set of the first `upto`."""
        for number, parent in enumerate(self.parents[count:upto], count):
            if mask >> parent & 1:
                mask |= 1 << number
        return mask
