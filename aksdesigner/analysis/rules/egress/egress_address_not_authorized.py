"""EGR-13: Egress address not in the API server's list."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.snat import addresses_of, snat_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="EGR-13",
    name="egress-address-not-authorized",
    topic="egress",
    severity="error",
    since="0.2",
    title="Egress address not in the API server's list",
    source="azure-rules C.4, G.5 EGR-13",
    remedy="Add the egress addresses to the authorized ranges",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports public clusters with authorized ranges whose nodes leave by a firewall, NAT gateway or appliance with a known public address that no range holds.

    ## What it does
    Reports public clusters with authorized ranges whose nodes leave by a firewall, NAT gateway or
    appliance with a known public address that no range holds.

    ## Why it matters
    Nodes reach the API server by their way out; with an address that is not in the list they
    never join. AKS adds the addresses of its own load balancer and no others.

    ## Example
    authorizedRanges with the office alone, and nodes that leave by the hub's firewall.

    ## How to fix
    Add the public addresses of the way out to the authorized ranges.

    ## References
    azure-rules C.4, G.5 EGR-13
    """
    for cluster in facts.topology.aks_clusters:
        if cluster.private or cluster.api_server_vnet_integration or not cluster.authorized_ranges:
            continue
        for budget in snat_of(facts, cluster.name):
            missing = [
                address
                for address in addresses_of(facts, budget)
                if not any(block.contains(address) for block in cluster.authorized_ranges)
            ]
            if missing and budget.device is not None:
                yield RULE.found(
                    key_of("aks", cluster.name),
                    budget.device,
                    message=f"{cluster.name} leaves by {label_of(budget.device)} with "
                    f"{listed(missing)}, which no authorized range holds",
                    addresses=[str(address) for address in missing],
                )
