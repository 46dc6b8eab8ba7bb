"""NSG-01: Security group on a forbidden subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="NSG-01",
    name="group-on-forbidden-subnet",
    topic="security",
    severity="error",
    since="0.1",
    title="Security group on a forbidden subnet",
    source="azure-rules D-08",
    remedy="Remove the security group",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports security groups on GatewaySubnet, AzureFirewallSubnet, the firewall's management subnet and RouteServerSubnet.

    ## What it does
    Reports security groups on GatewaySubnet, AzureFirewallSubnet, the firewall's management
    subnet and RouteServerSubnet.

    ## Why it matters
    Azure refuses them, or the service loses its control plane.

    ## Example
    A group on GatewaySubnet.

    ## How to fix
    Remove the group.

    ## References
    azure-rules D-08
    """
    forbidden = (
        "GatewaySubnet",
        "AzureFirewallSubnet",
        "AzureFirewallManagementSubnet",
        "RouteServerSubnet",
    )
    for vnet in facts.topology.vnets:
        for subnet in vnet.subnets:
            if subnet.name in forbidden and subnet.nsg is not None:
                yield RULE.found(
                    key_of("subnet", f"{vnet.name}/{subnet.name}"),
                    key_of("nsg", subnet.nsg),
                    message=f"{vnet.name}/{subnet.name} has the security group {subnet.nsg}",
                )
