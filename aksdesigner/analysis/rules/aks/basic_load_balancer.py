"""AKS-17: Basic load balancer."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.dates import ended, today_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.aks import retirement
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-17",
    name="basic-load-balancer",
    topic="aks",
    severity="error",
    since="0.2",
    title="Basic load balancer",
    source="azure-rules section F, G.5 AKS-17",
    remedy="Use a Standard load balancer",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters with a Basic load balancer: an error since it ended on 2025-09-30, a warning as of an earlier date.

    ## What it does
    Reports clusters with a Basic load balancer: an error since it ended on 2025-09-30, a warning
    as of an earlier date.

    ## Why it matters
    Azure has retired the Basic load balancer; outbound types other than its own need the Standard
    one.

    ## Example
    loadBalancerSku basic.

    ## How to fix
    Use a Standard load balancer; a cluster that has the Basic one is replaced or upgraded by az
    aks update.

    ## References
    azure-rules section F, G.5 AKS-17
    """
    end = retirement("basicLoadBalancer")
    is_over = ended(end, today_of(facts))
    for cluster in facts.topology.aks_clusters:
        if cluster.load_balancer_sku == "basic":
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} has a Basic load balancer, which "
                f"{'ended' if is_over else 'ends'} on {end}",
                severity="error" if is_over else "warning",
            )
