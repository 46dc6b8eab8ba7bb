"""AKS-16: Migration path impossible."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import kubernetes_version, node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="AKS-16",
    name="impossible-migration",
    topic="aks",
    severity="error",
    since="0.2",
    title="Migration path impossible",
    source="azure-rules C.4, G.5 AKS-16",
    remedy="Build a new cluster and move the workloads",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters that are meant to become what no update turns them into: another pod network than overlay, overlay from a pod subnet or a version before 1.27, the Cilium dataplane beside kubenet, Windows pools or node auto-provisioning, pod network and dataplane in one step, and outbound types that cannot follow one another.

    ## What it does
    Reports clusters that are meant to become what no update turns them into: another pod network
    than overlay, overlay from a pod subnet or a version before 1.27, the Cilium dataplane beside
    kubenet, Windows pools or node auto-provisioning, pod network and dataplane in one step, and
    outbound types that cannot follow one another.

    ## Why it matters
    AKS refuses the update; the change needs a new cluster beside the old one.

    ## Example
    A podSubnetDynamic cluster whose migration says overlay.

    ## How to fix
    Build a new cluster with the target network and move the workloads (Pattern D), or take the
    steps one by one.

    ## References
    azure-rules C.4, G.5 AKS-16
    """
    for cluster in facts.topology.aks_clusters:
        for fault in _faults(facts, cluster):
            yield RULE.found(key_of("aks", cluster.name), message=f"{cluster.name} {fault}")


AZURE_CNI = ("overlay", "podSubnetDynamic", "podSubnetStatic", "nodeSubnet")
TO_OVERLAY = ("nodeSubnet", "kubenet")
OWN_NETWORK = ("loadBalancer", "userAssignedNATGateway", "userDefinedRouting", "none")
MANAGED = ("loadBalancer", "managedNATGateway", "managedNATGatewayV2", "none", "block")


def _faults(facts: Facts, cluster: AksCluster) -> Iterator[str]:
    target = cluster.migration
    if target is None:
        return
    mode = target.cni_mode if target.cni_mode != cluster.cni_mode else None
    plane = target.dataplane if target.dataplane != cluster.dataplane else None
    if mode and plane:
        yield f"can't change its pod network to {mode} and its dataplane to {plane} in one step"
    if mode:
        yield from _to_mode(facts, cluster, mode)
    if plane:
        yield from _to_dataplane(cluster, plane)
    old = cluster.outbound_type or "loadBalancer"
    if target.outbound_type and target.outbound_type != old:
        yield from _to_outbound(cluster, old, target.outbound_type)


def _to_mode(facts: Facts, cluster: AksCluster, mode: str) -> Iterator[str]:
    if mode != "overlay" or cluster.cni_mode not in TO_OVERLAY:
        yield f"can't change from {cluster.cni_mode} to {mode}"
        return
    version = kubernetes_version(cluster)
    if version is not None and version < (1, 27):
        yield f"can't change to overlay with Kubernetes {cluster.kubernetes_version}; it needs 1.27"
    if cluster.network_policy != "none":
        yield f"can't change to overlay with the policy engine {cluster.network_policy}"
    own_table = any(subnet.route_table for subnet in node_subnets(facts, cluster).values())
    if cluster.cni_mode == "kubenet" and own_table and cluster.identity == "SystemAssigned":
        yield "can't change to overlay with a route table of its own and a system-assigned identity"


def _to_dataplane(cluster: AksCluster, plane: str) -> Iterator[str]:
    if plane != "cilium":
        yield f"can't change from the {cluster.dataplane} dataplane to {plane}"
        return
    if cluster.cni_mode not in AZURE_CNI:
        yield f"can't change to the Cilium dataplane with {cluster.cni_mode}"
    if any(pool.os == "Windows" for pool in cluster.pools):
        yield "can't change to the Cilium dataplane with Windows pools"
    if cluster.node_provisioning or cluster.sku == "Automatic":
        yield "can't change to the Cilium dataplane while node auto-provisioning is on"


def _to_outbound(cluster: AksCluster, old: str, new: str) -> Iterator[str]:
    allowed = OWN_NETWORK if cluster.vnet is not None else MANAGED
    change = f"from outbound type {old} to {new}"
    if cluster.node_provisioning or cluster.sku == "Automatic":
        yield f"can't change {change} with node auto-provisioning"
    elif new not in allowed or old not in allowed:
        yield f"can't change {change} in this kind of network"
    elif old == "managedNATGatewayV2":
        yield f"can't change {change}: managedNATGatewayV2 is never left"
    elif old == "managedNATGateway" and new == "loadBalancer":
        yield f"can't change {change}"
