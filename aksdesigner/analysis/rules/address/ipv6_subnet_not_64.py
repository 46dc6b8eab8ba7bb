"""ADR-07: IPv6 subnet is no /64."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="ADR-07",
    name="ipv6-subnet-not-64",
    topic="address",
    severity="error",
    since="0.1",
    title="IPv6 subnet is no /64",
    source="azure-rules A-08",
    remedy="Use a /64",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports IPv6 prefixes of subnets that are not exactly /64.

    ## What it does
    Reports IPv6 prefixes of subnets that are not exactly /64.

    ## Why it matters
    Azure accepts no other length for an IPv6 subnet.

    ## Example
    fd00:1::/56 on a subnet.

    ## How to fix
    Use one /64 of the network's IPv6 space.

    ## References
    azure-rules A-08
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            for prefix in subnet.prefixes:
                if prefix.version == 6 and prefix.length != 64:
                    yield RULE.found(
                        key_of("subnet", f"{vnet.name}/{subnet.name}"),
                        message=f"{vnet.name}/{subnet.name} has the IPv6 prefix {prefix}; "
                        "Azure accepts /64 alone",
                        prefix=str(prefix),
                    )
