"""EGR-02: UDR egress to Internet or None."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import user_default
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="EGR-02",
    name="default-route-to-nowhere",
    topic="egress",
    severity="error",
    since="0.1",
    title="UDR egress to Internet or None",
    source="azure-rules C.4, G.5 EGR-02",
    remedy="Send 0.0.0.0/0 to an appliance or gateway",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with outbound type userDefinedRouting whose default route has next hop Internet or None.

    ## What it does
    Reports clusters with outbound type userDefinedRouting whose default route has next hop
    Internet or None.

    ## Why it matters
    AKS refuses the cluster: it wants an appliance or a gateway there.

    ## Example
    0.0.0.0/0 with next hop Internet.

    ## How to fix
    Send 0.0.0.0/0 to an appliance or gateway, or choose another outbound type.

    ## References
    azure-rules C.4, G.5 EGR-02
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.outbound_type != "userDefinedRouting":
            continue
        for place, subnet in node_subnets(facts, cluster).items():
            route = user_default(facts, subnet)
            if route is not None and route.next_hop_type in ("Internet", "None"):
                yield RULE.found(
                    key,
                    place,
                    key_of("rt", subnet.route_table or ""),
                    message=f"{cluster.name} leaves by user-defined routes, and {label_of(place)} "
                    f"sends 0.0.0.0/0 to {route.next_hop_type}",
                    route=route.name,
                )
