"""AKS-13: Clusters share a kubenet subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.demand import plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of

RULE = Rule(
    code="AKS-13",
    name="shared-kubenet-subnet",
    topic="aks",
    severity="error",
    since="0.1",
    title="Clusters share a kubenet subnet",
    source="azure-rules B.3, G.5 AKS-13",
    remedy="Give each cluster a subnet of its own",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets with nodes of several clusters, one of them kubenet.

    ## What it does
    Reports subnets with nodes of several clusters, one of them kubenet.

    ## Why it matters
    kubenet writes one cluster's pod routes into the subnet's table.

    ## Example
    Two clusters on one subnet, one with kubenet.

    ## How to fix
    Split them.

    ## References
    azure-rules B.3, G.5 AKS-13
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        clusters = {plan.cluster.name: plan.cluster for plan in plans_in(facts, key)}
        if len(clusters) > 1 and any(c.cni_mode == "kubenet" for c in clusters.values()):
            yield RULE.found(
                key,
                *(key_of("aks", name) for name in clusters),
                message=f"{label_of(key)} holds nodes of {listed(clusters)}, one of them kubenet",
                clusters=list(clusters),
            )
