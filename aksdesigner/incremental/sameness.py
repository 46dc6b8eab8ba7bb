"""When two answers say the same, so that nothing built on them needs another look."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

_PLAIN = (str, int, float, bool, bytes, type(None))


def same(one: Any, other: Any) -> bool:
    """Return whether two values can stand for each other in every further question.

    Stricter than ``==``: the order of a dict counts (somebody may iterate it), 1 is not True, and
    an object of a class with a true `same_only_as_itself` is the same only as itself: two parts of
    a document may mean the same and still differ in identity.
    """
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind in _PLAIN:
        return bool(one == other)
    if kind is tuple or kind is list:
        return len(one) == len(other) and all(map(same, one, other))
    if kind is dict:
        return len(one) == len(other) and all(map(same, one.items(), other.items()))
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = _fields(kind)
    if names:
        return all(same(getattr(one, name), getattr(other, name)) for name in names)
    return not getattr(kind, "same_only_as_itself", False) and bool(one == other)


_FIELDS: dict[type, tuple[str, ...]] = {}  # classes never change, so this is looked up once


def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that make up a dataclass; empty for any other class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
