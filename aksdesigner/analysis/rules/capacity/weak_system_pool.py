"""CAP-11: System pool weak."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import plans_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="CAP-11",
    name="weak-system-pool",
    topic="capacity",
    severity="error",
    since="0.1",
    title="System pool weak",
    source="azure-rules B.2",
    remedy="Use 3 nodes or more",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports system pools with fewer than three nodes, and those that do not run Linux.

    ## What it does
    Reports system pools with fewer than three nodes, and those that do not run Linux.

    ## Why it matters
    System pods need two nodes to survive one failing, three to survive it during an upgrade.
    System pools must run Linux.

    ## Example
    One system node in production.

    ## How to fix
    Use three nodes or more.

    ## References
    azure-rules B.2
    """
    for plan in plans_of(facts):
        if plan.pool.mode != "System":
            continue
        if plan.pool.os != "Linux":
            yield RULE.found(
                plan.key,
                message=f"{label_of(plan.key)} is a system pool with {plan.pool.os} nodes",
                remedy="Use Linux nodes",
                severity="error",
                os=plan.pool.os,
            )
        if plan.current < 3:
            too_few = facts.settings.production and plan.current < 2
            yield RULE.found(
                plan.key,
                message=f"{label_of(plan.key)} is a system pool with {count_of(plan.current, 'node')}",
                severity="error" if too_few else "warning",
                nodes=plan.current,
            )
