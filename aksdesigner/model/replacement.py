"""What differs between two sections, known from how they were made instead of looked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import is_not
from typing import Any

Section = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """One thing of a section that took the place of another, when `after` was made of `before`.

    `base` marks the whole that held `before`; everything else was taken over from it.
    """

    base: object
    section: str
    before: Section
    after: Section
    old: Any
    new: Any


def sections_between(
    old: object, new: object, there: Replacement | None, here: Replacement | None
) -> set[str] | None:
    """Return the sections in which two wholes differ, None where how they were made does not tell.

    `old` and `new` are their marks, `there` and `here` what was replaced to make each.
    """
    if here is not None and here.base is old:
        return {here.section}
    if there is not None and there.base is new:
        return {there.section}
    if here is not None and there is not None and here.base is there.base:
        return {here.section, there.section}
    return None


def moved_things(
    old: Section, new: Section, there: Replacement | None, here: Replacement | None
) -> list[tuple[Any, Any]] | None:
    """Return the things that differ, each with what stands in its place; None for other numbers.

    `there` and `here` tell how `old` and `new` were made, where that is known: of each other, or of
    one third section, as while somebody drags or undoes. Otherwise every thing is compared, by
    identity.
    """
    there = there if there is not None and there.after is old else None
    here = here if here is not None and here.after is new else None
    if here is not None and here.before is old:
        return [(here.old, here.new)]
    if there is not None and there.before is new:
        return [(there.new, there.old)]
    if there is not None and here is not None and there.before is here.before:
        if there.old is here.old:
            return [(there.new, here.new)]
        return [(there.new, there.old), (here.old, here.new)]
    if len(old) != len(new):
        return None
    return list(compress(zip(old, new, strict=True), map(is_not, old, new)))
