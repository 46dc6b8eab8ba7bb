"""AKS-08: API endpoint outside of its planned subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-08",
    name="endpoint-in-unplanned-subnet",
    topic="aks",
    severity="info",
    since="0.2",
    title="API endpoint outside of its planned subnet",
    source="azure-rules B.5, G.5 AKS-08",
    remedy="Plan for the endpoint in the subnet of the first pool",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private clusters whose API server endpoint is planned for another subnet than that of the first node pool.

    ## What it does
    Reports private clusters whose API server endpoint is planned for another subnet than that of
    the first node pool.

    ## Why it matters
    AKS puts the endpoint into the subnet of the first node pool; whoever replaces that pool by
    one in another subnet moves the endpoint with a new cluster.

    ## Example
    plannedEndpointSubnet snet-pe, and a first pool in snet-nodes.

    ## How to fix
    Plan for the endpoint in the subnet of the first pool, or put the first pool where the
    endpoint is meant to be.

    ## References
    azure-rules B.5, G.5 AKS-08
    """
    for cluster in facts.topology.aks_clusters:
        planned = cluster.planned_endpoint_subnet
        first = next((pool for pool in cluster.pools if pool.subnet), None)
        linked = cluster.private and not cluster.api_server_vnet_integration
        if linked and planned and first is not None and first.subnet != planned:
            yield RULE.found(
                key_of("aks", cluster.name),
                key_of("pool", f"{cluster.name}/{first.name}"),
                message=f"The API endpoint of {cluster.name} is planned for {planned}; AKS puts it into "
                f"{first.subnet}, the subnet of the first pool ({first.name})",
                planned=planned,
                actual=first.subnet,
            )
