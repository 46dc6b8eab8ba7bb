"""The design that the canvas is measured on: the shape of the naive scene of the baselines.

The baseline draws groups of 50 boxes, each joined to its next, and 11 lines to groups nearby. Here
a group is a network of subnets with machines and private endpoints; what the endpoints lead to
stands above it; networks peer with those nearby.
"""

from __future__ import annotations

import random
from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

# in each network, and in each of its subnets
SUBNETS, ENDPOINTS = 10, 4
MACHINES = 3


def design_of(boxes: int) -> Document:
    """Return a design of about so many boxes, the same each time."""
    count = max(1, boxes // (1 + SUBNETS * (1 + MACHINES) + 2 * ENDPOINTS))
    dice = random.Random(2)
    across = max(1, round((count * 0.65) ** 0.5))
    peers = {
        tuple(sorted((n, other)))
        for n in range(count)
        for other in (n + 1, n + across, dice.randrange(max(0, n - 3), min(count, n + 4)))
        if other < count and other != n
    }
    names = [f"net-{n}" for n in range(count)]
    return read_document(
        {
            "aksdesigner": 1,
            "name": "Canvas",
            "settings": {"region": "westeurope"},
            "topology": {
                "vnets": [_network(n, name) for n, name in enumerate(names)],
                "peerings": [
                    {"from": names[a], "to": names[b]}
                    for pair in sorted(peers)
                    for a, b in (pair, pair[::-1])
                ],
                "vms": [
                    {"name": f"vm-{n}-{s}-{m}", "vnet": name, "subnet": f"snet-{s}"}
                    for n, name in enumerate(names)
                    for s in range(SUBNETS)
                    for m in range(MACHINES)
                ],
                "privateEndpoints": [
                    {
                        "name": f"pe-{n}-{e}",
                        "vnet": name,
                        "subnet": f"snet-{e}",
                        "target": f"store{n}x{e}",
                    }
                    for n, name in enumerate(names)
                    for e in range(ENDPOINTS)
                ],
                "paasServices": [
                    {"name": f"store{n}x{e}", "type": "blob"}
                    for n in range(count)
                    for e in range(ENDPOINTS)
                ],
            },
            "views": [_view(names, across)],
        }
    ).document


def _network(number: int, name: str) -> dict[str, Any]:
    base = f"10.{number // 16}.{number % 16 * 16}"
    high, low = number // 16, number % 16 * 16
    return {
        "name": name,
        "prefixes": [f"{base}.0/20"],
        "subnets": [
            {"name": f"snet-{s}", "prefix": f"10.{high}.{low + s}.0/24"} for s in range(SUBNETS)
        ],
    }


def _view(names: list[str], across: int) -> dict[str, Any]:
    """Return a view in which somebody has put the networks on a grid, as the baseline's groups."""
    return {
        "name": "All",
        "positions": {
            name: [n % across * 1000, n // across * 1100] for n, name in enumerate(names)
        },
    }
