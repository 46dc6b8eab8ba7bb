"""AKS-11: Flat mode without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import POD_SUBNET_MODES
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import addresses_pod
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-11",
    name="flat-mode-without-reason",
    topic="aks",
    severity="info",
    since="0.1",
    title="Flat mode without a reason",
    source="azure-rules G.5 AKS-11",
    remedy="Use overlay, or declare the flow that needs pod addresses",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with a pod subnet while no declared flow addresses a pod from outside.

    ## What it does
    Reports clusters with a pod subnet while no declared flow addresses a pod from outside.

    ## Why it matters
    Flat modes cost address space; their gain is that pods can be reached.

    ## Example
    podSubnetDynamic and no path query to a pod.

    ## How to fix
    Use overlay, or declare the flow that needs pod addresses.

    ## References
    azure-rules G.5 AKS-11
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.cni_mode in POD_SUBNET_MODES and not addresses_pod(facts, cluster):
            yield RULE.found(
                key,
                message=f"{cluster.name} has pods with network addresses, and no declared flow needs "
                "them",
            )
