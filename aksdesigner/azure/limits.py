"""Limits of Azure and AKS (azure-rules A.2, B.4); the numbers stand in resources/azure/limits.json."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from aksdesigner import resources


@dataclass(frozen=True)
class Limit:
    """One number of Azure, where it was read and when that page was current."""

    name: str
    value: int
    source: str
    as_of: str


@cache
def _data() -> Any:
    return resources.data("azure", "limits.json")


@cache
def limit(name: str) -> Limit:
    """Return one limit, for example ``limit("routesPerTable")``. Raises KeyError when unknown."""
    entry = _data()["limits"][name]
    return Limit(name, int(entry["value"]), str(entry["source"]), str(entry["as_of"]))


@cache
def limits() -> tuple[Limit, ...]:
    """Return every limit, in the order of the file."""
    return tuple(limit(name) for name in _data()["limits"])


@cache
def automatic_port_rows() -> tuple[tuple[int, int], ...]:
    """Return (largest backend pool, ports per node), smallest pool first (azure-rules B.4)."""
    rows = _data()["loadBalancerAutomaticPorts"]["rows"]
    return tuple((int(nodes), int(ports)) for nodes, ports in rows)
