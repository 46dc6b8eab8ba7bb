"""Prefixes with their owners, kept in order: which of them share addresses with another (A.4).

Prefixes nest or are disjoint. So what overlaps one is what holds it, at most one look-up for each
length in use, and what it holds, one run of the sorted list. An edit costs about as much as that.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Prefix = tuple[int, int]  # lowest address, length
T = TypeVar("T")


class PrefixIndex(Generic[T]):
    """Prefixes of one IP version (addresses of `bits` bits) and who owns them."""

    __slots__ = ("_lengths", "_order", "_owners", "bits")

    def __init__(self, bits: int, owned: Iterable[tuple[Prefix, T]] = ()) -> None:
        self.bits = bits
        self._owners: dict[Prefix, tuple[T, ...]] = {}
        for prefix, owner in owned:
            self._owners[prefix] = (*self._owners.get(prefix, ()), owner)
        self._order = sorted(self._owners)
        self._lengths: dict[int, int] = {}
        for _, length in self._order:
            self._lengths[length] = self._lengths.get(length, 0) + 1

    def copy(self) -> PrefixIndex[T]:
        """Return an index that changes on its own."""
        copied: PrefixIndex[T] = PrefixIndex(self.bits)
        copied._owners = dict(self._owners)
        copied._order = list(self._order)
        copied._lengths = dict(self._lengths)
        return copied

    def add(self, prefix: Prefix, owner: T) -> None:
        """Add an owner of a prefix."""
        owners = self._owners.get(prefix)
        if owners is not None:
            self._owners[prefix] = (*owners, owner)
            return
        self._owners[prefix] = (owner,)
        insort(self._order, prefix)
        length = prefix[1]
        self._lengths[length] = self._lengths.get(length, 0) + 1

    def remove(self, prefix: Prefix, owner: T) -> None:
        """Remove an owner of a prefix. Raises KeyError or ValueError for one that is not there."""
        owners = self._owners[prefix]
        at = owners.index(owner)
        if len(owners) > 1:
            self._owners[prefix] = (*owners[:at], *owners[at + 1 :])
            return
        del self._owners[prefix]
        del self._order[bisect_left(self._order, prefix)]
        length = prefix[1]
        self._lengths[length] -= 1
        if not self._lengths[length]:
            del self._lengths[length]

    def around(self, prefix: Prefix) -> list[T]:
        """Return the owners of the same prefix and of those that hold it."""
        first, most = prefix
        bits, owners = self.bits, self._owners
        found: list[T] = []
        for length in self._lengths:
            if length <= most:
                shift = bits - length
                known = owners.get((first >> shift << shift, length))
                if known is not None:
                    found.extend(known)
        return found

    def inside(self, prefix: Prefix) -> list[T]:
        """Return the owners of prefixes that lie in this one and are smaller."""
        first, length = prefix
        end = first + (1 << self.bits - length)
        order, found = self._order, list[T]()
        at = bisect_left(order, (first, length + 1))
        while at < len(order) and order[at][0] < end:
            if order[at][1] > length:
                found.extend(self._owners[order[at]])
            at += 1
        return found

    def overlapping(self, prefix: Prefix) -> list[T]:
        """Return the owners of every prefix that shares an address with this one, itself too."""
        return [*self.around(prefix), *self.inside(prefix)]

    def pairs(self) -> Iterator[tuple[T, T]]:
        """Yield every pair of owners whose prefixes share addresses, each pair once."""
        bits = self.bits
        stack: list[tuple[int, tuple[T, ...]]] = []  # end, owners
        for prefix in self._order:
            first, length = prefix
            while stack and stack[-1][0] <= first:
                stack.pop()
            mine = self._owners[prefix]
            for _, outer in stack:
                for one in outer:
                    for other in mine:
                        yield one, other
            for index, one in enumerate(mine):
                for other in mine[index + 1 :]:
                    yield one, other
            stack.append((first + (1 << bits - length), mine))
