"""AKS-03: No name for the private API server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-03",
    name="no-name-for-private-api",
    topic="aks",
    severity="error",
    since="0.1",
    title="No name for the private API server",
    source="azure-rules C.4, G.5 AKS-03",
    remedy="Keep the public name, or a private zone",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private clusters with privateDnsZone none and the public name switched off.

    ## What it does
    Reports private clusters with privateDnsZone none and the public name switched off.

    ## Why it matters
    Then no name leads to the API server; AKS does not support it.

    ## Example
    privateDnsZone none and publicFqdn false.

    ## How to fix
    Keep one of the two.

    ## References
    azure-rules C.4, G.5 AKS-03
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.private and cluster.private_dns_zone == "none" and not cluster.public_fqdn:
            yield RULE.found(
                key, message=f"{cluster.name} is private, has no private zone and no public name"
            )
