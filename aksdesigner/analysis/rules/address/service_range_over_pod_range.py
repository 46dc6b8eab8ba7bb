"""ADR-14: Service and pod range overlap."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.free_ranges import free_service_cidr
from aksdesigner.analysis.facts.overlap import evidence_of, rows_by_owner
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="ADR-14",
    name="service-range-over-pod-range",
    topic="address",
    severity="error",
    since="0.1",
    title="Service and pod range overlap",
    source="azure-rules A.4 row O10",
    remedy="Separate the ranges",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports clusters whose service range and pod range share addresses.

    ## What it does
    Reports clusters whose service range and pod range share addresses.

    ## Why it matters
    Azure refuses the cluster.

    ## Example
    podCidr 100.64.0.0/14 and serviceCidr 100.65.0.0/16.

    ## How to fix
    Separate the two ranges.

    ## References
    azure-rules A.4 row O10
    """
    for key, rows in rows_by_owner(facts, "O10").items():
        others = listed(dict.fromkeys(row.sides[1] for row in rows))
        own = listed(dict.fromkeys(row.sides[0].rpartition(" ")[2] for row in rows))
        free = free_service_cidr(facts)
        yield RULE.found(
            key,
            *(other for row in rows for other in row.keys[1:]),
            message=f"Service range {own} of {label_of(key)} overlaps {others}",
            remedy=f"Use {free} as service range" if free else None,
            overlaps=evidence_of(rows),
        )
