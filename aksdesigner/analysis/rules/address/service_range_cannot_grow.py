"""ADR-29: Service range cannot grow."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import kubernetes_version
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import service_cidrs_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-29",
    name="service-range-cannot-grow",
    topic="address",
    severity="info",
    since="0.1",
    title="Service range cannot grow",
    source="azure-rules A-29, A-31",
    remedy="Plan the size for the life of the cluster",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters before Kubernetes 1.33, whose service range can't be extended.

    ## What it does
    Reports clusters before Kubernetes 1.33, whose service range can't be extended.

    ## Why it matters
    A range that turns out too small means a new cluster.

    ## Example
    kubernetesVersion 1.31.

    ## How to fix
    Plan the size for the life of the cluster, or use 1.33 or newer.

    ## References
    azure-rules A-29, A-31
    """
    for cluster in facts.topology.aks_clusters:
        version = kubernetes_version(cluster)
        if version is not None and version < (1, 33):
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"Service range {service_cidrs_of(cluster)[0]} of {cluster.name} can't grow "
                f"with Kubernetes {cluster.kubernetes_version}",
                version=cluster.kubernetes_version,
            )
