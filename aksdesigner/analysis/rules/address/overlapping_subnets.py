"""ADR-05: Subnets overlap."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.overlap import evidence_of, overlaps_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="ADR-05",
    name="overlapping-subnets",
    topic="address",
    severity="error",
    since="0.1",
    title="Subnets overlap",
    source="azure-rules A.4 row O1, A-05",
    remedy="Move one of the subnets",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports two subnets of one network that share addresses.

    ## What it does
    Reports two subnets of one network that share addresses.

    ## Why it matters
    Azure refuses the second of them.

    ## Example
    10.80.0.0/22 and 10.80.2.0/24.

    ## How to fix
    Give one of them a block of its own.

    ## References
    azure-rules A.4 row O1, A-05
    """
    for row in overlaps_of(facts):
        if row.rule == "O1":
            first, second = row.keys
            yield RULE.found(
                second,
                first,
                message=f"{label_of(second)} overlaps {label_of(first)}: both hold {row.intersect}",
                overlaps=evidence_of((row,)),
            )
