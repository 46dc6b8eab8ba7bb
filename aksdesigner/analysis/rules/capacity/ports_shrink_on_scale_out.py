"""CAP-23: Ports per node shrink on scale-out."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import cluster_plans
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import lb_automatic_ports
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="CAP-23",
    name="ports-shrink-on-scale-out",
    topic="capacity",
    severity="warning",
    since="0.1",
    title="Ports per node shrink on scale-out",
    source="azure-rules B.4",
    remedy="Set the ports per node",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with automatic outbound ports whose surge nodes move them into a smaller row of the table.

    ## What it does
    Reports clusters with automatic outbound ports whose surge nodes move them into a smaller
    row of the table.

    ## Why it matters
    At the step every node loses half of its ports and open connections are dropped.

    ## Example
    50 nodes have 1,024 ports each; with 17 surge nodes 512.

    ## How to fix
    Set the ports per node.

    ## References
    azure-rules B.4
    """
    for cluster in facts.topology.aks_clusters:
        is_balancer = (cluster.outbound_type or "loadBalancer") == "loadBalancer"
        if not is_balancer or (cluster.outbound is not None and cluster.outbound.ports):
            continue
        plans = cluster_plans(facts, cluster.name)

        nodes, surge = sum(p.nodes for p in plans), sum(p.surge for p in plans)
        before, after = lb_automatic_ports(nodes), lb_automatic_ports(nodes + surge)
        if after < before:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} has {number(before)} outbound ports a node at "
                f"{count_of(nodes, 'node')} and {number(after)} at {number(nodes + surge)} in an upgrade",
                nodes=nodes,
                surge=surge,
                before=before,
                after=after,
            )
