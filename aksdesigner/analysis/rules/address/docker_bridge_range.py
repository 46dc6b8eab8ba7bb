"""ADR-25: Docker bridge range used."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import pod_cidrs_of, service_cidrs_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.reserved import docker_prefixes
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-25",
    name="docker-bridge-range",
    topic="address",
    severity="info",
    since="0.1",
    title="Docker bridge range used",
    source="azure-rules A-30",
    remedy="Avoid 172.17.0.0/16 in new designs",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks of clusters, pod ranges and service ranges that touch 172.17.0.0/16.

    ## What it does
    Reports networks of clusters, pod ranges and service ranges that touch 172.17.0.0/16.

    ## Why it matters
    Older AKS pages say not to overlap the Docker bridge; with containerd nothing uses it, but
    tools on a node may.

    ## Example
    A network of 172.17.0.0/16.

    ## How to fix
    Avoid the range in new designs.

    ## References
    azure-rules A-30
    """
    bridge = [Cidr.parse(text) for text in docker_prefixes()]
    ranges = [
        (key_of("vnet", v.name), f"Prefix {p} of {v.name}", p)
        for v in facts.topology.vnets
        for p in v.prefixes
    ]
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)
        ranges += [
            (key, f"Service range {c} of {cluster.name}", c) for c in service_cidrs_of(cluster)
        ]
        ranges += [(key, f"Pod range {c} of {cluster.name}", c) for c in pod_cidrs_of(cluster)]
    for key, label, cidr in ranges:
        if any(cidr.overlaps(docker) for docker in bridge):
            yield RULE.found(
                key,
                message=f"{label} touches 172.17.0.0/16, the old Docker bridge",
                range=str(cidr),
            )
