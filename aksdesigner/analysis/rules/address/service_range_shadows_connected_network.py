"""ADR-13: Service range shadows a connected network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.free_ranges import free_service_cidr
from aksdesigner.analysis.facts.overlap import evidence_of, rows_by_owner, worst_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="ADR-13",
    name="service-range-shadows-connected-network",
    topic="address",
    severity="error",
    since="0.1",
    title="Service range shadows a connected network",
    source="azure-rules A.4 row O9",
    remedy="Move the service range",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports service ranges that share addresses with a peered network or with on-premises prefixes that the cluster's network learns.

    ## What it does
    Reports service ranges that share addresses with a peered network or with on-premises
    prefixes that the cluster's network learns.

    ## Why it matters
    Each node captures traffic for the service range, so pods cannot reach the real hosts. Only
    a warning where the on-premises prefix is a summary, which proves no collision.

    ## Example
    serviceCidr 10.90.0.0/16 while a peered network has 10.90.0.0/16.

    ## How to fix
    Take the service range from one central plan of addresses.

    ## References
    azure-rules A.4 row O9
    """
    for key, rows in rows_by_owner(facts, "O9").items():
        others = listed(dict.fromkeys(row.sides[1] for row in rows))
        own = listed(dict.fromkeys(row.sides[0].rpartition(" ")[2] for row in rows))
        free = free_service_cidr(facts)
        severity = worst_of(rows)
        yield RULE.found(
            key,
            *(other for row in rows for other in row.keys[1:]),
            message=f"Service range {own} of {label_of(key)} "
            + (
                f"hides {others}: pods can never reach those addresses"
                if severity == "error"
                else f"lies in {others}, a summary route"
            ),
            remedy=f"Use {free} as service range" if free else None,
            severity=severity,
            overlaps=evidence_of(rows),
        )
