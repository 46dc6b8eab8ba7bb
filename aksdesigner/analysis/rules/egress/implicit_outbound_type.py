"""EGR-11: Outbound type implicit."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-11",
    name="implicit-outbound-type",
    topic="egress",
    severity="warning",
    since="0.1",
    title="Outbound type implicit",
    source="azure-rules G.5 EGR-11",
    remedy="Choose an outbound type",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters of a production design without an outbound type.

    ## What it does
    Reports clusters of a production design without an outbound type.

    ## Why it matters
    The default is a load balancer with one public address that nobody chose.

    ## Example
    No outboundType in a production design.

    ## How to fix
    Choose one.

    ## References
    azure-rules G.5 EGR-11
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if facts.settings.production and cluster.outbound_type is None:
            yield RULE.found(
                key, message=f"{cluster.name} names no outbound type; AKS uses loadBalancer"
            )
