"""Versions of the managed rule sets that a web application firewall offers."""

from __future__ import annotations

from aksdesigner import resources


def rule_set_versions(scope: str, rule_set: str) -> tuple[str, ...]:
    """Return the versions of a rule set, newest first; none where the scope does not offer it."""
    offered: dict[str, list[str]] = resources.data("azure", "waf.json")["versions"][scope]
    return tuple(offered.get(rule_set, ()))
