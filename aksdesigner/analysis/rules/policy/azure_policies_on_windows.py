"""POL-03: Azure network policy on Windows."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dates import ended, today_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import retirement
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="POL-03",
    name="azure-policies-on-windows",
    topic="policy",
    severity="error",
    since="0.1",
    title="Azure network policy on Windows",
    source="azure-rules section F, G.7 POL-03",
    remedy="Use Calico, or security groups",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with Azure network policy and a Windows pool.

    ## What it does
    Reports clusters with Azure network policy and a Windows pool: an error since its support
    ended on 2026-09-30, a warning as of an earlier date.

    ## Why it matters
    Its support on Windows ended on 2026-09-30.

    ## Example
    networkPolicy azure and a Windows pool.

    ## How to fix
    Use Calico, or guard the nodes with security groups.

    ## References
    azure-rules section F, G.7 POL-03
    """
    end = retirement("networkPolicyManagerWindows")
    is_over = ended(end, today_of(facts))
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        windows = [pool.name for pool in cluster.pools if pool.os == "Windows"]
        if cluster.network_policy == "azure" and windows:
            yield RULE.found(
                key,
                *(key_of("pool", f"{cluster.name}/{name}") for name in windows),
                message=f"{cluster.name} uses Azure network policy, whose support on Windows "
                f"({listed(windows)}) {'ended' if is_over else 'ends'} on {end}",
                severity="error" if is_over else "warning",
            )
