"""RTE-22: Default route on an Application Gateway subnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route, takes_away
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="RTE-22",
    name="application-gateway-default-route",
    topic="routing",
    severity="error",
    since="0.2",
    title="Default route on an Application Gateway subnet",
    source="azure-rules F-10, G.4 RTE-22",
    remedy="Route 0.0.0.0/0 to the Internet, or switch propagation off",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets of application gateways whose default route, drawn or learned, leads to an appliance or a gateway, where network isolation is off.

    ## What it does
    Reports subnets of application gateways whose default route, drawn or learned, leads to an
    appliance or a gateway, where network isolation is off.

    ## Why it matters
    A gateway of version 2 loses its management and its backends' health; Azure does not support
    the route.

    ## Example
    The spoke's route table with 0.0.0.0/0 to the firewall on the gateway's subnet.

    ## How to fix
    Route 0.0.0.0/0 to the Internet and switch propagation off there, or deploy the gateway with
    network isolation.

    ## References
    azure-rules F-10, G.4 RTE-22
    """
    for gateway in facts.topology.application_gateways:
        key = key_of("subnet", f"{gateway.vnet}/{gateway.subnet}")
        if gateway.network_isolation or facts.index.at(key) is None:
            continue
        row = default_route(facts, key)
        if row is not None and takes_away(row):
            how = "learned" if row.source == "VirtualNetworkGateway" else row.name or "a user route"
            yield RULE.found(
                key_of("agw", gateway.name),
                key,
                message=f"{gateway.name} stands in {label_of(key)}, whose default route ({how}) leads to "
                f"{row.next_hop_type}",
                nextHopType=row.next_hop_type,
                source=row.source,
            )
