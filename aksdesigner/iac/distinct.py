"""Distinct: texts of many owners that stay apart, whoever asks first.

What an owner is called depends on its own key, and on others only where two would be called the
same: then each of them gets a mark made of its key. A number would depend on who was asked first,
so that a resource that is added or moved in the file would rename others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

DIGITS = (0, 6, 12, 20)  # hexadecimal digits of a mark, step by step until nothing meets

Owner = tuple[str, str]  # key of a resource or "", and role or label
Spell = Callable[[str], str]  # mark, "" for none -> text with the mark in it


@dataclass
class _Entry:
    place: str
    spell: Spell
    text: str
    step: int = 0


@dataclass
class Distinct:
    """Texts by owner, each to be the only one of its place; upper and lower case count as equal.

    The texts are final when `settle` returns False: until then owners that were asked for may
    still share one, and whoever used the texts has to ask again.
    """

    taken: set[tuple[str, str]] = field(default_factory=set)
    _entries: dict[Owner, _Entry] = field(default_factory=dict)

    def take(self, place: str, text: str) -> None:
        """Keep a text of a place from being given to anyone."""
        self.taken.add((place, text.casefold()))

    def text(self, owner: Owner, place: str, spell: Spell) -> str:
        """Return the text of an owner; the first question decides how it is spelt."""
        entry = self._entries.get(owner)
        if entry is None:
            entry = self._entries[owner] = _Entry(place, spell, spell(""))
        return entry.text

    def settle(self) -> bool:
        """Give marks to all that share a text, and return whether there were any."""
        changed = False
        while stepping := [o for o in self._meeting() if self._entries[o].step < len(DIGITS) - 1]:
            changed = True
            for owner in stepping:
                entry = self._entries[owner]
                entry.step += 1
                entry.text = entry.spell(mark_of(owner, DIGITS[entry.step]))
        return changed

    def _meeting(self) -> Iterable[Owner]:
        found: dict[tuple[str, str], list[Owner]] = {}
        for owner, entry in self._entries.items():
            found.setdefault((entry.place, entry.text.casefold()), []).append(owner)
        return [
            owner
            for there, owners in found.items()
            if len(owners) > 1 or there in self.taken
            for owner in owners
        ]


def mark_of(owner: Owner, digits: int) -> str:
    """Return the first digits of the hash of an owner."""
    return hashlib.sha256("\0".join(owner).encode("utf-8", "surrogatepass")).hexdigest()[:digits]
