"""ADR-11: Service range over a cluster subnet."""

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
    code="ADR-11",
    name="service-range-over-subnet",
    topic="address",
    severity="error",
    since="0.1",
    title="Service range over a cluster subnet",
    source="azure-rules A.4 row O7",
    remedy="Move the service range outside the network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports service ranges that share addresses with any subnet of the cluster's network.

    ## What it does
    Reports service ranges that share addresses with any subnet of the cluster's network.

    ## Why it matters
    Azure refuses the cluster at creation and again before each upgrade
    (ServiceCidrOverlapExistingSubnetsCidr).

    ## Example
    serviceCidr 10.0.0.0/16, the default, with a node subnet of 10.0.0.0/25.

    ## How to fix
    Move the service range outside the network; it is never routed, so any free private block
    serves.

    ## References
    azure-rules A.4 row O7
    """
    for key, rows in rows_by_owner(facts, "O7").items():
        others = listed(dict.fromkeys(row.sides[1] for row in rows))
        own = listed(dict.fromkeys(row.sides[0].rpartition(" ")[2] for row in rows))
        free = free_service_cidr(facts)
        yield RULE.found(
            key,
            *(other for row in rows for other in row.keys[1:]),
            message=f"Service range {own} of {label_of(key)} overlaps {others}; pods would answer these addresses themselves",
            remedy=f"Use {free} as service range" if free else None,
            overlaps=evidence_of(rows),
        )
