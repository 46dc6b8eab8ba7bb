"""EGR-07: Outbound type none without isolation."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-07",
    name="no-outbound-without-isolation",
    topic="egress",
    severity="error",
    since="0.1",
    title="Outbound type none without isolation",
    source="azure-rules C.4",
    remedy="Make the cluster network isolated",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with outbound type none that are not network isolated.

    ## What it does
    Reports clusters with outbound type none that are not network isolated.

    ## Why it matters
    Nodes can't fetch their images and never become ready.

    ## Example
    outboundType none without a cache registry.

    ## How to fix
    Make the cluster network isolated, or choose another outbound type.

    ## References
    azure-rules C.4
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.outbound_type == "none" and not cluster.isolated:
            yield RULE.found(
                key,
                message=f"{cluster.name} has outbound type none and is not network isolated",
            )
