"""CAP-10: Node or pool limit exceeded."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import cluster_plans, plans_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="CAP-10",
    name="node-and-pool-limits",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Node or pool limit exceeded",
    source="azure-rules A.2, section F",
    remedy="Split the pool or the cluster",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools of more than 1,000 nodes with surge, clusters of more than 5,000 nodes or 100 pools, kubenet clusters of more than 400 nodes, and Azure network policy beyond 250 nodes.

    ## What it does
    Reports pools of more than 1,000 nodes with surge, clusters of more than 5,000 nodes or 100
    pools, kubenet clusters of more than 400 nodes, and Azure network policy beyond 250 nodes.

    ## Why it matters
    These limits of AKS can't be raised by a larger subnet.

    ## Example
    maxCount 800 with max surge 33%: 1,064 nodes in one pool.

    ## How to fix
    Split the pool or the cluster, or change the mode.

    ## References
    azure-rules A.2, section F
    """
    most = limit("nodesPerPool").value
    for plan in plans_of(facts):
        if plan.total > most:
            yield RULE.found(
                plan.key,
                message=f"{label_of(plan.key)} grows to {number(plan.nodes)} + {number(plan.surge)} "
                f"surge = {number(plan.total)} nodes; a pool has at most {number(most)}",
                nodes=plan.total,
            )
    for cluster in facts.topology.aks_clusters:
        for fault in _faults(facts, cluster):
            yield RULE.found(key_of("aks", cluster.name), message=f"{cluster.name} {fault}")


def _faults(facts: Facts, cluster: AksCluster) -> Iterator[str]:
    plans = cluster_plans(facts, cluster.name)
    nodes = sum(plan.nodes for plan in plans)
    pools = limit("nodePoolsPerCluster").value
    if len(cluster.pools) > pools:
        yield f"has {number(len(cluster.pools))} pools, at most {number(pools)} are possible"
    bounds = [("nodesPerCluster", "a cluster")]
    if cluster.cni_mode == "kubenet":
        bounds.append(("kubenetNodesPerCluster", "kubenet"))
    if cluster.network_policy == "azure":
        bounds.append(("networkPolicyManagerNodes", "Azure network policy on Linux"))
    for name, what in bounds:
        most = limit(name).value
        if nodes > most:
            yield f"plans {number(nodes)} nodes; {what} takes at most {number(most)}"
    pods = sum(plan.nodes * plan.max_pods for plan in plans)
    most = limit("networkPolicyManagerPods").value
    if cluster.network_policy == "azure" and pods > most:
        yield f"plans {number(pods)} pods; Azure network policy takes at most {number(most)}"
