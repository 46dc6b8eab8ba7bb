"""CAP-13: Surge left at its default."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import plans_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="CAP-13",
    name="default-surge",
    topic="capacity",
    severity="info",
    since="0.1",
    title="Surge left at its default",
    source="azure-rules B.1",
    remedy="Set max surge to 33%",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools without a max surge of their own.

    ## What it does
    Reports pools without a max surge of their own.

    ## Why it matters
    The default is 10% by the API; documents disagree. An upgrade of a large pool with few surge
    nodes takes long, and nobody planned their addresses.

    ## Example
    A pool of 20 nodes without maxSurge: 2 surge nodes.

    ## How to fix
    Set it: 33% is recommended in production.

    ## References
    azure-rules B.1
    """
    for plan in plans_of(facts):
        if plan.pool.max_surge is None:
            yield RULE.found(
                plan.key,
                message=f"{label_of(plan.key)} upgrades with the default of 10%: "
                f"{count_of(plan.surge, 'surge node')} for {count_of(plan.nodes, 'node')}",
                surge=plan.surge,
                nodes=plan.nodes,
            )
