"""RTE-07: Appliance routes to itself."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_table
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import subnets_with
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.route_table import RouteTable

RULE = Rule(
    code="RTE-07",
    name="appliance-routes-to-itself",
    topic="routing",
    severity="warning",
    since="0.1",
    title="Appliance routes to itself",
    source="azure-rules C.1 user-route validity",
    remedy="Place the appliance in a subnet of its own",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports route tables attached to the subnet that holds their next hop.

    ## What it does
    Reports route tables attached to the subnet that holds their next hop.

    ## Why it matters
    The appliance's own packets come back to it, and loop.

    ## Example
    A table with next hop 10.0.1.4 on the subnet 10.0.1.0/24.

    ## How to fix
    Place the appliance in a subnet of its own.

    ## References
    azure-rules C.1 user-route validity
    """
    yield from _findings(facts)


@by_table
def _findings(facts: Facts, table: RouteTable) -> Iterator[Finding]:
    for key, subnet in subnets_with(facts, table.name):
        for route in table.routes:
            if route.next_hop_type != "VirtualAppliance" or route.next_hop_ip is None:
                continue
            address = route.next_hop_ip

            if any(prefix.contains(address) for prefix in subnet.prefixes):
                yield RULE.found(
                    key_of("rt", table.name),
                    key,
                    message=f"{table.name} is attached to {label_of(key)} and sends "
                    f"{route.prefix} to {address}, which is in it",
                    nextHop=str(address),
                )
                break
