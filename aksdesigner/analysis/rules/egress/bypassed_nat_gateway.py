"""EGR-05: NAT gateway bypassed."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import default_route, takes_away
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="EGR-05",
    name="bypassed-nat-gateway",
    topic="egress",
    severity="warning",
    since="0.1",
    title="NAT gateway bypassed",
    source="azure-rules C.4",
    remedy="Remove the NAT gateway or the route",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets with a NAT gateway whose default route leads to an appliance or a gateway.

    ## What it does
    Reports subnets with a NAT gateway whose default route leads to an appliance or a gateway.

    ## Why it matters
    The NAT gateway is paid for and never used: the route wins.

    ## Example
    A NAT gateway and 0.0.0.0/0 to the firewall on one subnet.

    ## How to fix
    Remove one of the two.

    ## References
    azure-rules C.4; NAT gateway overview
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet, row = facts.index.at(key), default_route(facts, key)
        if not isinstance(subnet, Subnet) or subnet.nat_gateway is None or row is None:
            continue
        if takes_away(row):
            hops = ", ".join(str(address) for address in row.next_hop_ips) or row.next_hop_type
            yield RULE.found(
                key,
                key_of("natgw", subnet.nat_gateway),
                message=f"{label_of(key)} has {subnet.nat_gateway}, and 0.0.0.0/0 leads to {hops}",
                nextHop=hops,
            )
