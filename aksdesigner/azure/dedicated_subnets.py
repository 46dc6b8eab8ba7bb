"""Subnets that belong to one service: their names or delegations, and their sizes (B.6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aksdesigner import resources


@dataclass(frozen=True)
class DedicatedSubnet:
    """What one service asks of its subnet, in prefix lengths.

    `longest` is the smallest size Azure accepts, `recommended` the advised one (`warns` when a
    smaller one deserves a warning), `imported` a smaller size that older deployments still have.
    """

    service: str
    longest: int
    recommended: int
    source: str
    as_of: str
    name: str | None = None
    delegation: str | None = None
    imported: int | None = None
    warns: bool = False


@cache
def dedicated_subnets() -> tuple[DedicatedSubnet, ...]:
    """Return every dedicated subnet that is known."""
    entries = resources.data("azure", "dedicated_subnets.json")["subnets"]
    return tuple(DedicatedSubnet(**entry) for entry in entries)


@cache
def dedicated_for(name: str, delegation: str | None) -> DedicatedSubnet | None:
    """Return what a subnet is dedicated to by its name, else by its delegation, or None."""
    folded = (delegation or "").casefold()
    for entry in dedicated_subnets():
        if entry.name is not None and entry.name == name:
            return entry
        if entry.delegation is not None and entry.delegation.casefold() == folded:
            return entry
    return None
