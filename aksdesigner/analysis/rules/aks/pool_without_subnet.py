"""AKS-23: Pool without a subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-23",
    name="pool-without-subnet",
    topic="aks",
    severity="warning",
    since="0.1",
    title="Pool without a subnet",
    source="azure-rules G.5 AKS-23",
    remedy="Name the pool's subnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pools that name no subnet while another pool of the cluster does.

    ## What it does
    Reports pools that name no subnet while another pool of the cluster does.

    ## Why it matters
    AKS decides where its nodes go, and the capacity of that subnet is off.

    ## Example
    Two pools, one with subnet.

    ## How to fix
    Name the subnet.

    ## References
    azure-rules G.5 AKS-23
    """
    for cluster in facts.topology.aks_clusters:
        if any(pool.subnet for pool in cluster.pools):
            for pool in cluster.pools:
                if pool.subnet is None and "subnet" not in (pool.model_extra or {}):
                    yield RULE.found(
                        key_of("pool", f"{cluster.name}/{pool.name}"),
                        key_of("aks", cluster.name),
                        message=f"{cluster.name}/{pool.name} names no subnet, its neighbours do",
                    )
