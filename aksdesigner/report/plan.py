"""An address plan in words and as JSON."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from aksdesigner.planning.planner import AddressPlan, Infeasible, Range
from aksdesigner.report.text import clean

Plain = dict[str, Any]


def plan_data(plan: AddressPlan) -> Plain:
    """Return a plan as scripts read it (camelCase, in the order of the sheet)."""
    return {
        "name": plan.sheet.name,
        "feasible": True,
        "ranges": [_range_data(item) for item in plan.ranges],
        "arithmetic": list(plan.arithmetic),
    }


def _range_data(item: Range) -> Plain:
    return {
        "key": item.key,
        "kind": item.kind,
        "prefix": str(item.prefix),
        "heldForGrowth": str(item.held) if item.can_grow else None,
        "network": item.network or None,
        "cluster": item.cluster or None,
        "need": item.need,
        "dnsServiceIp": None if item.dns_ip is None else str(item.dns_ip),
        "arithmetic": list(item.lines),
    }


def infeasible_data(name: str, problem: Infeasible) -> Plain:
    """Return why there is no plan as scripts read it."""
    shortage = problem.shortage
    return {
        "name": name,
        "feasible": False,
        "reasons": list(problem.reasons),
        "relax": list(problem.relax),
        "advice": problem.advice or None,
        "proof": None
        if shortage is None
        else {
            "length": shortage.length,
            "asked": shortage.asked,
            "free": shortage.free,
            "demands": list(shortage.demands),
        },
    }


def plan_text(plan: AddressPlan) -> Table:
    """Return a plan as a table."""
    table = Table(box=None, pad_edge=False)
    for title in ("Range", "Kind", "Prefix", "Grows to", "DNS"):
        table.add_column(title, no_wrap=True)
    for item in plan.ranges:
        table.add_row(
            clean(item.key),
            item.kind,
            str(item.prefix),
            str(item.held) if item.can_grow else "",
            "" if item.dns_ip is None else str(item.dns_ip),
        )
    return table
