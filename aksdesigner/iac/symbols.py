"""Identifiers of declarations and parameters: generated, unique, never the raw name."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from aksdesigner.model.ids import Key, split_key

LONGEST = 120  # characters; Bicep takes 255
Style = Literal["camel", "snake"]

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> tuple[str, ...]:
    """Return the ASCII words of a name, in lower case; accents are dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return tuple(_WORD.findall(_BOUNDARY.sub(" ", plain).lower()))


def joined_words(words: tuple[str, ...], style: Style) -> str:
    """Return words as one identifier, ``vnetHub`` or ``vnet_hub``."""
    if style == "snake":
        return "_".join(words)
    return words[0] + "".join(word.capitalize() for word in words[1:])


class SymbolTable:
    """Hands out identifiers; the same (key, role) always gets the same one."""

    def __init__(self, style: Style, reserved: frozenset[str] = frozenset()) -> None:
        self._style = style
        self._taken = {word.casefold() for word in reserved}
        self._known: dict[tuple[str, str], str] = {}

    def symbol(self, key: Key, role: str = "") -> str:
        """Return the identifier of a declaration: kind, name and role."""
        if (key, role) not in self._known:
            kind, name = split_key(key)
            words = words_of(name)
            lead = () if words[:1] == (kind,) else (kind,)
            self._known[key, role] = self._free((*lead, *words, *words_of(role)))
        return self._known[key, role]

    def parameter(self, label: str) -> str:
        """Return the identifier of a parameter."""
        if ("", label) not in self._known:
            self._known["", label] = self._free(words_of(label))
        return self._known["", label]

    def _free(self, words: tuple[str, ...]) -> str:
        if not words or words[0][0].isdigit():
            words = ("item", *words)
        base = joined_words(words, self._style)[:LONGEST].rstrip("_")
        found, number = base, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{base}_{number}"
        self._taken.add(found.casefold())
        return found
