"""Numbers and lists in sentences: grouped from four digits, with plural forms."""

from __future__ import annotations

from collections.abc import Iterable

_PLURALS = {
    "address": "addresses",
    "prefix": "prefixes",
    "policy": "policies",
    "registry": "registries",
    "public address": "public addresses",
    "IPv4 address": "IPv4 addresses",
    "IPv6 address": "IPv6 addresses",
}


def number(value: int) -> str:
    """Return 1054 as ``1,054``."""
    return f"{value:,}"


def count_of(value: int, noun: str) -> str:
    """Return ``1 subnet`` or ``3 subnets``."""
    plural = _PLURALS.get(noun, f"{noun}s")
    return f"{number(value)} {noun if value == 1 else plural}"


def listed(items: Iterable[object]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"
