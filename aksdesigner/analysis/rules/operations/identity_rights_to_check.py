"""OPS-04: Identity rights to check."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets, pod_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="OPS-04",
    name="identity-rights-to-check",
    topic="operations",
    severity="info",
    since="0.1",
    title="Identity rights to check",
    source="azure-rules G.7 OPS-04",
    remedy="Grant the roles before creating the cluster",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Lists, for clusters with a user-assigned identity in a network of their own, the roles that identity needs before creation.

    ## What it does
    Lists, for clusters with a user-assigned identity in a network of their own, the roles that
    identity needs before creation.

    ## Why it matters
    Creation fails half way without them.

    ## Example
    A user-assigned identity, an own network and a route table.

    ## How to fix
    Grant the roles first.

    ## References
    azure-rules G.7 OPS-04
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.vnet is None or cluster.identity != "UserAssigned":
            continue
        places = {**node_subnets(facts, cluster), **pod_subnets(facts, cluster)}
        names = [label_of(place) for place in places]
        names += [s.route_table for s in places.values() if s.route_table]
        roles = f"Network Contributor on {listed(dict.fromkeys(names))}"
        zone = cluster.private_dns_zone
        if cluster.private and zone not in (None, "system", "none"):
            roles += f", Private DNS Zone Contributor on {zone}"
        yield RULE.found(
            key,
            *places,
            message=f"The identity of {cluster.name} needs {roles}",
            remedy=f"Grant {roles}",
        )
