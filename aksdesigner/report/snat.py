"""Ports for connections to the Internet, in JSON and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding

from aksdesigner.analysis.results import SnatBudget
from aksdesigner.model.ids import Key, label_of
from aksdesigner.report.text import told

Budgets = Mapping[str, Sequence[SnatBudget]]


def snat_data(clusters: Budgets) -> list[dict[str, Any]]:
    """Return one object for each way out of each cluster; None stands for what is unknown."""
    return [_budget(name, budget) for name, budgets in clusters.items() for budget in budgets]


def _budget(cluster: str, budget: SnatBudget) -> dict[str, Any]:
    return {
        "cluster": cluster,
        "wayOut": budget.kind,
        "device": budget.device,
        "ips": budget.ips,
        "ports": budget.ports,
        "portsPerNode": budget.per_node,
        "asked": budget.asked,
        "fits": budget.fits,
        "pools": [
            {
                "pool": label_of(pool.pool),
                "nodes": pool.nodes,
                "surge": pool.surge,
                "portsPerNode": pool.per_node,
                "asked": pool.asked,
            }
            for pool in budget.pools
        ],
        "arithmetic": list(budget.arithmetic),
    }


_WAYS = {
    "loadBalancer": "the outbound load balancer",
    "natGateway": "NAT gateway",
    "firewall": "firewall",
    "appliance": "appliance",
    "defaultOutbound": "default outbound access",
    "onPremises": "on-premises",
    "none": "no way out",
    "notComputed": "a way out that is not computed",
}


def snat_text(clusters: Budgets) -> RenderableType:
    """Return each way out with its arithmetic, a line a pool."""
    parts: list[RenderableType] = []
    for name, budgets in clusters.items():
        for budget in budgets:
            parts += ["", told(f"{name} leaves by {way_of(budget.kind, budget.device)}", "bold")]
            parts += [Padding(told(line), (0, 0, 0, 2)) for line in budget.arithmetic]
            if budget.fits is False:
                parts.append(Padding(told("not enough ports", "bold red"), (0, 0, 0, 2)))
    return Group(*parts)


def way_of(kind: str, device: Key | None) -> str:
    """Return a way out in words: ``NAT gateway ng1``."""
    named = _WAYS[kind]
    if device is None:
        return named
    return f"{'load balancer' if kind == 'loadBalancer' else named} {label_of(device)}"
