"""Open DNS resolvers of the Internet: they answer public names and know no private zone."""

from __future__ import annotations

from functools import cache

from aksdesigner import resources


@cache
def public_resolvers() -> frozenset[str]:
    """Return the addresses of the well-known open resolvers."""
    return frozenset(resources.data("azure", "public_resolvers.json")["addresses"])
