"""AKS-21: Authorized ranges misplaced."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-21",
    name="misplaced-authorized-ranges",
    topic="aks",
    severity="error",
    since="0.1",
    title="Authorized ranges misplaced",
    source="azure-rules C.4, G.5 AKS-21",
    remedy="Remove the authorized ranges",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports authorized ranges on private clusters, and more of them than AKS takes.

    ## What it does
    Reports authorized ranges on private clusters, and more of them than AKS takes.

    ## Why it matters
    AKS refuses them.

    ## Example
    authorizedRanges on a private cluster.

    ## How to fix
    Remove the ranges; a private cluster is guarded by its network.

    ## References
    azure-rules C.4, G.5 AKS-21
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        ranges = len(cluster.authorized_ranges)
        integrated = cluster.api_server_vnet_integration
        name = "authorizedRangesWithVnetIntegration" if integrated else "authorizedRanges"
        most = limit(name).value
        if cluster.private and ranges:
            fault = f"is private and has {count_of(ranges, 'authorized range')}"
        elif ranges > most:
            fault = f"has {count_of(ranges, 'authorized range')}; AKS takes {number(most)}"
        else:
            continue
        yield RULE.found(key, message=f"{cluster.name} {fault}", ranges=ranges)
