"""ADR-04: Subnet outside its network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="ADR-04",
    name="subnet-outside-network",
    topic="address",
    severity="error",
    since="0.1",
    title="Subnet outside its network",
    source="azure-rules A-05",
    remedy="Move the subnet, or extend the network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets whose prefix lies in none of the prefixes of their network.

    ## What it does
    Reports subnets whose prefix lies in none of the prefixes of their network.

    ## Why it matters
    Azure refuses a subnet that is not inside the address space.

    ## Example
    A subnet 10.81.0.0/24 in a network of 10.80.0.0/16.

    ## How to fix
    Move the subnet, or add its block to the address space.

    ## References
    azure-rules A-05
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        for subnet in vnet.subnets:
            for prefix in subnet.prefixes:
                if any(space.contains(prefix.network) for space in vnet.prefixes):
                    continue
                yield RULE.found(
                    key_of("subnet", f"{vnet.name}/{subnet.name}"),
                    key_of("vnet", vnet.name),
                    message=f"{vnet.name}/{subnet.name} {prefix} is outside {vnet.name}, "
                    f"which has {listed(vnet.prefixes) or 'no prefix'}",
                    prefix=str(prefix),
                    space=[str(space) for space in vnet.prefixes],
                )
