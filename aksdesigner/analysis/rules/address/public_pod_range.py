"""ADR-22: Public pod range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.free_ranges import free_pod_cidr
from aksdesigner.analysis.facts.ranges import pod_cidrs_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import is_private
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-22",
    name="public-pod-range",
    topic="address",
    severity="warning",
    since="0.1",
    title="Public pod range",
    source="azure-rules A-26",
    remedy="Use a private range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports IPv4 pod ranges outside RFC 1918 and RFC 6598.

    ## What it does
    Reports IPv4 pod ranges outside RFC 1918 and RFC 6598.

    ## Why it matters
    AKS accepts it without support; pods can no longer reach the real owners of the addresses.

    ## Example
    podCidr 52.16.0.0/16.

    ## How to fix
    Use a private range.

    ## References
    azure-rules A-26
    """
    for cluster in facts.topology.aks_clusters:
        for cidr in pod_cidrs_of(cluster):
            if cidr.version == 4 and not is_private(cidr.network):
                free = free_pod_cidr(facts)
                yield RULE.found(
                    key_of("aks", cluster.name),
                    message=f"Pod range {cidr} of {cluster.name} is public address space; "
                    "pods lose its real owners",
                    remedy=f"Use {free}" if free else None,
                    range=str(cidr),
                )
