"""AKS-29: kubenet pools in different subnets."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="AKS-29",
    name="kubenet-pools-in-several-subnets",
    topic="aks",
    severity="error",
    since="0.1",
    title="kubenet pools in different subnets",
    source="azure-rules G.5 AKS-29",
    remedy="Use one subnet, or overlay",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports kubenet clusters whose pools name different subnets.

    ## What it does
    Reports kubenet clusters whose pools name different subnets.

    ## Why it matters
    kubenet routes pods of one subnet.

    ## Example
    Two pools, two subnets, kubenet.

    ## How to fix
    Use one subnet, or overlay.

    ## References
    azure-rules G.5 AKS-29
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        subnets = node_subnets(facts, cluster)
        if cluster.cni_mode == "kubenet" and len(subnets) > 1:
            yield RULE.found(
                key,
                *subnets,
                message=f"kubenet cluster {cluster.name} has pools in "
                f"{listed(label_of(place) for place in subnets)}",
            )
