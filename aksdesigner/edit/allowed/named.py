"""Pairs of kinds of which one names the other in a field: the shape of their rows, and the verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.edit.allowed.verdict import Verdict, no, yes
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key

# (document, key of what names, key of what is named or None for a new one) -> why not, or ""
Check = Callable[[Document, Key, "Key | None"], str]


def nothing(_document: Document, _holder: Key, _named: Key | None) -> str:
    """Nothing speaks against it."""
    return ""


@dataclass(frozen=True)
class Named:
    """One pair: the `field` of the first that names the second, and what the second is to it.

    With `is_key` the field holds keys (``vm:app``), else names. `check` says why they don't go
    together.
    """

    field: str
    word: str
    check: Check = nothing
    is_key: bool = False
    already: str = "already connected"


def text_in(row: Named, key: Key) -> str:
    """Return how the field of a row writes a key."""
    return key_of(*split_key(key)) if row.is_key else split_key(key)[1]


def names_in(document: Document, row: Named, holder: Key) -> tuple[str, ...]:
    """Return what the field of a row names already."""
    value = getattr(document.topology.index.at(holder), row.field)
    if value is None:
        return ()
    texts = (value,) if isinstance(value, str) else value
    return tuple(key_of(*split_key(text)) for text in texts) if row.is_key else tuple(texts)


def may_name(document: Document, row: Named, holder: Key, named: Key | None) -> Verdict:
    """Return whether a resource may name another one, None for one that is new."""
    have = names_in(document, row, holder)
    if named is not None and text_in(row, named) in have:
        return no(row.already)
    reason = row.check(document, holder, named)
    if reason:
        return no(reason)
    is_single = not isinstance(getattr(document.topology.index.at(holder), row.field), tuple)
    if named is None and have and is_single:
        return no(f"has a {row.word}")
    return yes(f"{row.word} of {label_of(holder)}")
