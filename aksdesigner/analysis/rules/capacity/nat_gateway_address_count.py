"""CAP-26: NAT gateway address count."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.public_addresses import of_nat_gateway
from aksdesigner.analysis.facts.words import count_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="CAP-26",
    name="nat-gateway-address-count",
    topic="capacity",
    severity="error",
    since="0.1",
    title="NAT gateway address count",
    source="azure-rules B.4, G.2 CAP-26",
    remedy="Use 1 to 16 public addresses",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports NAT gateways with no public address, or with more than 16.

    ## What it does
    Reports NAT gateways with no public address, or with more than 16.

    ## Why it matters
    Azure takes 1 to 16 addresses of a family; one without any carries no traffic.

    ## Example
    ips 20.

    ## How to fix
    Use 1 to 16 addresses.

    ## References
    azure-rules B.4, G.2 CAP-26
    """
    most = limit("natGatewayAddresses").value
    for gateway in facts.topology.nat_gateways:
        count = of_nat_gateway(facts, gateway)
        families = [(f, ips) for f, ips in (("IPv4", count.ipv4), ("IPv6", count.ipv6)) if ips != 0]
        families = families or [("IPv4", 0)]
        for family, ips in families:
            if ips is not None and not 1 <= ips <= most:
                yield RULE.found(
                    key_of("natgw", gateway.name),
                    message=f"{gateway.name} has {count_of(ips, f'{family} address')}; Azure takes 1 "
                    f"to {most}",
                    ips=ips,
                    family=family,
                )
