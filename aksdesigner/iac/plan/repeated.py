"""Parts of a resource that are drawn twice: Azure has one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from aksdesigner.iac.draft import Draft
from aksdesigner.model.ids import Key

P = TypeVar("P")


def drawn_once(
    draft: Draft, key: Key, field: str, parts: Sequence[P], name_of: Callable[[P], str]
) -> tuple[P, ...]:
    """Return the first part of each name, whatever its case, and report the others."""
    kept: dict[str, P] = {}
    for part in parts:
        name = name_of(part)
        if kept.setdefault(name.casefold(), part) is not part:
            reason = f"{name} is there twice; Azure takes one, and the first is written"
            draft.omit(key, field, reason, name)
    return tuple(kept.values())
