"""AKS-07: Microsoft-hosted agents with a private cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-07",
    name="hosted-agents",
    topic="aks",
    severity="warning",
    since="0.2",
    title="Microsoft-hosted agents with a private cluster",
    source="azure-rules G.5 AKS-07",
    remedy="Use agents of your own in a network that reaches the API server",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private clusters that are deployed to by Microsoft-hosted agents.

    ## What it does
    Reports private clusters that are deployed to by Microsoft-hosted agents.

    ## Why it matters
    Hosted agents run on the Internet; a private API server cannot be reached from there.

    ## Example
    A private cluster and hostedAgents.

    ## How to fix
    Run agents of your own in a network that reaches the API server, or use az aks command invoke.

    ## References
    azure-rules G.5 AKS-07
    """
    for cluster in facts.topology.aks_clusters:
        if cluster.private and cluster.hosted_agents:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} is private and is deployed to by Microsoft-hosted agents, "
                "which run on the Internet",
            )
