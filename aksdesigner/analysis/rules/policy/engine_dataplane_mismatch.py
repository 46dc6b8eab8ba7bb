"""POL-02: Policy engine and dataplane do not match."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="POL-02",
    name="engine-dataplane-mismatch",
    topic="policy",
    severity="error",
    since="0.1",
    title="Policy engine and dataplane do not match",
    source="azure-rules section F, G.7 POL-02",
    remedy="Choose an engine that fits",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports policy engines that the dataplane or the pod network can't run.

    ## What it does
    Reports policy engines that the dataplane or the pod network can't run.

    ## Why it matters
    AKS refuses the cluster.

    ## Example
    networkPolicy calico with dataplane cilium.

    ## How to fix
    Choose an engine that fits.

    ## References
    azure-rules section F, G.7 POL-02
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        fault = _fault(cluster)
        if fault:
            yield RULE.found(key, message=f"{cluster.name} {fault}")


def _fault(cluster: AksCluster) -> str | None:
    engine, dataplane, mode = cluster.network_policy, cluster.dataplane, cluster.cni_mode
    if engine == "cilium" and dataplane != "cilium":
        return "asks for Cilium policies without the Cilium dataplane"
    if dataplane == "cilium" and engine in ("azure", "calico"):
        return f"asks for {engine} policies on the Cilium dataplane"
    if mode == "kubenet" and engine in ("azure", "cilium"):
        return f"asks for {engine} policies with kubenet"
    if "ipv6" in cluster.ip_families and engine in ("azure", "calico"):
        return f"asks for {engine} policies with dual stack"
    if mode == "byo" and engine != "none":
        return f"asks for {engine} policies with a network plugin of its own"
    return None
