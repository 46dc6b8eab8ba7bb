"""NSG-11: Bastion group incomplete."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.wishes import first_assignable
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="NSG-11",
    name="incomplete-bastion-group",
    topic="security",
    severity="error",
    since="0.1",
    title="Bastion group incomplete",
    source="azure-rules D-14, G.7 NSG-11",
    remedy="Add the rules, or remove the group",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports security groups on AzureBastionSubnet that deny what Bastion needs: 443 from the Internet and GatewayManager, 443 to AzureCloud, 22 and 3389 to the network.

    ## What it does
    Reports security groups on AzureBastionSubnet that deny what Bastion needs: 443 from the
    Internet and GatewayManager, 443 to AzureCloud, 22 and 3389 to the network.

    ## Why it matters
    Azure refuses the group, or sessions fail.

    ## Example
    A group that allows 443 from one office alone.

    ## How to fix
    Add the rules, or remove the group.

    ## References
    azure-rules D-14, G.7 NSG-11
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            own = first_assignable(subnet)
            if subnet.name != "AzureBastionSubnet" or subnet.nsg is None or own is None:
                continue
            key = key_of("subnet", f"{vnet.name}/{subnet.name}")
            missing = list(_missing(facts, key, own))
            if missing:
                yield RULE.found(
                    key,
                    key_of("nsg", subnet.nsg),
                    message=f"{subnet.nsg} on {vnet.name}/{subnet.name} denies {listed(missing)}",
                    denied=missing,
                )


def _missing(facts: Facts, key: Key, own: Address) -> Iterator[str]:
    here, near = str(own), str(own + 1)
    asked = (
        ("443 from the Internet", "Inbound", "198.51.100.7", here, 443),
        ("443 from GatewayManager", "Inbound", "tag:GatewayManager", here, 443),
        ("443 to AzureCloud", "Outbound", here, "tag:AzureCloud", 443),
        ("22 to the network", "Outbound", here, near, 22),
        ("3389 to the network", "Outbound", here, near, 3389),
    )
    for what, way, src, dst, port in asked:
        if facts.nsg(key, way, src, dst, "Tcp", port).access == "Deny":
            yield what
