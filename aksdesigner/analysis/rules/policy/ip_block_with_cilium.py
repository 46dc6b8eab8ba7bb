"""POL-07: Prefix rule for pods or nodes with Cilium."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets, pod_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import pod_cidrs_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kubernetes import NetworkPolicy

RULE = Rule(
    code="POL-07",
    name="ip-block-with-cilium",
    topic="policy",
    severity="warning",
    since="0.2",
    title="Prefix rule for pods or nodes with Cilium",
    source="azure-rules section F, G.7 POL-07",
    remedy="Select pods by labels, or nodes by entities",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports network policies of clusters with the Cilium dataplane that name pods or nodes by a prefix.

    ## What it does
    Reports network policies of clusters with the Cilium dataplane that name pods or nodes by a
    prefix.

    ## Why it matters
    Cilium knows pods and nodes by identity; a prefix rule never matches them, so what it allows
    stays blocked.

    ## Example
    ipBlock with the node subnet's prefix.

    ## How to fix
    Select pods by labels and namespaces; for nodes use a CiliumNetworkPolicy with entities.

    ## References
    azure-rules section F, G.7 POL-07
    """
    for cluster in facts.topology.aks_clusters:
        if cluster.dataplane != "cilium":
            continue
        own = _own_ranges(facts, cluster)
        for policy in cluster.network_policies:
            hit = [block for block in _blocks(policy) if any(block.overlaps(c) for c in own)]
            if hit:
                yield RULE.found(
                    key_of("aks", cluster.name),
                    message=f"{policy.name} of {cluster.name} names {hit[0]}, which holds pods or nodes: "
                    "Cilium never matches those by a prefix",
                    policy=policy.name,
                    prefixes=[str(block) for block in hit],
                )


def _own_ranges(facts: Facts, cluster: AksCluster) -> list[Cidr]:
    subnets = [*node_subnets(facts, cluster).values(), *pod_subnets(facts, cluster).values()]
    return [*pod_cidrs_of(cluster), *(prefix for subnet in subnets for prefix in subnet.prefixes)]


def _blocks(policy: NetworkPolicy) -> list[Cidr]:
    """Return the prefixes of a policy's peers; one that holds everything means the outside."""
    peers = [peer for rule in (*policy.ingress, *policy.egress) for peer in rule.peers]
    blocks = [peer.ip_block for peer in peers if peer.ip_block is not None]
    return [block for block in blocks if not block.is_default]
