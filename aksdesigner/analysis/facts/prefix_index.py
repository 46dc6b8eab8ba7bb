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
_LENGTH = 8  # a prefix is one integer here: lowest address, then this many bits for its length


class PrefixIndex(Generic[T]):
    """Prefixes of one IP version (addresses of `bits` bits) and who owns them."""

    __slots__ = ("_lengths", "_order", "_owners", "bits")

    def __init__(self, bits: int, owned: Iterable[tuple[Prefix, T]] = ()) -> None:
        self.bits = bits
        self._owners: dict[int, tuple[T, ...]] = {}
        for (first, length), owner in owned:
            key = first << _LENGTH | length
            self._owners[key] = (*self._owners.get(key, ()), owner)
        self._order = sorted(self._owners)
        self._lengths: dict[int, int] = {}
        for key in self._order:
            length = key & (1 << _LENGTH) - 1
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
        first, length = prefix
        key = first << _LENGTH | length
        owners = self._owners.get(key)
        if owners is not None:
            self._owners[key] = (*owners, owner)
            return
        self._owners[key] = (owner,)
        insort(self._order, key)
        self._lengths[length] = self._lengths.get(length, 0) + 1

    def remove(self, prefix: Prefix, owner: T) -> None:
        """Remove an owner of a prefix. Raises KeyError or ValueError for one that is not there."""
        first, length = prefix
        key = first << _LENGTH | length
        owners = self._owners[key]
        at = owners.index(owner)
        if len(owners) > 1:
            self._owners[key] = (*owners[:at], *owners[at + 1 :])
            return
        del self._owners[key]
        del self._order[bisect_left(self._order, key)]
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
                known = owners.get(first >> shift << shift + _LENGTH | length)
                if known is not None:
                    found += known
        return found

    def overlapping(self, prefix: Prefix) -> list[T]:
        """Return the owners of every prefix that shares an address with this one, itself too."""
        found = self.around(prefix)
        first, length = prefix
        order = self._order
        # behind this prefix in the order stand those that it holds, up to its last address
        at = bisect_left(order, (first << _LENGTH | length) + 1)
        end = first + (1 << self.bits - length) << _LENGTH
        while at < len(order) and order[at] < end:
            found += self._owners[order[at]]
            at += 1
        return found

    def pairs(self) -> Iterator[tuple[T, T]]:
        """Yield every pair of owners whose prefixes share addresses, each pair once."""
        bits = self.bits
        stack: list[tuple[int, tuple[T, ...]]] = []  # end, owners
        for key in self._order:
            first, length = key >> _LENGTH, key & (1 << _LENGTH) - 1
            while stack and stack[-1][0] <= first:
                stack.pop()
            mine = self._owners[key]
            for _, outer in stack:
                for one in outer:
                    for other in mine:
                        yield one, other
            for index, one in enumerate(mine):
                for other in mine[index + 1 :]:
                    yield one, other
            stack.append((first + (1 << bits - length), mine))
