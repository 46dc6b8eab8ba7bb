"""ARM types with their API versions, from resources/azure/resource_types.json."""

from __future__ import annotations

from functools import cache

from aksdesigner import resources


@cache
def _table() -> dict[str, str]:
    versions: dict[str, str] = resources.data("azure", "resource_types.json")["apiVersions"]
    return versions


def versioned(arm_type: str) -> str:
    """Return ``type@version``; a child type has the version of its nearest listed ancestor.

    Raises KeyError for a type that no codec should use.
    """
    name = arm_type
    while name not in _table():
        name, slash, _ = name.rpartition("/")
        if not slash:
            raise KeyError(arm_type)
    return f"{arm_type}@{_table()[name]}"
