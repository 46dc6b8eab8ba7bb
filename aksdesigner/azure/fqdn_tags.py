"""Names that a name tag of an application rule stands for; other tags are Microsoft's own lists."""

from __future__ import annotations

from functools import cache
from typing import Any

from aksdesigner import resources


@cache
def _tags() -> Any:
    found = resources.data("azure", "fqdn_tags.json")["tags"]
    return {name.casefold(): rows for name, rows in found.items()}


def names_of_tag(tag: str) -> dict[str, tuple[str, ...]] | None:
    """Return application protocol -> name patterns of a tag; None for a tag without a known list."""
    rows = _tags().get(tag.casefold())
    return {protocol: tuple(names) for protocol, names in rows.items()} if rows else None
