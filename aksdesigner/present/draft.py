"""A line of the picture before it is routed."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.ids import Key
from aksdesigner.present.routing import Side


@dataclass(frozen=True)
class Draft:
    """A line between two boxes that has no way yet.

    `aim` is the height at which it would leave, `enter` the side at which it must arrive.
    """

    key: Key
    kind: str
    source: Key
    target: Key
    start: Key
    end: Key
    keys: tuple[Key, ...] = ()
    marks: tuple[str, ...] = ()
    aim: float | None = None
    enter: Side | None = None
