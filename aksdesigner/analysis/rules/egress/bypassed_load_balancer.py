"""EGR-06: Load balancer egress bypassed."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route, takes_away
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="EGR-06",
    name="bypassed-load-balancer",
    topic="egress",
    severity="warning",
    since="0.1",
    title="Load balancer egress bypassed",
    source="azure-rules C.4, G.5 EGR-06",
    remedy="Use userDefinedRouting",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with outbound type loadBalancer whose node subnet sends 0.0.0.0/0 to an appliance or gateway.

    ## What it does
    Reports clusters with outbound type loadBalancer whose node subnet sends 0.0.0.0/0 to an
    appliance or gateway.

    ## Why it matters
    AKS builds a public load balancer that carries no outbound traffic, and services behind it
    answer by another way.

    ## Example
    0.0.0.0/0 to the firewall and no outbound type.

    ## How to fix
    Use userDefinedRouting.

    ## References
    azure-rules C.4, G.5 EGR-06
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if (cluster.outbound_type or "loadBalancer") != "loadBalancer":
            continue
        for place in node_subnets(facts, cluster):
            row = default_route(facts, place)
            if row is not None and takes_away(row):
                hops = ", ".join(str(address) for address in row.next_hop_ips) or row.next_hop_type
                yield RULE.found(
                    key,
                    place,
                    message=f"{cluster.name} has outbound type loadBalancer, and {label_of(place)} "
                    f"sends 0.0.0.0/0 to {hops}",
                    nextHop=hops,
                )
