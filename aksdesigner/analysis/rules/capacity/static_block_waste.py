"""CAP-08: Static block waste."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import plans_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import static_blocks, static_waste
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="CAP-08",
    name="static-block-waste",
    topic="capacity",
    severity="info",
    since="0.1",
    title="Static block waste",
    source="azure-rules B.3",
    remedy="Choose 16k − 1 as max pods",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools with static pod blocks whose max pods leave addresses of the last block unused.

    ## What it does
    Reports pools with static pod blocks whose max pods leave addresses of the last block
    unused.

    ## Why it matters
    Blocks hold 16 addresses, one of them for the node: max pods of 16k − 1 wastes none.

    ## Example
    maxPods 32 takes 3 blocks and wastes 15 addresses a node.

    ## How to fix
    Choose 15, 31, 47 ... as max pods.

    ## References
    azure-rules B.3
    """
    for plan in plans_of(facts):
        waste = static_waste(plan.max_pods)
        if plan.cluster.cni_mode == "podSubnetStatic" and waste:
            blocks = static_blocks(plan.max_pods)
            yield RULE.found(
                plan.key,
                message=f"{label_of(plan.key)} takes {count_of(blocks, 'block')} of 16 a node for "
                f"{plan.max_pods} pods and wastes {count_of(waste, 'address')} of each node",
                remedy=f"Set max pods to {blocks * 16 - 1}",
                maxPods=plan.max_pods,
                waste=waste,
            )
