"""ADR-21: Two unconnected networks overlap."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.overlap import evidence_of, overlaps_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule

RULE = Rule(
    code="ADR-21",
    name="unconnected-networks-overlap",
    topic="address",
    severity="info",
    since="0.1",
    title="Two unconnected networks overlap",
    source="azure-rules A.4 row O5",
    remedy="Keep them apart, or renumber one",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks that share addresses though nothing connects them.

    ## What it does
    Reports networks that share addresses though nothing connects them.

    ## Why it matters
    They can never be peered, and no third network can peer with both.

    ## Example
    Two spokes that both use 10.5.0.0/16.

    ## How to fix
    Renumber one of them while it is small, or keep them apart for good.

    ## References
    azure-rules A.4 row O5
    """
    for row in overlaps_of(facts):
        if row.rule == "O5":
            yield RULE.found(
                *row.keys,
                message=f"{row.sides[0].removeprefix('vnet ')} and {row.sides[1].removeprefix('vnet ')} "
                f"share {row.intersect} and are not connected",
                overlaps=evidence_of((row,)),
            )
