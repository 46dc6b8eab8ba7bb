"""CAP-09: Max pods out of range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import PoolPlan, plans_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import (
    least_max_pods,
    least_pods_per_pool,
    most_max_pods,
    windows_max_pods,
)
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="CAP-09",
    name="max-pods-out-of-range",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Max pods out of range",
    source="azure-rules B.2, G.2 CAP-09",
    remedy="Change max pods",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools with fewer than 10 or more than 250 pods a node, pools that hold fewer than 30 pods altogether, and Windows pools above 110.

    ## What it does
    Reports pools with fewer than 10 or more than 250 pods a node, pools that hold fewer than 30
    pods altogether, and Windows pools above 110.

    ## Why it matters
    AKS refuses the first two; on Windows more than 110 pods a node are not recommended.

    ## Example
    maxPods 10 with 2 nodes holds 20 pods, 30 are the least.

    ## How to fix
    Change max pods, or the smallest number of nodes.

    ## References
    azure-rules B.2, G.2 CAP-09
    """
    for plan in plans_of(facts):
        for severity, fault in _faults(plan):
            yield RULE.found(
                plan.key,
                message=f"{label_of(plan.key)} {fault}",
                severity=severity,
                maxPods=plan.max_pods,
            )


def _faults(plan: PoolPlan) -> Iterator[tuple[Severity, str]]:
    wanted = plan.pool.max_pods if plan.pool.max_pods is not None else plan.max_pods
    low, high, least = least_max_pods(), most_max_pods(), least_pods_per_pool()
    if not low <= wanted <= high:
        yield "error", f"allows {wanted} pods a node; AKS accepts {low} to {high}"
        return
    if plan.pool.os == "Windows" and wanted > windows_max_pods():
        yield (
            "warning",
            f"allows {wanted} pods a Windows node; {windows_max_pods()} are recommended",
        )
    scales = plan.pool.max_count is not None and plan.pool.min_count is not None
    fewest = plan.pool.min_count if scales and plan.pool.min_count is not None else plan.current
    if wanted < least and fewest >= 1 and fewest * wanted < least:
        yield "error", f"holds {fewest} × {wanted} = {fewest * wanted} pods; {least} are the least"
