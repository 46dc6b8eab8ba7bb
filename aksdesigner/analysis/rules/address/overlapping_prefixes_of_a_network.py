"""ADR-03: Prefixes of a network overlap each other."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network, network_at
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="ADR-03",
    name="overlapping-prefixes-of-a-network",
    topic="address",
    severity="error",
    since="0.1",
    title="Prefixes of a network overlap each other",
    source="azure-rules A-02",
    remedy="Merge the prefixes, or change one",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks that name two prefixes which share addresses.

    ## What it does
    Reports networks that name two prefixes which share addresses.

    ## Why it matters
    Azure refuses the address space.

    ## Example
    10.80.0.0/16 and 10.80.128.0/17 in one network.

    ## How to fix
    Keep the larger prefix, or move one of them.

    ## References
    azure-rules A-02
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, network: Key) -> Iterator[Finding]:
    for vnet in network_at(facts, network):
        found = [
            (a, b)
            for i, a in enumerate(vnet.prefixes)
            for b in vnet.prefixes[i + 1 :]
            if a.overlaps(b)
        ]
        if found:
            pairs = "; ".join(f"{a} and {b}" for a, b in found)
            yield RULE.found(
                key_of("vnet", vnet.name),
                message=f"{vnet.name} has prefixes that share addresses: {pairs}",
                pairs=[[str(a), str(b)] for a, b in found],
            )
