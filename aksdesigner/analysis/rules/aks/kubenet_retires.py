"""AKS-09: kubenet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dates import ended, today_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import retirement
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-09",
    name="kubenet-retires",
    topic="aks",
    severity="warning",
    since="0.1",
    title="kubenet",
    source="azure-rules section F, G.5 AKS-09",
    remedy="Use overlay",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with kubenet.

    ## What it does
    Reports clusters with kubenet.

    ## Why it matters
    It is unsupported from 2028-03-31.

    ## Example
    cniMode kubenet.

    ## How to fix
    Use overlay.

    ## References
    azure-rules section F, G.5 AKS-09
    """
    end = retirement("kubenet")
    since = "since" if ended(end, today_of(facts)) else "from"
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.cni_mode == "kubenet":
            yield RULE.found(
                key,
                message=f"{cluster.name} uses kubenet, unsupported {since} {end}",
            )
