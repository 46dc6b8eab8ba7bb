"""ADR-06: Subnet size out of range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="ADR-06",
    name="subnet-size-out-of-range",
    topic="address",
    severity="error",
    since="0.1",
    title="Subnet size out of range",
    source="azure-rules A-03",
    remedy="Use a length from /2 to /29",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports IPv4 subnets smaller than /29 or larger than /2.

    ## What it does
    Reports IPv4 subnets smaller than /29 or larger than /2.

    ## Why it matters
    Azure keeps five addresses of each subnet and refuses smaller ones.

    ## Example
    A subnet of /30.

    ## How to fix
    Use /29 or larger.

    ## References
    azure-rules A-03
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            for prefix in subnet.prefixes:
                if prefix.version == 4 and not 2 <= prefix.length <= 29:
                    yield RULE.found(
                        key_of("subnet", f"{vnet.name}/{subnet.name}"),
                        message=f"{vnet.name}/{subnet.name} is a /{prefix.length}; "
                        "Azure accepts /2 to /29",
                        prefix=str(prefix),
                    )
