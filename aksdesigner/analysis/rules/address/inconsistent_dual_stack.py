"""ADR-24: Dual-stack lists inconsistent."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="ADR-24",
    name="inconsistent-dual-stack",
    topic="address",
    severity="error",
    since="0.1",
    title="Dual-stack lists inconsistent",
    source="azure-rules A-25",
    remedy="Make the lists match",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose IP families, pod ranges and service ranges do not match in number and order, and dual-stack combinations that AKS refuses.

    ## What it does
    Reports clusters whose IP families, pod ranges and service ranges do not match in number and
    order, and dual-stack combinations that AKS refuses.

    ## Why it matters
    AKS refuses the cluster.

    ## Example
    ipFamilies ipv4,ipv6 with one IPv4 service range.

    ## How to fix
    Give one range of each family, in the order of ipFamilies; an IPv6 service range is /108 or
    smaller.

    ## References
    azure-rules A-25
    """
    for cluster in facts.topology.aks_clusters:
        faults = list(_faults(cluster))
        if faults:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} ({', '.join(cluster.ip_families)}): {'; '.join(faults)}",
                families=list(cluster.ip_families),
                faults=faults,
            )


def _faults(cluster: AksCluster) -> Iterator[str]:
    families = cluster.ip_families
    if families not in (("ipv4",), ("ipv4", "ipv6")):
        yield "the families are ipv4, or ipv4 and ipv6"
    versions = [6 if family == "ipv6" else 4 for family in families]
    for label, cidrs in (("service", cluster.service_cidrs), ("pod", cluster.pod_cidrs)):
        if cidrs and [c.version for c in cidrs] != versions:
            yield f"{label} ranges {listed(cidrs)} do not follow the families"
    if any(c.version == 6 and c.length < 108 for c in cluster.service_cidrs):
        yield "an IPv6 service range is at most a /108"
    if "ipv6" in families and cluster.network_policy in ("azure", "calico"):
        yield f"policy engine {cluster.network_policy} does not know IPv6"
