"""ADR-17: Service range size."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import service_cidr_lengths
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-17",
    name="service-range-size",
    topic="address",
    severity="error",
    since="0.1",
    title="Service range size",
    source="azure-rules A-22",
    remedy="Use a length from /16 to /20",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports IPv4 service ranges of /12 or larger, and those smaller than /28.

    ## What it does
    Reports IPv4 service ranges of /12 or larger, and those smaller than /28.

    ## Why it matters
    AKS demands a range smaller than /12; below /28 there is no room for the API, the DNS
    service and a few services.

    ## Example
    serviceCidr 10.240.0.0/12.

    ## How to fix
    Use /16 to /20.

    ## References
    azure-rules A-22
    """
    refused, smallest = service_cidr_lengths()
    for cluster in facts.topology.aks_clusters:
        for cidr in cluster.service_cidrs:
            if cidr.version == 4 and not refused < cidr.length <= smallest:
                yield RULE.found(
                    key_of("aks", cluster.name),
                    message=f"Service range {cidr} of {cluster.name} is a /{cidr.length}; "
                    f"AKS accepts /{refused + 1} to /{smallest}",
                    range=str(cidr),
                )
