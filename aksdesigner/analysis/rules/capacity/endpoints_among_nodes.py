"""CAP-20: Private endpoints compete with nodes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.demand import extras_in, plans_in, pod_plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, label_of

RULE = Rule(
    code="CAP-20",
    name="endpoints-among-nodes",
    topic="capacity",
    severity="warning",
    since="0.1",
    title="Private endpoints compete with nodes",
    source="azure-rules G.2 CAP-20",
    remedy="Move the endpoints to a subnet of their own",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private endpoints, and addresses kept for them, in a subnet of AKS nodes or pods.

    ## What it does
    Reports private endpoints, and addresses kept for them, in a subnet of AKS nodes or pods.

    ## Why it matters
    Endpoints come one by one and are never counted in the plan for nodes; an upgrade then finds
    the subnet full.

    ## Example
    20 endpoint addresses in a node subnet of /25.

    ## How to fix
    Give endpoints a subnet of their own.

    ## References
    azure-rules G.2 CAP-20
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        endpoints = [extra for extra in extras_in(facts, key) if extra.kind == "pe"]
        tenants = (*plans_in(facts, key), *pod_plans_in(facts, key))
        if endpoints and tenants:
            taken = sum(extra.count for extra in endpoints)
            yield RULE.found(
                key,
                *(extra.key for extra in endpoints if extra.key is not None),
                message=f"{label_of(key)} holds AKS nodes or pods and "
                f"{count_of(taken, 'address')} of private endpoints",
                addresses=taken,
            )
