"""Identifiers of declarations and parameters: generated, unique, never the raw name."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from aksdesigner.iac.distinct import Distinct, Owner
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
    """Hands out identifiers; the same (key, role) always gets the same one.

    They are final when `settle` returns False (`Distinct`).
    """

    def __init__(self, style: Style, reserved: frozenset[str] = frozenset()) -> None:
        self._style = style
        self._distinct = Distinct()
        for word in reserved:
            self._distinct.take("", word)

    def symbol(self, key: Key, role: str = "") -> str:
        """Return the identifier of a declaration: kind, name and role."""
        kind, name = split_key(key)
        words = words_of(name)
        lead = () if words[:1] == (kind,) else (kind,)
        return self._text((key, role), (*lead, *words, *words_of(role)))

    def parameter(self, label: str, about: str = "") -> str:
        """Return the identifier of a parameter; `about` tells apart those of one label."""
        return self._text(("", f"{label}\0{about}"), words_of(label))

    def settle(self) -> bool:
        """Tell apart what shares an identifier, and return whether anything changed."""
        return self._distinct.settle()

    def _text(self, owner: Owner, words: tuple[str, ...]) -> str:
        if not words or words[0][0].isdigit():
            words = ("item", *words)

        def spell(mark: str) -> str:
            end = f"_{mark}" if mark else ""
            return joined_words(words, self._style)[: LONGEST - len(end)].rstrip("_") + end

        return self._distinct.text(owner, "", spell)
