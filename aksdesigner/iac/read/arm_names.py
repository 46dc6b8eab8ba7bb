"""The name of a resource of a template -> its own and those of what it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from aksdesigner.iac.read.fold import joined
from aksdesigner.iac.read.values import Mixed

Above = Callable[[int], Iterable[str]]


def names_of(name: Any, count: int, above: Above) -> tuple[Any, ...] | None:
    """Return the names of a resource from the outermost in; None where there are not `count`.

    `above` gives the whole names of what may hold it, by their number of names. Azure refuses a
    name with a slash; such a one is known by what holds the resource.
    """
    if count == 1:
        return (name,)
    found = _parts(name)
    if len(found) == count:
        return tuple(found)
    for holder in sorted(above(count - 1), key=len, reverse=True):
        if isinstance(name, str) and name.startswith(f"{holder}/"):
            outer = names_of(holder, count - 1, above)
            return (*outer, name[len(holder) + 1 :]) if outer else None
    return None


def _parts(name: Any) -> list[Any]:
    parts: list[list[Any]] = [[]]
    for piece in name.pieces if isinstance(name, Mixed) else (name,):
        words = piece.split("/") if isinstance(piece, str) else [piece]
        parts[-1].append(words[0])
        parts += [[word] for word in words[1:]]
    return [joined(part) for part in parts]
