"""POL-04: Azure network policy retires."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dates import ended, today_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import retirement
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="POL-04",
    name="azure-policies-retire",
    topic="policy",
    severity="warning",
    since="0.1",
    title="Azure network policy retires",
    source="azure-rules section F, G.7 POL-04",
    remedy="Use Cilium",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with Azure network policy.

    ## What it does
    Reports clusters with Azure network policy.

    ## Why it matters
    Its support on Linux ends on 2028-09-30.

    ## Example
    networkPolicy azure.

    ## How to fix
    Plan the move to Cilium.

    ## References
    azure-rules section F, G.7 POL-04
    """
    end = retirement("networkPolicyManagerLinux")
    is_over = ended(end, today_of(facts))
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.network_policy == "azure":
            yield RULE.found(
                key,
                message=f"{cluster.name} uses Azure network policy, which "
                f"{'ended' if is_over else 'ends'} on {end}",
            )
