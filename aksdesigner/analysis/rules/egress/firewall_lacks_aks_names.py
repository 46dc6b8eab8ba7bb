"""EGR-09: Firewall lacks the names AKS needs."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_egress import firewall_of, missing_names
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="EGR-09",
    name="firewall-lacks-aks-names",
    topic="egress",
    severity="error",
    since="0.2",
    title="Firewall lacks the names AKS needs",
    source="azure-rules C.4, G.5 EGR-09",
    remedy="Allow the name tag AzureKubernetesService",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Azure Firewalls with a policy that are the way out of a cluster and do not allow every name that AKS needs.

    ## What it does
    Reports Azure Firewalls with a policy that are the way out of a cluster and do not allow every
    name that AKS needs.

    ## Why it matters
    Nodes pull their images and report to the API server by these names; without one of them they
    never become ready.

    ## Example
    A policy that allows mcr.microsoft.com alone.

    ## How to fix
    Add one application rule with the name tag AzureKubernetesService for the node subnets.

    ## References
    azure-rules C.4, G.5 EGR-09
    """
    for cluster in facts.topology.aks_clusters:
        told: set[Key] = set()
        for pool in cluster.pools:
            key = key_of("pool", f"{cluster.name}/{pool.name}")
            firewall = firewall_of(facts, key)
            missing = missing_names(facts, key) if firewall else ()
            if firewall is None or not missing or key_of("fw", firewall.name) in told:
                continue
            told.add(key_of("fw", firewall.name))
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
            shown = ", ".join(missing[:3]) + more if more else listed(missing)
            yield RULE.found(
                key_of("fw", firewall.name),
                key_of("aks", cluster.name),
                message=f"{firewall.name} is the way out of {cluster.name} and does not allow {shown}",
                missing=list(missing),
            )
