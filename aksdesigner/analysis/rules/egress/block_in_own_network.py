"""EGR-08: Outbound type block in an own network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-08",
    name="block-in-own-network",
    topic="egress",
    severity="error",
    since="0.1",
    title="Outbound type block in an own network",
    source="azure-rules C.4",
    remedy="Use none, with a security group",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters in their own network with outbound type block.

    ## What it does
    Reports clusters in their own network with outbound type block.

    ## Why it matters
    It is possible in a network that AKS manages, nowhere else.

    ## Example
    outboundType block with vnet given.

    ## How to fix
    Use none with a security group.

    ## References
    azure-rules C.4
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.outbound_type == "block" and cluster.vnet is not None:
            yield RULE.found(
                key, message=f"{cluster.name} stands in {cluster.vnet} and has outbound type block"
            )
