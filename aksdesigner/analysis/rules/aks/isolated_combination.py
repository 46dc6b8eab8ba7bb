"""AKS-19: Network isolated cluster combination."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster

RULE = Rule(
    code="AKS-19",
    name="isolated-combination",
    topic="aks",
    severity="error",
    since="0.1",
    title="Network isolated cluster combination",
    source="azure-rules G.5 AKS-19",
    remedy="Make the API server private",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports network isolated clusters, and those with outbound type none or block, that use kubenet or Windows, or whose API server is public.

    ## What it does
    Reports network isolated clusters, and those with outbound type none or block, that use
    kubenet or Windows, or whose API server is public.

    ## Why it matters
    AKS does not support them: nodes of an isolated cluster reach neither a public API server
    nor what Windows and kubenet need.

    ## Example
    outboundType none with a public API server.

    ## How to fix
    Make the API server private or integrate it; use overlay and Linux.

    ## References
    azure-rules G.5 AKS-19
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        is_isolated = cluster.isolated or cluster.outbound_type in ("none", "block")
        faults = list(_faults(cluster)) if is_isolated else []
        if faults:
            yield RULE.found(
                key,
                message=f"{cluster.name} is network isolated and has {listed(faults)}",
                has=faults,
            )


def _faults(cluster: AksCluster) -> Iterator[str]:
    if cluster.cni_mode == "kubenet":
        yield "kubenet"
    if any(pool.os == "Windows" for pool in cluster.pools):
        yield "Windows pools"
    if not cluster.private and not cluster.api_server_vnet_integration:
        yield "a public API server"
