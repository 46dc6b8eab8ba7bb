"""EGR-14: Zonal NAT gateway."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.demand import plans_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="EGR-14",
    name="zonal-nat-gateway",
    topic="egress",
    severity="info",
    since="0.1",
    title="Zonal NAT gateway",
    source="azure-rules B.4, G.5 EGR-14",
    remedy="Use StandardV2",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Standard NAT gateways that serve pools in several zones.

    ## What it does
    Reports Standard NAT gateways that serve pools in several zones.

    ## Why it matters
    It lives in one zone; if that fails, every zone loses its way out.

    ## Example
    Pools in zones 1, 2, 3 and one Standard NAT gateway.

    ## How to fix
    Use StandardV2, or a NAT gateway and a subnet for each zone.

    ## References
    azure-rules B.4, G.5 EGR-14
    """
    for gateway in facts.topology.nat_gateways:
        plans = [
            plan
            for vnet in facts.topology.vnets
            for subnet in vnet.subnets
            if subnet.nat_gateway == gateway.name
            for plan in plans_in(facts, key_of("subnet", f"{vnet.name}/{subnet.name}"))
        ]
        # a pool that says none stands in those of its cluster, as the exports write it
        zones = sorted({zone for plan in plans for zone in plan.pool.zones or plan.cluster.zones})
        if gateway.sku == "Standard" and len(zones) > 1:
            yield RULE.found(
                key_of("natgw", gateway.name),
                *(plan.key for plan in plans),
                message=f"{gateway.name} lives in one zone and serves nodes in zones {listed(zones)}",
                zones=zones,
            )
