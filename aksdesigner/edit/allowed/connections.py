"""What may be connected to what, in either direction."""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.edit.allowed.hanging import HANGING
from aksdesigner.edit.allowed.making_pairs import MAKING
from aksdesigner.edit.allowed.named import Named, may_name
from aksdesigner.edit.allowed.naming_pairs import NAMING
from aksdesigner.edit.allowed.verdict import Verdict, no
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key

NAMED: Mapping[tuple[str, str], Named] = {**HANGING, **NAMING}


def may_connect(document: Document, source_key: Key, target_key: Key) -> Verdict:
    """Return whether two things may be connected, in either direction, and what that makes."""
    source, target = key_of(*split_key(source_key)), key_of(*split_key(target_key))
    index = document.topology.index
    if index.at(source) is None or index.at(target) is None:
        return no("not in this design")
    if source == target:
        return no("the same thing")
    pair = ordered_pair(source, target)
    if pair is None:
        return no("nothing to connect")
    kinds = kinds_of(pair)
    if kinds in MAKING:
        return MAKING[kinds](document, *pair)
    return may_name(document, NAMED[kinds], *pair)


def ordered_pair(one: Key, other: Key) -> tuple[Key, Key] | None:
    """Return two keys in the order of the tables, or None when no row fits."""
    for pair in ((one, other), (other, one)):
        kinds = kinds_of(pair)
        if kinds in MAKING or kinds in NAMED:
            return pair
    return None


def kinds_of(pair: tuple[Key, Key]) -> tuple[str, str]:
    """Return the kinds of two keys."""
    return split_key(pair[0])[0], split_key(pair[1])[0]
