"""EGR-01: UDR egress without default route."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets, pod_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route, user_default
from aksdesigner.analysis.results import Finding, Severity
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="EGR-01",
    name="missing-default-route",
    topic="egress",
    severity="error",
    since="0.1",
    title="UDR egress without default route",
    source="azure-rules C.4, G.5 EGR-01",
    remedy="Add 0.0.0.0/0 with the firewall or gateway as next hop",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with outbound type userDefinedRouting whose node subnet has no user route for 0.0.0.0/0; a learned one, and a pod subnet without one, are warnings.

    ## What it does
    Reports clusters with outbound type userDefinedRouting whose node subnet has no user route
    for 0.0.0.0/0; a learned one, and a pod subnet without one, are warnings.

    ## Why it matters
    AKS refuses the cluster: the route must be there before creation.

    ## Example
    A route table with on-premises prefixes alone.

    ## How to fix
    Add 0.0.0.0/0 to the firewall before creating the cluster.

    ## References
    azure-rules C.4, G.5 EGR-01; AKS egress with UDR
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.outbound_type != "userDefinedRouting":
            continue
        nodes = node_subnets(facts, cluster)
        for place, subnet in {**pod_subnets(facts, cluster), **nodes}.items():
            if user_default(facts, subnet) is not None:
                continue
            row = default_route(facts, place)
            is_learned = row is not None and row.source == "VirtualNetworkGateway"
            severity: Severity = "error" if place in nodes and not is_learned else "warning"
            what = "node" if place in nodes else "pod"
            learned = "; a gateway announces one" if is_learned else ""
            table = subnet.route_table
            yield RULE.found(
                key,
                place,
                message=f"{cluster.name} leaves by user-defined routes, and {what} subnet "
                f"{label_of(place)} has no route for 0.0.0.0/0{learned}",
                remedy=f"Add 0.0.0.0/0 to {table}" if table else None,
                severity=severity,
                routeTable=table,
            )
