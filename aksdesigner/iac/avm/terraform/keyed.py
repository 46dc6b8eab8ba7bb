"""Lists that a module takes as maps: each item under its own name."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.expression import Raw, expr


def keyed(items: list[dict[str, Raw]]) -> Raw:
    """Return items by their names, so that a new one moves none; None without any.

    Raises UnsayableError when two have the same name.
    """
    found: dict[str, Raw] = {}
    for item in items:
        name = text_of(expr(item["name"]))
        if name is None or name in found:
            raise UnsayableError(f"it keeps its parts by name, and two are called {name}")
        found[name] = item
    return found or None
