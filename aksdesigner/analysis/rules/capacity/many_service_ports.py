"""CAP-28: Many load balanced ports."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="CAP-28",
    name="many-service-ports",
    topic="capacity",
    severity="warning",
    since="0.2",
    title="Many load balanced ports",
    source="azure-rules A.2, G.2 CAP-28",
    remedy="Spread the Services over several load balancers",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose Services of type LoadBalancer have more ports than one Standard load balancer takes.

    ## What it does
    Reports clusters whose Services of type LoadBalancer have more ports than one Standard load
    balancer takes.

    ## Why it matters
    A Standard load balancer serves 300 combinations of address and port of a cluster; the next
    Service stays pending.

    ## Example
    servicePorts 320.

    ## How to fix
    Spread the Services over several load balancers, or put them behind an ingress.

    ## References
    azure-rules A.2, G.2 CAP-28
    """
    most = limit("loadBalancedPortsPerCluster").value
    for cluster in facts.topology.aks_clusters:
        if cluster.service_ports > most:
            yield RULE.found(
                key_of("aks", cluster.name),
                message=f"{cluster.name} balances {number(cluster.service_ports)} ports; one load "
                f"balancer takes {number(most)}",
                ports=cluster.service_ports,
            )
