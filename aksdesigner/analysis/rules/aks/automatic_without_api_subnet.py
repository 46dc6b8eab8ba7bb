"""AKS-26: AKS Automatic without API server subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="AKS-26",
    name="automatic-without-api-subnet",
    topic="aks",
    severity="error",
    since="0.1",
    title="AKS Automatic without API server subnet",
    source="azure-rules G.5 AKS-26",
    remedy="Add a delegated /28 for the API server",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports AKS Automatic clusters in their own network without a delegated subnet for the API server, or without overlay and Cilium.

    ## What it does
    Reports AKS Automatic clusters in their own network without a delegated subnet for the API
    server, or without overlay and Cilium.

    ## Why it matters
    AKS Automatic needs all three.

    ## Example
    sku Automatic and no subnet delegated to managedClusters.

    ## How to fix
    Add a /28 delegated to Microsoft.ContainerService/managedClusters.

    ## References
    azure-rules G.5 AKS-26
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        if cluster.sku != "Automatic" or vnet is None:
            continue
        delegated = "microsoft.containerservice/managedclusters"
        missing = []
        if not any((subnet.delegation or "").casefold() == delegated for subnet in vnet.subnets):
            missing.append("a subnet for the API server")
        if cluster.cni_mode != "overlay":
            missing.append("overlay")
        if cluster.dataplane != "cilium":
            missing.append("the Cilium dataplane")
        if missing:
            yield RULE.found(
                key,
                message=f"{cluster.name} is AKS Automatic without {listed(missing)}",
                remedy=f"Add {listed(missing)}",
                lacks=missing,
            )
