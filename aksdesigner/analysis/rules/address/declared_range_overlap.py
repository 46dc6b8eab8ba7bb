"""ADR-20: Range overlaps a declared enterprise range."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.overlap import evidence_of, rows_by_owner
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="ADR-20",
    name="declared-range-overlap",
    topic="address",
    severity="warning",
    since="0.1",
    title="Range overlaps a declared enterprise range",
    source="azure-rules A.4 row O16",
    remedy="Take the range from the registry",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pod and service ranges that share addresses with an enterprise range of the registry that is not connected yet.

    ## What it does
    Reports pod and service ranges that share addresses with an enterprise range of the registry
    that is not connected yet.

    ## Why it matters
    The day that range is connected, pods cannot reach it.

    ## Example
    The registry declares 100.64.0.0/16 for a branch, and a cluster uses 100.64.0.0/14.

    ## How to fix
    Take the range from the registry, or have it registered for the cluster.

    ## References
    azure-rules A.4 row O16
    """
    for key, rows in rows_by_owner(facts, "O16").items():
        yield RULE.found(
            key,
            message=f"{label_of(key)}: {listed(dict.fromkeys(row.sides[0] for row in rows))} overlaps "
            f"{listed(dict.fromkeys(row.sides[1] for row in rows))}",
            overlaps=evidence_of(rows),
        )
