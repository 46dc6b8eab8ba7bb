"""AKS-20: Cluster and network in different regions."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="AKS-20",
    name="cluster-in-another-region",
    topic="aks",
    severity="error",
    since="0.1",
    title="Cluster and network in different regions",
    source="azure-rules G.5 AKS-20",
    remedy="Use the same region",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose region is not that of their network.

    ## What it does
    Reports clusters whose region is not that of their network.

    ## Why it matters
    AKS refuses the cluster.

    ## Example
    A cluster of westeurope in a network of northeurope.

    ## How to fix
    Use the same region.

    ## References
    azure-rules G.5 AKS-20
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        if vnet is None:
            continue
        here = cluster.region or facts.settings.region or vnet.region
        there = vnet.region or facts.settings.region or cluster.region
        if here and there and here.casefold() != there.casefold():
            yield RULE.found(
                key,
                key_of("vnet", vnet.name),
                message=f"{cluster.name} is in {here}, its network {vnet.name} in {there}",
            )
