"""ADR-23: Pod range shared or default."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.ranges import pod_cidrs_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import default_pod_cidr
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-23",
    name="shared-pod-range",
    topic="address",
    severity="info",
    since="0.1",
    title="Pod range shared or default",
    source="azure-rules A-27",
    remedy="Give each cluster a pod range of its own if pods may have to be told apart",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports overlay clusters whose pod range is the default, or is used by another cluster too.

    ## What it does
    Reports overlay clusters whose pod range is the default, or is used by another cluster too.

    ## Why it matters
    It is allowed, also in one network: overlay ranges are not routed. A later change to a flat
    mode or a mesh across clusters needs ranges that differ.

    ## Example
    Two clusters with podCidr 10.244.0.0/16.

    ## How to fix
    Nothing has to be done; separate ranges keep later designs possible.

    ## References
    azure-rules A-27
    """
    default = Cidr.parse(default_pod_cidr())
    for cluster in facts.topology.aks_clusters:
        if cluster.cni_mode != "overlay":
            continue
        for cidr in pod_cidrs_of(cluster):
            others = [
                other.name
                for other in facts.topology.aks_clusters
                if other is not cluster and cidr in pod_cidrs_of(other)
            ]
            if not others and cidr.network != default:
                continue
            with_whom = f"shared with {listed(others)}" if others else "the default of AKS"
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"Pod range {cidr} of {cluster.name} is {with_whom}; that is allowed",
                range=str(cidr),
                clusters=others,
            )
