"""ADR-16: Pod range shadows a connected network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.free_ranges import free_pod_cidr
from aksdesigner.analysis.facts.overlap import evidence_of, rows_by_owner, worst_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="ADR-16",
    name="pod-range-shadows-connected-network",
    topic="address",
    severity="error",
    since="0.1",
    title="Pod range shadows a connected network",
    source="azure-rules A.4 row O13",
    remedy="Separate the ranges",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pod ranges that share addresses with a peered network or with on-premises prefixes that the cluster's network learns.

    ## What it does
    Reports pod ranges that share addresses with a peered network or with on-premises prefixes
    that the cluster's network learns.

    ## Why it matters
    A packet to such an address stays in the overlay. Only a warning where the on-premises
    prefix is a summary.

    ## Example
    podCidr 10.244.0.0/16 while the data centre uses 10.244.0.0/16.

    ## How to fix
    Separate the ranges.

    ## References
    azure-rules A.4 row O13
    """
    for key, rows in rows_by_owner(facts, "O13").items():
        others = listed(dict.fromkeys(row.sides[1] for row in rows))
        own = listed(dict.fromkeys(row.sides[0].rpartition(" ")[2] for row in rows))
        free = free_pod_cidr(facts)
        severity = worst_of(rows)
        yield RULE.found(
            key,
            *(other for row in rows for other in row.keys[1:]),
            message=f"Pod range {own} of {label_of(key)} "
            + (
                f"hides {others}: pods take those addresses for other pods"
                if severity == "error"
                else f"lies in {others}, a summary route"
            ),
            remedy=f"Use {free} as pod range" if free else None,
            severity=severity,
            overlaps=evidence_of(rows),
        )
