"""The name of a resource of a template -> its own and those of what it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aksdesigner.iac.read.fold import joined
from aksdesigner.iac.read.values import Mixed


def names_of(name: Any, count: int, above: Iterable[str]) -> tuple[Any, ...] | None:
    """Return the names of a resource from the outermost in; None where there are not `count`.

    `above` are the whole names of what may hold it. Azure refuses a name with a slash; such a one
    is known by what holds the resource.
    """
    if count == 1:
        return (name,)
    found = _parts(name)
    if len(found) == count:
        return tuple(found)
    if isinstance(name, str) and count == 2:
        for holder in sorted(above, key=len, reverse=True):
            if name.startswith(f"{holder}/"):
                return holder, name[len(holder) + 1 :]
    return None


def _parts(name: Any) -> list[Any]:
    parts: list[list[Any]] = [[]]
    for piece in name.pieces if isinstance(name, Mixed) else (name,):
        words = piece.split("/") if isinstance(piece, str) else [piece]
        parts[-1].append(words[0])
        parts += [[word] for word in words[1:]]
    return [joined(part) for part in parts]
