"""AKS-10: Node subnet mode."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-10",
    name="node-subnet-mode",
    topic="aks",
    severity="info",
    since="0.1",
    title="Node subnet mode",
    source="azure-rules G.5 AKS-10",
    remedy="Use overlay, or a pod subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose pods take addresses of the node subnet.

    ## What it does
    Reports clusters whose pods take addresses of the node subnet.

    ## Why it matters
    It needs 1 + max pods addresses for each node, kept whether pods run or not.

    ## Example
    cniMode nodeSubnet.

    ## How to fix
    Use overlay, or a pod subnet where pods must be reached.

    ## References
    azure-rules G.5 AKS-10
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.cni_mode == "nodeSubnet" and not cluster.existing:
            yield RULE.found(key, message=f"{cluster.name} gives pods addresses of the node subnet")
