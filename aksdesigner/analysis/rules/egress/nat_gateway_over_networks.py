"""EGR-16: NAT gateway over two networks or too many subnets."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed, number
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-16",
    name="nat-gateway-over-networks",
    topic="egress",
    severity="error",
    since="0.1",
    title="NAT gateway over two networks or too many subnets",
    source="azure-rules B.4, G.5 EGR-16",
    remedy="Use one NAT gateway for each network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports NAT gateways attached to subnets of several networks, or to more than 800 subnets.

    ## What it does
    Reports NAT gateways attached to subnets of several networks, or to more than 800 subnets.

    ## Why it matters
    Azure refuses the association.

    ## Example
    One NAT gateway on subnets of hub and spoke.

    ## How to fix
    One NAT gateway for each network.

    ## References
    azure-rules B.4, G.5 EGR-16
    """
    most = limit("natGatewaySubnets").value
    for gateway in facts.topology.nat_gateways:
        users = [
            (vnet.name, subnet.name)
            for vnet in facts.topology.vnets
            for subnet in vnet.subnets
            if subnet.nat_gateway == gateway.name
        ]
        networks = list(dict.fromkeys(vnet for vnet, _ in users))
        if len(networks) > 1 or len(users) > most:
            where = f"subnets of {listed(networks)}" if len(networks) > 1 else "too many subnets"
            yield RULE.found(
                key_of("natgw", gateway.name),
                *(key_of("vnet", name) for name in networks),
                message=f"{gateway.name} is attached to {where}: {number(len(users))} altogether",
                networks=networks,
            )
