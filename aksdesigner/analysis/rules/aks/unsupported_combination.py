"""AKS-15: Unsupported combination of CNI and system."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="AKS-15",
    name="unsupported-combination",
    topic="aks",
    severity="error",
    since="0.1",
    title="Unsupported combination of CNI and system",
    source="azure-rules section F, G.5 AKS-15",
    remedy="Change the mode, the dataplane or the pool",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Windows pools with kubenet or the Cilium dataplane, and the Cilium dataplane with kubenet.

    ## What it does
    Reports Windows pools with kubenet or the Cilium dataplane, and the Cilium dataplane with
    kubenet.

    ## Why it matters
    AKS refuses the cluster or the pool.

    ## Example
    A Windows pool on a cluster with dataplane cilium.

    ## How to fix
    Change the mode, the dataplane or the pool.

    ## References
    azure-rules section F, G.5 AKS-15
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        for fault in _faults(cluster):
            yield RULE.found(key, message=f"{cluster.name} {fault}")


def _faults(cluster: AksCluster) -> Iterator[str]:
    windows = [pool.name for pool in cluster.pools if pool.os == "Windows"]
    if windows and cluster.cni_mode == "kubenet":
        yield f"uses kubenet, and {listed(windows)} runs Windows"
    if windows and cluster.dataplane == "cilium":
        yield f"uses the Cilium dataplane, and {listed(windows)} runs Windows"
    if cluster.dataplane == "cilium" and cluster.cni_mode in ("kubenet", "byo"):
        yield f"uses the Cilium dataplane with {cluster.cni_mode}"
