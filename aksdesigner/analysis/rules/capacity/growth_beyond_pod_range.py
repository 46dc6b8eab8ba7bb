"""CAP-05: Growth beyond the pod range."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aksdesigner.analysis.facts.capacity import pod_blocks_of
from aksdesigner.analysis.facts.demand import cluster_plans
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="CAP-05",
    name="growth-beyond-pod-range",
    topic="capacity",
    severity="warning",
    since="0.1",
    title="Growth beyond the pod range",
    source="azure-rules G.2 CAP-05, A-29",
    remedy="Plan a larger pod range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports overlay clusters that fit today and not after the growth that the design plans.

    ## What it does
    Reports overlay clusters that fit today and not after the growth that the design plans.

    ## Why it matters
    Expanding the pod range is possible for Linux clusters only, and best done before it is
    short.

    ## Example
    Growth factor 2 and 150 nodes on a /16.

    ## How to fix
    Expand the pod range in time, or start with a larger one.

    ## References
    azure-rules G.2 CAP-05, A-29
    """
    factor = facts.settings.growth_factor
    for cluster in facts.topology.aks_clusters:
        blocks = pod_blocks_of(facts, cluster.name)
        if blocks is None or not blocks.fits or cluster.cni_mode != "overlay":
            continue
        grown = math.ceil(factor * sum(plan.total for plan in cluster_plans(facts, cluster.name)))
        if factor > 1 and grown > blocks.blocks:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} grows to {number(grown)} nodes by the factor {factor:g}, "
                f"{listed(blocks.cidrs)} holds {number(blocks.blocks)}",
                factor=factor,
                nodes=grown,
                blocks=blocks.blocks,
            )
