"""RTE-17: Firewall without Internet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import subnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="RTE-17",
    name="firewall-without-internet",
    topic="routing",
    severity="error",
    since="0.1",
    title="Firewall without Internet",
    source="azure-rules F-03, G.4 RTE-17",
    remedy="Add 0.0.0.0/0 to Internet on AzureFirewallSubnet",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Azure Firewalls whose subnet sends 0.0.0.0/0 elsewhere than to the Internet and that have no management subnet.

    ## What it does
    Reports Azure Firewalls whose subnet sends 0.0.0.0/0 elsewhere than to the Internet and that
    have no management subnet.

    ## Why it matters
    The firewall loses its control plane; it must reach the Internet directly, or use forced
    tunnelling.

    ## Example
    On-premises announces 0.0.0.0/0 and AzureFirewallSubnet follows it.

    ## How to fix
    Add 0.0.0.0/0 to Internet on AzureFirewallSubnet, or a management subnet.

    ## References
    azure-rules F-03, G.4 RTE-17
    """
    for firewall in facts.topology.firewalls:
        key = subnet_key(firewall.vnet, firewall.subnet)
        row = default_route(facts, key)
        if row is None or row.next_hop_type == "Internet" or firewall.management_subnet:
            continue
        yield RULE.found(
            key_of("fw", firewall.name),
            key,
            message=f"{firewall.name} can't reach the Internet: {label_of(key)} sends 0.0.0.0/0 to "
            f"{row.next_hop_type}",
            nextHop=row.next_hop_type,
        )
