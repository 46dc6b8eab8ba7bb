"""ADR-28: Range not in the registry."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import pod_cidrs_of, registry_ranges, service_cidrs_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-28",
    name="range-not-registered",
    topic="address",
    severity="warning",
    since="0.1",
    title="Range not in the registry",
    source="azure-rules G.1 ADR-28",
    remedy="Register the range with the cluster as owner",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pod and service ranges that no entry of the design's registry allocates to the cluster.

    ## What it does
    Reports pod and service ranges that no entry of the design's registry allocates to the
    cluster.

    ## Why it matters
    Where an enterprise keeps a registry, a range that is not in it will be given to somebody
    else.

    ## Example
    A registry without the cluster's 172.29.0.0/16.

    ## How to fix
    Allocate the range to the cluster: an entry whose owner is the cluster's name.

    ## References
    azure-rules G.1 ADR-28
    """
    registry = registry_ranges(facts)
    if not registry:
        return
    for cluster in facts.topology.aks_clusters:
        own = [entry.cidr for entry, owner in registry if owner == cluster.name]
        named = [("Service", c) for c in service_cidrs_of(cluster)]
        named += [("Pod", c) for c in pod_cidrs_of(cluster)]
        for label, cidr in named:
            if not any(block.contains(cidr.network) for block in own):
                yield RULE.found(
                    key_of("aks", cluster.name),
                    message=f"{label} range {cidr} of {cluster.name} is not in the registry",
                    range=str(cidr),
                )
