"""AKS-14: Node pools in different networks."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-14",
    name="pools-in-several-networks",
    topic="aks",
    severity="error",
    since="0.2",
    title="Node pools in different networks",
    source="azure-rules B.3, G.5 AKS-14",
    remedy="Keep the pools of a cluster in one network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose node pools stand in more than one virtual network.

    ## What it does
    Reports clusters whose node pools stand in more than one virtual network.

    ## Why it matters
    All subnets of a cluster must be in one virtual network; AKS refuses the pool.

    ## Example
    A pool whose vnet is spoke2 in a cluster of spoke1.

    ## How to fix
    Move the pool into a subnet of the cluster's network.

    ## References
    azure-rules B.3, G.5 AKS-14
    """
    for cluster in facts.topology.aks_clusters:
        networks: dict[str, str] = {}
        for pool in cluster.pools:
            network = pool.vnet or cluster.vnet
            if network is not None and (pool.subnet or pool.vnet):
                networks.setdefault(network, pool.name)
        if len(networks) > 1:
            where = [f"{network} ({pool})" for network, pool in networks.items()]
            yield RULE.found(
                key_of("aks", cluster.name),
                *(key_of("pool", f"{cluster.name}/{pool}") for pool in networks.values()),
                message=f"{cluster.name} has node pools in {listed(where)}",
                vnets=list(networks),
            )
