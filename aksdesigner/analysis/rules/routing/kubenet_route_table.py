"""RTE-27: kubenet with an own route table."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="RTE-27",
    name="kubenet-route-table",
    topic="routing",
    severity="error",
    since="0.1",
    title="kubenet with an own route table",
    source="azure-rules G.4 RTE-27",
    remedy="Keep one route table a cluster, with a user-assigned identity",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports kubenet clusters with a route table of their own; as errors: one table for two clusters, several tables for one cluster, an own table with a system-assigned identity.

    ## What it does
    Reports kubenet clusters with a route table of their own; as errors: one table for two
    clusters, several tables for one cluster, an own table with a system-assigned identity.

    ## Why it matters
    AKS writes pod routes into that table and must keep the right to.

    ## Example
    Two kubenet clusters whose subnets share a table.

    ## How to fix
    One table a cluster, and a user-assigned identity; better: overlay.

    ## References
    azure-rules G.4 RTE-27
    """
    kubenets = [c for c in facts.topology.aks_clusters if c.cni_mode == "kubenet"]
    tables = {c.name: _tables(facts, c) for c in kubenets}
    for cluster in kubenets:
        own = tables[cluster.name]
        named = [table for table in own if table is not None]
        if not named:
            continue
        sharing = [
            other.name
            for other in facts.topology.aks_clusters
            if other is not cluster and set(named) & set(_tables(facts, other))
        ]
        if sharing:
            fault = f"shares {listed(named)} with {listed(sharing)}"
        elif len(own) > 1:
            fault = f"uses several route tables: {listed(t or 'none' for t in own)}"
        elif cluster.identity == "SystemAssigned":
            fault = f"has {listed(named)} and a system-assigned identity"
        else:
            fault = f"writes its pod routes into {listed(named)}"
        is_allowed = fault.startswith("writes")
        yield RULE.found(
            key_of("aks", cluster.name),
            *(key_of("rt", table) for table in named),
            message=f"kubenet cluster {cluster.name} {fault}",
            severity="warning" if is_allowed else "error",
            tables=named,
        )


def _tables(facts: Facts, cluster: AksCluster) -> list[str | None]:
    return list(dict.fromkeys(s.route_table for s in node_subnets(facts, cluster).values()))
