"""AKS-01: Private cluster without an operator path."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import operator_flows
from aksdesigner.analysis.facts.trace_words import why_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-01",
    name="no-operator-path",
    topic="aks",
    severity="error",
    since="0.1",
    title="Private cluster without an operator path",
    source="azure-rules G.5 AKS-01",
    remedy="Declare how operators reach the API server",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private clusters for which the design declares no flow of an operator; as an error, a declared flow to the API server that is not delivered.

    ## What it does
    Reports private clusters for which the design declares no flow of an operator; as an error,
    a declared flow to the API server that is not delivered.

    ## Why it matters
    A private API server is reachable from its network and what is connected to it, and nowhere
    else.

    ## Example
    A private cluster and no jump host, agent or site with a declared flow.

    ## How to fix
    Declare the flow (a path query with operator: true to api:CLUSTER), and make it work.

    ## References
    azure-rules G.5 AKS-01
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if not cluster.private:
            continue
        flows = [f for f in operator_flows(facts) if f.destination == f"api:{cluster.name}"]
        if not flows:
            yield RULE.found(
                key,
                message=f"{cluster.name} is private and no operator's way to it is declared",
                severity="info",
            )
        for flow in flows:
            trace = flow.trace(facts)
            if trace is not None and trace.verdict not in ("delivered", "notComputed"):
                yield RULE.found(
                    key,
                    message=f"{flow.source} does not reach the API server of {cluster.name}: "
                    f"{why_of(trace)}",
                    severity="error",
                    verdict=trace.verdict,
                    reason=trace.reason,
                )
