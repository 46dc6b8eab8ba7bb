"""RTE-20: Propagation disabled on GatewaySubnet."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import route_table_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="RTE-20",
    name="propagation-off-on-gateway-subnet",
    topic="routing",
    severity="error",
    since="0.1",
    title="Propagation disabled on GatewaySubnet",
    source="azure-rules B.6, C.1 step 7",
    remedy="Enable gateway propagation",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports GatewaySubnets whose route table disables gateway propagation.

    ## What it does
    Reports GatewaySubnets whose route table disables gateway propagation.

    ## Why it matters
    The gateway then forgets what it learned, and traffic to on-premises stops.

    ## Example
    disableBgp on the table of GatewaySubnet.

    ## How to fix
    Enable propagation.

    ## References
    azure-rules B.6, C.1 step 7
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            table = route_table_of(facts, subnet) if subnet.name == "GatewaySubnet" else None
            if table is not None and table.disable_bgp:
                yield RULE.found(
                    key_of("subnet", f"{vnet.name}/GatewaySubnet"),
                    key_of("rt", table.name),
                    message=f"{vnet.name}/GatewaySubnet has {table.name}, which disables gateway "
                    "propagation",
                    remedy=f"Enable gateway propagation on {table.name}",
                )
