"""RTE-19: Default route on GatewaySubnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import user_default
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="RTE-19",
    name="default-route-on-gateway-subnet",
    topic="routing",
    severity="error",
    since="0.1",
    title="Default route on GatewaySubnet",
    source="azure-rules B.6, G.4 RTE-19",
    remedy="Name the spokes' prefixes instead",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports a user route for 0.0.0.0/0 on GatewaySubnet.

    ## What it does
    Reports a user route for 0.0.0.0/0 on GatewaySubnet.

    ## Why it matters
    Azure refuses it, or the gateway loses its control plane.

    ## Example
    0.0.0.0/0 to the firewall on GatewaySubnet.

    ## How to fix
    Name the spokes' prefixes instead.

    ## References
    azure-rules B.6, G.4 RTE-19
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            route = user_default(facts, subnet) if subnet.name == "GatewaySubnet" else None
            if route is not None:
                yield RULE.found(
                    key_of("subnet", f"{vnet.name}/GatewaySubnet"),
                    key_of("rt", subnet.route_table or ""),
                    message=f"{vnet.name}/GatewaySubnet has a route for 0.0.0.0/0: {route.name} of "
                    f"{subnet.route_table}",
                    remedy=f"Remove {route.name}; name the spokes' prefixes instead",
                )
