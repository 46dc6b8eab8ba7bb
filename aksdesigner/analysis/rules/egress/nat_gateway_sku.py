"""EGR-17: NAT gateway SKU does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.aks_network import node_subnets
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix

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
    """Reports NAT gateways whose SKU does not fit: Standard as the egress of a dual-stack cluster, StandardV2 with addresses or prefixes that are not StandardV2 or come from a custom prefix.

    ## What it does
    Reports NAT gateways whose SKU does not fit: Standard as the egress of a dual-stack cluster,
    StandardV2 with addresses or prefixes that are not StandardV2 or come from a custom prefix.

    ## Why it matters
    Standard carries IPv4 alone; StandardV2 takes nothing but StandardV2 addresses of Azure's own.

    ## Example
    ipFamilies ipv4,ipv6 behind a Standard NAT gateway.

    ## How to fix
    Use StandardV2.

    ## References
    azure-rules B.4, A-25
    """
    for gateway in facts.topology.nat_gateways:
        foreign = list(_foreign(facts, gateway)) if gateway.sku == "StandardV2" else []
        if foreign:
            yield RULE.found(
                key_of("natgw", gateway.name),
                *(key for key, _ in foreign),
                message=f"{gateway.name} is StandardV2 and has {listed(text for _, text in foreign)}",
                remedy="Give it StandardV2 addresses",
            )
    for cluster in facts.topology.aks_clusters:
        key = key_of("aks", cluster.name)

        if "ipv6" not in cluster.ip_families or cluster.outbound_type != "userAssignedNATGateway":
            continue
        names = dict.fromkeys(s.nat_gateway for s in node_subnets(facts, cluster).values())
        for name in names:
            found = facts.index.get(NatGateway, name)
            if found is not None and found.sku == "Standard":
                yield RULE.found(
                    key_of("natgw", found.name),
                    key,
                    message=f"{found.name} is a Standard NAT gateway, and {cluster.name} is "
                    "dual stack",
                )


def _foreign(facts: Facts, gateway: NatGateway) -> Iterator[tuple[Key, str]]:
    """Yield the addresses and prefixes that a StandardV2 gateway does not take."""
    for name in gateway.public_ips:
        address = facts.index.get(PublicIp, name)
        if address is not None and address.sku != "StandardV2":
            yield key_of("pip", name), f"the {address.sku} address {name}"
    for name in gateway.public_ip_prefixes:
        prefix = facts.index.get(PublicIpPrefix, name)
        if prefix is not None and prefix.custom == "byoip":
            yield key_of("ippfx", name), f"the custom prefix {name}"
        elif prefix is not None and prefix.sku != "StandardV2":
            yield key_of("ippfx", name), f"the {prefix.sku} prefix {name}"
