"""PEER-07: Network access is off."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="PEER-07",
    name="blocked-network-access",
    topic="peering",
    severity="warning",
    since="0.1",
    title="Network access is off",
    source="azure-rules G.3 PEER-07, C.3",
    remedy="Allow access, or remove the peering",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports connected peerings whose half blocks the remote network.

    ## What it does
    Reports connected peerings whose half blocks the remote network.

    ## Why it matters
    The peering then carries nothing in that direction; it is rarely meant.

    ## Example
    allowVirtualNetworkAccess false on the spoke's half.

    ## How to fix
    Allow access, or remove the peering.

    ## References
    azure-rules G.3 PEER-07, C.3
    """
    for link in facts.peerings.connected:
        for half in link.halves:
            if not half.allow_virtual_network_access:
                yield RULE.found(
                    key_of("peering", half.name),
                    message=f"{half.from_} and {half.to} are peered, and {half.name} blocks access",
                )
