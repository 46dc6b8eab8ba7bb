"""CAP-12: Surge settings invalid."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import plans_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import share
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="CAP-12",
    name="invalid-surge",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Surge settings invalid",
    source="azure-rules B.1",
    remedy="Set max surge, for example 33%",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools with neither surge nor an unavailable node, and system pools that allow unavailable nodes.

    ## What it does
    Reports pools with neither surge nor an unavailable node, and system pools that allow
    unavailable nodes.

    ## Why it matters
    An upgrade without a spare node and without one to give up can't start.

    ## Example
    maxSurge 0 and no maxUnavailable.

    ## How to fix
    Set max surge; 33% is recommended in production.

    ## References
    azure-rules B.1
    """
    for plan in plans_of(facts):
        if plan.nodes == 0:
            continue
        given_up = share("maxUnavailable", plan.pool.max_unavailable or 0, plan.nodes)
        if plan.surge == 0 and given_up == 0:
            fault = "upgrades with no surge node and no unavailable node"
        elif given_up > 0 and plan.pool.mode == "System":
            fault = "is a system pool and allows unavailable nodes"
        else:
            continue
        yield RULE.found(
            plan.key,
            message=f"{label_of(plan.key)} {fault}",
            maxSurge=plan.pool.max_surge,
            maxUnavailable=plan.pool.max_unavailable,
        )
