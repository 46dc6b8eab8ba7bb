"""AKS-22: Own zone with a system-assigned identity."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-22",
    name="own-zone-with-system-identity",
    topic="aks",
    severity="error",
    since="0.1",
    title="Own zone with a system-assigned identity",
    source="azure-rules C.4, G.5 AKS-22",
    remedy="Use a user-assigned identity",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private clusters with a zone of their own and a system-assigned identity.

    ## What it does
    Reports private clusters with a zone of their own and a system-assigned identity.

    ## Why it matters
    The identity must hold rights on the zone before the cluster exists.

    ## Example
    privateDnsZone a zone and no user-assigned identity.

    ## How to fix
    Use a user-assigned identity with Private DNS Zone Contributor and Network Contributor.

    ## References
    azure-rules C.4, G.5 AKS-22
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        zone = cluster.private_dns_zone
        is_own = cluster.private and zone not in (None, "system", "none")
        if is_own and cluster.identity == "SystemAssigned":
            yield RULE.found(
                key, message=f"{cluster.name} uses the zone {zone} and a system-assigned identity"
            )
