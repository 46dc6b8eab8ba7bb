"""CAP-22: Load balancer ports insufficient."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import cluster_plans
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="CAP-22",
    name="load-balancer-ports-insufficient",
    topic="capacity",
    severity="error",
    since="0.1",
    title="Load balancer ports insufficient",
    source="azure-rules B.4",
    remedy="Add public addresses, or lower the ports per node",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters that ask for more outbound ports than their public addresses have, or for a number that is no multiple of 8.

    ## What it does
    Reports clusters that ask for more outbound ports than their public addresses have, or for a
    number that is no multiple of 8.

    ## Why it matters
    Azure refuses the setting, or new nodes fail to get their ports.

    ## Example
    4,000 ports for 20 nodes on one address: 80,000 of 64,000.

    ## How to fix
    Add public addresses, or lower the ports per node.

    ## References
    azure-rules B.4
    """
    each = limit("loadBalancerPortsPerAddress").value
    for cluster in facts.topology.aks_clusters:
        outbound = cluster.outbound
        if outbound is None or (cluster.outbound_type or "loadBalancer") != "loadBalancer":
            continue
        ports, ips = outbound.ports, max(0, outbound.managed_ips)
        nodes = sum(plan.total for plan in cluster_plans(facts, cluster.name))
        if ports > 0 and ports * nodes > each * ips:
            fewest = -(-ports * nodes // each)
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} asks for {number(ports)} ports × {count_of(nodes, 'node')} = "
                f"{number(ports * nodes)}, {count_of(ips, 'address')} × {number(each)} = "
                f"{number(each * ips)} are there",
                remedy=f"Use {count_of(fewest, 'address')} for outbound traffic",
                asked=ports * nodes,
                available=each * ips,
            )
        if ports % 8:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} asks for {number(ports)} ports a node, no multiple of 8",
                remedy=f"Use {number(ports + 8 - ports % 8)}",
                ports=ports,
            )
