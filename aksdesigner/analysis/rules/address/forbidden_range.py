"""ADR-02: Forbidden network range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.reserved import forbidden_prefixes
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="ADR-02",
    name="forbidden-range",
    topic="address",
    severity="error",
    since="0.1",
    title="Forbidden network range",
    source="azure-rules A-04",
    remedy="Choose another range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks whose address space touches a range that Azure keeps for itself.

    ## What it does
    Reports networks whose address space touches a range that Azure keeps for itself.

    ## Why it matters
    Azure refuses multicast, loopback, link-local, broadcast and its own 168.63.129.16 in any
    network.

    ## Example
    A network with 169.254.10.0/24.

    ## How to fix
    Choose a block of RFC 1918 or RFC 6598.

    ## References
    azure-rules A-04
    """
    forbidden = [Cidr.parse(text) for text in forbidden_prefixes()]
    for vnet in facts.topology.vnets:
        hits = [(p, f) for p in vnet.prefixes for f in forbidden if p.overlaps(f)]
        if hits:
            pairs = "; ".join(f"{prefix} touches {kept}" for prefix, kept in hits)
            yield RULE.found(
                key_of("vnet", vnet.name),
                message=f"{vnet.name} uses a range that no network may have: {pairs}",
                ranges=[[str(prefix), str(kept)] for prefix, kept in hits],
            )
