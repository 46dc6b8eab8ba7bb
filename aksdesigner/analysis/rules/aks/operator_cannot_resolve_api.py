"""AKS-02: API server's name does not resolve."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import operator_flows, resolved_by
from aksdesigner.analysis.facts.zones import api_name
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="AKS-02",
    name="operator-cannot-resolve-api",
    topic="aks",
    severity="error",
    since="0.2",
    title="API server's name does not resolve",
    source="azure-rules E.2, G.5 AKS-02",
    remedy="Link the zone to the operator's network, or forward the name",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports declared operators of a private cluster in whose network the private name of the API server does not resolve privately: an error where the public name is off, a warning where it is on.

    ## What it does
    Reports declared operators of a private cluster in whose network the private name of the API
    server does not resolve privately: an error where the public name is off, a warning where it
    is on.

    ## Why it matters
    kubectl finds no address, whatever the routes. The public name, where it is on, gives the
    private address as well.

    ## Example
    A jump host in the hub, and the cluster's zone linked to the spoke alone.

    ## How to fix
    Link the zone to the operator's network, or forward the name to a resolver in a linked one.

    ## References
    azure-rules E.2, G.5 AKS-02
    """
    for cluster in facts.topology.aks_clusters:
        name = api_name(facts, cluster)
        for flow in operator_flows(facts) if name else ():
            if flow.destination != f"api:{cluster.name}":
                continue
            found = resolved_by(facts, flow, name or "")
            if found is None or found.answer in ("private", "notComputed"):
                continue
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{flow.source} does not resolve {name}, the private name of {cluster.name}: "
                f"{found.reason or found.answer}",
                severity="warning" if cluster.public_fqdn else "error",
                query=flow.place,
                answer=found.answer,
                steps=list(found.steps),
            )
