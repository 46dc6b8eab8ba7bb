"""AKS-12: Overlay pod reached from outside."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import addresses_pod
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-12",
    name="pod-reached-from-outside",
    topic="aks",
    severity="error",
    since="0.1",
    title="Overlay pod reached from outside",
    source="azure-rules C.7, G.5 AKS-12",
    remedy="Use a Service, or a flat mode",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports declared flows from outside to a pod address of an overlay cluster.

    ## What it does
    Reports declared flows from outside to a pod address of an overlay cluster.

    ## Why it matters
    Overlay pods have no address in the network; only Services and ingress are reachable.

    ## Example
    A path query from on-premises to 10.244.3.4.

    ## How to fix
    Use a Service, or a flat mode.

    ## References
    azure-rules C.7, G.5 AKS-12
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.cni_mode == "overlay" and addresses_pod(facts, cluster):
            yield RULE.found(
                key,
                message=f"A declared flow goes to a pod of {cluster.name}, whose pods are in an overlay",
            )
