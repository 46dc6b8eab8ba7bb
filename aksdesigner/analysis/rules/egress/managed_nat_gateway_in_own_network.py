"""EGR-03: Managed NAT gateway in an own network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-03",
    name="managed-nat-gateway-in-own-network",
    topic="egress",
    severity="error",
    since="0.1",
    title="Managed NAT gateway in an own network",
    source="azure-rules C.4",
    remedy="Use userAssignedNATGateway",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters in their own network with outbound type managedNATGateway or managedNATGatewayV2.

    ## What it does
    Reports clusters in their own network with outbound type managedNATGateway or
    managedNATGatewayV2.

    ## Why it matters
    AKS makes that gateway only in a network it manages itself.

    ## Example
    managedNATGateway with vnet given.

    ## How to fix
    Use userAssignedNATGateway.

    ## References
    azure-rules C.4
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        managed = cluster.outbound_type in ("managedNATGateway", "managedNATGatewayV2")
        if managed and cluster.vnet is not None:
            yield RULE.found(
                key,
                message=f"{cluster.name} stands in {cluster.vnet} and has outbound type "
                f"{cluster.outbound_type}",
                outboundType=cluster.outbound_type,
            )
