"""NSG-09: Security group denies egress of nodes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.wishes import first_assignable
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="NSG-09",
    name="group-denies-egress-of-nodes",
    topic="security",
    severity="warning",
    since="0.1",
    title="Security group denies egress of nodes",
    source="azure-rules C.4, G.7 NSG-09",
    remedy="Filter by name on a firewall instead",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports rules that deny a node subnet the Internet though the cluster is not isolated.

    ## What it does
    Reports rules that deny a node subnet the Internet though the cluster is not isolated.

    ## Why it matters
    AKS needs names that have no fixed addresses; security groups can't express them.

    ## Example
    An outbound deny to Internet on a node subnet.

    ## How to fix
    Filter by name on a firewall, or make the cluster network isolated.

    ## References
    azure-rules C.4, G.7 NSG-09
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if cluster.isolated or cluster.outbound_type in ("none", "block"):
            continue
        for place, subnet in node_subnets(facts, cluster).items():
            node = first_assignable(subnet)
            if node is None or node.version != 4:
                continue
            answer = facts.nsg(place, "Outbound", str(node), "203.0.113.10", "Tcp", 443)
            if answer.access == "Deny" and answer.rule != "DenyAllOutBound":
                yield RULE.found(
                    place,
                    key,
                    message=f"{answer.rule} on {label_of(place)} denies nodes of {cluster.name} the "
                    "Internet",
                    rule=answer.rule,
                )
