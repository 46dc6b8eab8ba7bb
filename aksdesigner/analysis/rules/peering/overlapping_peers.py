"""PEER-01: Peered networks overlap."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.overlap import overlaps_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="PEER-01",
    name="overlapping-peers",
    topic="peering",
    severity="error",
    since="0.1",
    title="Peered networks overlap",
    source="azure-rules A.4 row O2",
    remedy="Renumber one of the networks",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports peerings between two networks that share addresses.

    ## What it does
    Reports peerings between two networks that share addresses.

    ## Why it matters
    Azure refuses the peering (VnetAddressSpacesOverlap); it carries no routes.

    ## Example
    A hub of 10.0.0.0/16 peered with 10.0.128.0/17.

    ## How to fix
    Renumber one of the networks.

    ## References
    azure-rules A.4 row O2
    """
    for link in facts.peerings.disabled:
        if link.rule != "O2":
            continue
        rows = [o for o in overlaps_of(facts) if o.rule == "O2" and set(o.keys) == set(link.ends)]
        one, other = (label_of(end) for end in link.ends)
        yield RULE.found(
            key_of("peering", link.halves[0].name),
            *link.ends,
            message=f"{one} and {other} are peered and share {listed(r.intersect for r in rows)}; "
            "Azure refuses the peering",
            remedy=f"Renumber {one} or {other}",
            shared=[str(row.intersect) for row in rows],
        )
