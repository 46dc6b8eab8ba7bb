"""AKS-18: Node auto-provisioning combination."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="AKS-18",
    name="automatic-combination",
    topic="aks",
    severity="error",
    since="0.1",
    title="Node auto-provisioning combination",
    source="azure-rules G.5 AKS-18",
    remedy="Use overlay with Cilium",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with node auto-provisioning, which AKS Automatic always has, with Windows pools, dual stack, Calico, a dynamic pod subnet or kubenet.

    ## What it does
    Reports clusters with node auto-provisioning, which AKS Automatic always has, with Windows
    pools, dual stack, Calico, a dynamic pod subnet or kubenet.

    ## Why it matters
    Node auto-provisioning does not work with them.

    ## Example
    sku Automatic with cniMode kubenet.

    ## How to fix
    Use overlay with Cilium.

    ## References
    azure-rules G.5 AKS-18
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        provisions = cluster.sku == "Automatic" or cluster.node_provisioning
        faults = list(_faults(cluster)) if provisions else []
        if faults:
            what = "is AKS Automatic" if cluster.sku == "Automatic" else "provisions its nodes"
            yield RULE.found(
                key, message=f"{cluster.name} {what} and has {listed(faults)}", has=faults
            )


def _faults(cluster: AksCluster) -> Iterator[str]:
    if any(pool.os == "Windows" for pool in cluster.pools):
        yield "Windows pools"
    if "ipv6" in cluster.ip_families:
        yield "dual stack"
    if cluster.network_policy == "calico":
        yield "Calico"
    if cluster.cni_mode in ("podSubnetDynamic", "kubenet"):
        yield f"cniMode {cluster.cni_mode}"
