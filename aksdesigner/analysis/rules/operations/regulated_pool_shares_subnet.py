"""OPS-03: Isolation by naming only."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.demand import plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.node_pool import NodePool

RULE = Rule(
    code="OPS-03",
    name="regulated-pool-shares-subnet",
    topic="operations",
    severity="info",
    since="0.1",
    title="Isolation by naming only",
    source="azure-rules G.7 OPS-03",
    remedy="Give it a subnet of its own",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools whose purpose is regulated and that share their subnet with pools of another purpose.

    ## What it does
    Reports pools whose purpose is regulated and that share their subnet with pools of another
    purpose.

    ## Why it matters
    A name isolates nothing: routes and security groups belong to subnets.

    ## Example
    Pools pci and general in one subnet.

    ## How to fix
    Give the regulated pool a subnet of its own.

    ## References
    azure-rules G.7 OPS-03
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        plans = plans_in(facts, key)
        regulated = [plan for plan in plans if _is_regulated(plan.pool)]
        others = [
            plan for plan in plans if not _is_regulated(plan.pool) and plan.pool.mode == "User"
        ]
        if regulated and others:
            yield RULE.found(
                regulated[0].key,
                key,
                *(plan.key for plan in others),
                message=f"{listed(label_of(p.key) for p in regulated)} shares {label_of(key)} with "
                f"{listed(label_of(p.key) for p in others)}",
            )


def _is_regulated(pool: NodePool) -> bool:
    words = (pool.purpose or "").casefold().replace("-", " ").split()
    return bool({"regulated", "pci", "hipaa"} & set(words))
