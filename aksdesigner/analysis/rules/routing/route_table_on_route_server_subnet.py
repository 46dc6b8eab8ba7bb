"""RTE-21: Route table on RouteServerSubnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="RTE-21",
    name="route-table-on-route-server-subnet",
    topic="routing",
    severity="error",
    since="0.1",
    title="Route table on RouteServerSubnet",
    source="azure-rules B.6, G.4 RTE-21",
    remedy="Detach the route table",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports a route table on RouteServerSubnet.

    ## What it does
    Reports a route table on RouteServerSubnet.

    ## Why it matters
    Azure does not support it.

    ## Example
    A spoke's table attached to RouteServerSubnet.

    ## How to fix
    Detach it.

    ## References
    azure-rules B.6, G.4 RTE-21
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            if subnet.name == "RouteServerSubnet" and subnet.route_table is not None:
                yield RULE.found(
                    key_of("subnet", f"{vnet.name}/{subnet.name}"),
                    key_of("rt", subnet.route_table),
                    message=f"{vnet.name}/RouteServerSubnet has the route table {subnet.route_table}",
                )
