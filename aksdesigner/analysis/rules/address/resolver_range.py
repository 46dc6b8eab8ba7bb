"""ADR-27: Resolver subnet in a reserved range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.reserved import resolver_prefixes
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-27",
    name="resolver-range",
    topic="address",
    severity="warning",
    since="0.1",
    title="Resolver subnet in a reserved range",
    source="azure-rules B.6 (DNS private resolver, 2022)",
    remedy="Use a block outside 10.0.1.0 to 10.0.16.255",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets delegated to the DNS private resolver that touch 10.0.1.0 to 10.0.16.255.

    ## What it does
    Reports subnets delegated to the DNS private resolver that touch 10.0.1.0 to 10.0.16.255.

    ## Why it matters
    The resolver uses these addresses itself.

    ## Example
    A resolver subnet 10.0.2.0/28.

    ## How to fix
    Take a block outside that range.

    ## References
    azure-rules B.6 (DNS private resolver, 2022)
    """
    kept = [Cidr.parse(text) for text in resolver_prefixes()]
    for vnet in facts.topology.vnets:
        for subnet in vnet.subnets:
            if (subnet.delegation or "").casefold() != "microsoft.network/dnsresolvers":
                continue
            for prefix in subnet.prefixes:
                if any(prefix.overlaps(block) for block in kept):
                    yield RULE.found(
                        key_of("subnet", f"{vnet.name}/{subnet.name}"),
                        message=f"{vnet.name}/{subnet.name} {prefix} lies in 10.0.1.0 to 10.0.16.255, "
                        "which the resolver uses itself",
                        prefix=str(prefix),
                    )
