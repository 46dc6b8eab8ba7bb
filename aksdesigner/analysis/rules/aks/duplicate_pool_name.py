"""AKS-24: Duplicate pool name."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-24",
    name="duplicate-pool-name",
    topic="aks",
    severity="error",
    since="0.1",
    title="Duplicate pool name",
    source="azure-rules G.5 AKS-24",
    remedy="Rename one of the pools",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with two pools of one name, upper and lower case taken alike.

    ## What it does
    Reports clusters with two pools of one name, upper and lower case taken alike.

    ## Why it matters
    Azure refuses the second.

    ## Example
    Two pools called user.

    ## How to fix
    Rename one.

    ## References
    azure-rules G.5 AKS-24
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        names: dict[str, list[str]] = {}
        for pool in cluster.pools:
            names.setdefault(pool.name.casefold(), []).append(pool.name)
        for same in names.values():
            if len(same) > 1:
                yield RULE.found(
                    key,
                    *(key_of("pool", f"{cluster.name}/{name}") for name in same),
                    message=f"{cluster.name} has {len(same)} pools of one name: {listed(same)}",
                )
