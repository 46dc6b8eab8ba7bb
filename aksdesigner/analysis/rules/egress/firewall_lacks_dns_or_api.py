"""EGR-10: Firewall lacks rules for DNS or the API server."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_egress import allows_api_address, denied_servers, firewall_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="EGR-10",
    name="firewall-lacks-dns-or-api",
    topic="egress",
    severity="warning",
    since="0.2",
    title="Firewall lacks rules for DNS or the API server",
    source="azure-rules C.4, G.5 EGR-10",
    remedy="Allow UDP and TCP 53 to the DNS servers, and 443 to the API server",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Azure Firewalls with a policy that are the way out of a cluster and do not allow UDP and TCP 53 to the network's DNS servers behind them, or TCP 443 to the address of a public API server for pods that call it.

    ## What it does
    Reports Azure Firewalls with a policy that are the way out of a cluster and do not allow UDP
    and TCP 53 to the network's DNS servers behind them, or TCP 443 to the address of a public API
    server for pods that call it.

    ## Why it matters
    Pods call the API server by its address, which no rule with a name matches; DNS answers that
    are too long come by TCP.

    ## Example
    A policy with rules for names alone, and pods that list their own Services.

    ## How to fix
    Add network rules: UDP and TCP 53 to the DNS servers, TCP 443 to AzureCloud of the region.

    ## References
    azure-rules C.4, G.5 EGR-10
    """
    for cluster in facts.topology.aks_clusters:
        told: set[Key] = set()
        for pool in cluster.pools:
            key = key_of("pool", f"{cluster.name}/{pool.name}")
            firewall = firewall_of(facts, key)
            if firewall is None or firewall.policy is None or key_of("fw", firewall.name) in told:
                continue
            told.add(key_of("fw", firewall.name))
            faults = [f"{what} 53 to {server}" for server, what in denied_servers(facts, key)]
            if not allows_api_address(facts, key):
                faults.append("TCP 443 to the address of the API server")
            if faults:
                yield RULE.found(
                    key_of("fw", firewall.name),
                    key_of("aks", cluster.name),
                    message=f"{firewall.name} is the way out of {cluster.name} and does not allow "
                    f"{listed(faults)}",
                    missing=faults,
                )
