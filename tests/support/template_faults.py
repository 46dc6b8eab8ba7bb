"""Damage to an ARM template after it was written: one member of its text at a time."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

Path = tuple[str | int, ...]
# what says nothing of the network: texts for people, versions, and what Azure checks of parameters
MEANINGLESS = frozenset(
    {
        *("$schema", "contentVersion", "metadata", "apiVersion"),
        *("minLength", "allowedValues", "outputs"),
    }
)


def faults_of_template(template: dict[str, Any]) -> list[tuple[Path, str]]:
    """Return (place, fault) for every member and item of a template that says something."""
    return list(_faults(template, ()))


def _faults(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    items: Iterable[tuple[Any, Any]] = (
        value.items() if isinstance(value, dict) else enumerate(value)
    )
    for key, item in items:
        if key in MEANINGLESS:
            continue
        place = (*path, key)
        yield place, "dropped"
        if isinstance(item, (dict, list)):
            yield from _faults(item, place)
        else:
            yield place, "changed"


def with_fault(template: dict[str, Any], path: Path, fault: str) -> dict[str, Any]:
    """Return a template with one member dropped, or with another value."""
    out = copy.deepcopy(template)
    inner: Any = out
    for key in path[:-1]:
        inner = inner[key]
    if fault == "dropped":
        del inner[path[-1]]
    else:
        inner[path[-1]] = _other(inner[path[-1]])
    return out


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        # an expression stays one: another symbol, parameter or part of a name
        return f"{value[:-1]}x]" if value.endswith("]") and value.startswith("[") else f"{value}x"
    return "constant"
