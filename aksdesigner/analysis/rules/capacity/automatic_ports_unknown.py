"""CAP-31: Automatic ports unknown."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import cluster_plans
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import automatic_port_rows
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="CAP-31",
    name="automatic-ports-unknown",
    topic="capacity",
    severity="info",
    since="0.1",
    title="Automatic ports unknown",
    source="azure-rules B.4",
    remedy="Set the ports per node",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters of more than 1,000 nodes with automatic outbound ports.

    ## What it does
    Reports clusters of more than 1,000 nodes with automatic outbound ports.

    ## Why it matters
    Azure's table ends at 1,000 nodes; what follows is not documented. 32 ports a node are
    assumed.

    ## Example
    1,200 nodes without ports per node.

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

        nodes, known = sum(p.total for p in plans), automatic_port_rows()[-1][0]
        if nodes > known:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} has {number(nodes)} nodes at upgrade; automatic ports are "
                f"documented up to {number(known)}",
                nodes=nodes,
            )
