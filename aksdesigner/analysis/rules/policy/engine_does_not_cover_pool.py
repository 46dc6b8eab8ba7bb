"""POL-05: Policies do not reach some pools."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dates import ended, today_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import retirement
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="POL-05",
    name="engine-does-not-cover-pool",
    topic="policy",
    severity="warning",
    since="0.2",
    title="Policies do not reach some pools",
    source="azure-rules section F, G.7 POL-05",
    remedy="Keep the workloads of those pools apart by other means",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools whose operating system the policy engine does not cover: Windows with Cilium, and with Azure network policy once its support ended on 2026-09-30.

    ## What it does
    Reports pools whose operating system the policy engine does not cover: Windows with Cilium,
    and with Azure network policy once its support ended on 2026-09-30.

    ## Why it matters
    Pods there are reached as if no policy existed.

    ## Example
    A Windows pool beside networkPolicy azure.

    ## How to fix
    Use Calico for Windows, or keep those workloads apart with subnets and security groups.

    ## References
    azure-rules section F, G.7 POL-05
    """
    over = ended(retirement("networkPolicyManagerWindows"), today_of(facts))
    for cluster in facts.topology.aks_clusters:
        engine = _engine(cluster)
        uncovered = engine == "cilium" or (engine == "azure" and over)
        pools = [pool.name for pool in cluster.pools if pool.os == "Windows"] if uncovered else []
        if pools:
            yield RULE.found(
                key_of("aks", cluster.name),
                *(key_of("pool", f"{cluster.name}/{name}") for name in pools),
                message=f"{cluster.name} enforces policies with {engine}, which does not cover the "
                f"Windows nodes of {listed(pools)}",
                pools=pools,
            )


def _engine(cluster: AksCluster) -> str:
    is_implied = cluster.network_policy == "none" and cluster.dataplane == "cilium"
    return "cilium" if is_implied else cluster.network_policy
