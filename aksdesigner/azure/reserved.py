"""Addresses and ranges that Azure keeps; prefixes are texts, since this layer knows no model."""

from __future__ import annotations

from functools import cache
from typing import Any

from aksdesigner import resources


@cache
def _data() -> Any:
    return resources.data("azure", "reserved.json")


@cache
def first_reserved() -> int:
    """Return how many addresses at the start of a subnet are Azure's (azure-rules A-06)."""
    return int(_data()["addressesPerSubnet"]["first"])


@cache
def last_reserved() -> int:
    """Return how many addresses at the end of a subnet are Azure's (azure-rules A-06)."""
    return int(_data()["addressesPerSubnet"]["last"])


def reserved_per_subnet() -> int:
    """Return how many addresses of each IPv4 subnet nobody can use: 5 (azure-rules A-06)."""
    return first_reserved() + last_reserved()


def forbidden_prefixes() -> tuple[str, ...]:
    """Return the ranges that no virtual network may touch (azure-rules A-04)."""
    return tuple(_data()["forbidden"]["prefixes"])


def aks_prefixes() -> tuple[str, ...]:
    """Return the ranges that AKS keeps for itself (azure-rules A-20)."""
    return tuple(_data()["aks"]["prefixes"])


def docker_prefixes() -> tuple[str, ...]:
    """Return the bridge range of old container hosts (azure-rules A-30)."""
    return tuple(_data()["docker"]["prefixes"])


def resolver_prefixes() -> tuple[str, ...]:
    """Return the ranges a DNS private resolver's subnet must not use (azure-rules B.6)."""
    return tuple(_data()["resolver"]["prefixes"])
