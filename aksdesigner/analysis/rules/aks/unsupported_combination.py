"""AKS-15: Unsupported combination of CNI and system."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.load_balancer import LoadBalancer

VIRTUAL_NODES = {"virtualnode", "virtualnodes", "aciconnectorlinux"}

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
    """Reports Windows pools with kubenet or the Cilium dataplane, the Cilium dataplane with kubenet, and features that the pod network does not carry.

    ## What it does
    Reports Windows pools with kubenet or the Cilium dataplane, the Cilium dataplane with kubenet,
    and features that the pod network does not carry: virtual nodes outside of the node subnet mode
    or with authorized ranges, a static egress gateway with pod subnets or dual stack, Application
    Gateway for Containers with kubenet, a private link service before static pod blocks.

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

        for fault in (*_faults(cluster), *_features(facts, cluster)):
            yield RULE.found(key, message=f"{cluster.name} {fault}")


def _faults(cluster: AksCluster) -> Iterator[str]:
    windows = [pool.name for pool in cluster.pools if pool.os == "Windows"]
    if windows and cluster.cni_mode == "kubenet":
        yield f"uses kubenet, and {listed(windows)} runs Windows"
    if windows and cluster.dataplane == "cilium":
        yield f"uses the Cilium dataplane, and {listed(windows)} runs Windows"
    if cluster.dataplane == "cilium" and cluster.cni_mode in ("kubenet", "byo"):
        yield f"uses the Cilium dataplane with {cluster.cni_mode}"


def _features(facts: Facts, cluster: AksCluster) -> Iterator[str]:
    yield from _virtual_nodes(cluster)
    if cluster.static_egress_gateway:
        if cluster.cni_mode in ("podSubnetDynamic", "podSubnetStatic"):
            yield f"has a static egress gateway with {cluster.cni_mode}"
        if "ipv6" in cluster.ip_families:
            yield "has a static egress gateway and dual stack"
    if cluster.cni_mode == "kubenet" and _uses_containers(facts, cluster):
        yield "uses Application Gateway for Containers with kubenet"
    if cluster.cni_mode == "podSubnetStatic":
        for link in facts.topology.private_link_services:
            balancer = facts.index.get(LoadBalancer, link.load_balancer)
            if balancer is not None and _is_behind(cluster, balancer):
                yield f"offers {link.name} as a private link service with podSubnetStatic"


def _is_behind(cluster: AksCluster, balancer: LoadBalancer) -> bool:
    pools = {key_of("pool", f"{cluster.name}/{pool.name}") for pool in cluster.pools}
    return bool({key_of("aks", cluster.name), *pools} & set(balancer.backends))


def _virtual_nodes(cluster: AksCluster) -> Iterator[str]:
    addons = {name.casefold() for name in cluster.addons}
    if not addons & VIRTUAL_NODES and not any(pool.virtual_nodes for pool in cluster.pools):
        return
    if cluster.cni_mode != "nodeSubnet":
        yield f"has virtual nodes, which need nodeSubnet, with {cluster.cni_mode}"
    if cluster.authorized_ranges:
        yield "has virtual nodes and authorized ranges"


def _uses_containers(facts: Facts, cluster: AksCluster) -> bool:
    key = key_of("aks", cluster.name)
    gateways = facts.topology.application_gateways_for_containers
    return any(ingress.pattern == "agc" for ingress in cluster.ingress) or any(
        key in gateway.backends for gateway in gateways
    )
