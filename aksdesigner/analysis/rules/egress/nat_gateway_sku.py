"""EGR-17: NAT gateway SKU does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.nat_gateway import NatGateway

RULE = Rule(
    code="EGR-17",
    name="nat-gateway-sku",
    topic="egress",
    severity="error",
    since="0.1",
    title="NAT gateway SKU does not fit",
    source="azure-rules B.4, A-25",
    remedy="Use StandardV2",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports Standard NAT gateways that are the egress of a dual-stack cluster.

    ## What it does
    Reports Standard NAT gateways that are the egress of a dual-stack cluster.

    ## Why it matters
    Standard carries IPv4 alone.

    ## Example
    ipFamilies ipv4,ipv6 behind a Standard NAT gateway.

    ## How to fix
    Use StandardV2.

    ## References
    azure-rules B.4, A-25
    """
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if "ipv6" not in cluster.ip_families or cluster.outbound_type != "userAssignedNATGateway":
            continue
        names = dict.fromkeys(s.nat_gateway for s in node_subnets(facts, cluster).values())
        for name in names:
            gateway = facts.index.get(NatGateway, name)
            if gateway is not None and gateway.sku == "Standard":
                yield RULE.found(
                    key_of("natgw", gateway.name),
                    key,
                    message=f"{gateway.name} is a Standard NAT gateway, and {cluster.name} is "
                    "dual stack",
                )
