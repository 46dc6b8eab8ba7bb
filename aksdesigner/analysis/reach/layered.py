"""A look-up of many things of which an edit changes few: a large base shared by all states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
THICK = 64  # changes that lie over the base before both become one
_ABSENT: Any = object()


class Layered(Generic[K, V]):
    """Values by key; a later one shares the base, whatever is filled in or forgotten after.

    Copying a dictionary touches everything in it, and an edit has time for little.
    """

    __slots__ = ("_base", "_top")

    def __init__(self, base: dict[K, V], top: dict[K, V | None] | None = None) -> None:
        self._base = base
        self._top = {} if top is None else top

    def get(self, key: K) -> V | None:
        """Return the value of a key, or None."""
        found = self._top.get(key, _ABSENT)
        return self._base.get(key) if found is _ABSENT else found

    def fill(self, key: K, value: V) -> None:
        """Note the value of a key; those made of this one before do not see it."""
        self._top[key] = value

    def changed(self, changes: Mapping[K, V | None]) -> Layered[K, V]:
        """Return the same with other values, None for those to forget."""
        top = {**self._top, **changes}
        if len(top) <= THICK:
            return Layered(self._base, top)
        return Layered(Layered(self._base, top).joined())

    def joined(self) -> dict[K, V]:
        """Return everything in one dictionary, which is only to be read."""
        if not self._top:
            return self._base
        joined = {**self._base, **self._top}
        return {key: value for key, value in joined.items() if value is not None}
