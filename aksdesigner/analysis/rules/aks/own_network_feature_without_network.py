"""AKS-25: Own-network feature on a managed network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-25",
    name="own-network-feature-without-network",
    topic="aks",
    severity="error",
    since="0.1",
    title="Own-network feature on a managed network",
    source="azure-rules C.4, G.5 AKS-25",
    remedy="Name a network and subnets",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters in a network that AKS manages; as an error where the outbound type needs a network of one's own.

    ## What it does
    Reports clusters in a network that AKS manages; as an error where the outbound type needs a
    network of one's own.

    ## Why it matters
    Routes and NAT gateways of a managed network are AKS's and can't be changed.

    ## Example
    userDefinedRouting without vnet.

    ## How to fix
    Name a network and subnets.

    ## References
    azure-rules C.4, G.5 AKS-25
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.vnet is not None or any(pool.subnet for pool in cluster.pools):
            continue
        needs_own = cluster.outbound_type in ("userDefinedRouting", "userAssignedNATGateway")
        why = f"; {cluster.outbound_type} needs one of your own" if needs_own else ""
        yield RULE.found(
            key,
            message=f"{cluster.name} stands in a network that AKS manages{why}",
            severity="error" if needs_own else "info",
        )
