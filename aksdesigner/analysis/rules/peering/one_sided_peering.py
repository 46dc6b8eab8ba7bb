"""PEER-03: One-sided peering."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="PEER-03",
    name="one-sided-peering",
    topic="peering",
    severity="error",
    since="0.1",
    title="One-sided peering",
    source="azure-rules C.1 step 2",
    remedy="Add the other half",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports peerings that exist on one network only.

    ## What it does
    Reports peerings that exist on one network only.

    ## Why it matters
    A peering carries traffic when both networks own their half.

    ## Example
    hub to spoke without spoke to hub.

    ## How to fix
    Add the other half.

    ## References
    azure-rules C.1 step 2
    """
    for link in facts.peerings.one_sided:
        half = link.halves[0]
        remote = facts.index.get(VirtualNetwork, half.to)
        if facts.settings.partial or (remote is not None and remote.external):
            continue  # the other half may be outside this file
        yield RULE.found(
            key_of("peering", half.name),
            *link.ends,
            message=f"{half.from_} peers with {half.to}, and {half.to} does not peer with {half.from_}",
            remedy=f"Add the peering from {half.to} to {half.from_}",
            missing=f"{half.to}>{half.from_}",
        )
