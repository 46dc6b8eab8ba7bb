"""AKS-28: Private kubenet cluster with own routes and DNS."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="AKS-28",
    name="kubenet-with-own-table-and-dns",
    topic="aks",
    severity="warning",
    since="0.1",
    title="Private kubenet cluster with own routes and DNS",
    source="azure-rules G.5 AKS-28",
    remedy="Use overlay",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private kubenet clusters whose network has its own DNS servers and whose subnet has its own route table.

    ## What it does
    Reports private kubenet clusters whose network has its own DNS servers and whose subnet has
    its own route table.

    ## Why it matters
    Creation fails until somebody attaches the table by hand.

    ## Example
    kubenet, private, dnsServers and a route table.

    ## How to fix
    Use overlay.

    ## References
    azure-rules G.5 AKS-28
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        vnet = facts.index.get(VirtualNetwork, cluster.vnet)
        tables = [s.route_table for s in node_subnets(facts, cluster).values() if s.route_table]
        is_kubenet = cluster.cni_mode == "kubenet" and cluster.private
        if is_kubenet and vnet is not None and vnet.dns_servers and tables:
            yield RULE.found(
                key,
                message=f"{cluster.name} is a private kubenet cluster with {tables[0]} and DNS servers "
                "of its own",
            )
