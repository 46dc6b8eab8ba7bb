"""ADR-12: Service range inside the network's range."""

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
    code="ADR-12",
    name="service-range-in-network",
    topic="address",
    severity="warning",
    since="0.1",
    title="Service range inside the network's range",
    source="azure-rules A.4 row O8",
    remedy="Move the service range outside the network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports service ranges that share addresses with the cluster's network, though with no subnet of it.

    ## What it does
    Reports service ranges that share addresses with the cluster's network, though with no
    subnet of it.

    ## Why it matters
    The cluster can be created, but the first subnet placed there blocks every later upgrade.

    ## Example
    serviceCidr 10.80.128.0/20 in a network of 10.80.0.0/16.

    ## How to fix
    Move the service range outside the network.

    ## References
    azure-rules A.4 row O8
    """
    for key, rows in rows_by_owner(facts, "O8").items():
        others = listed(dict.fromkeys(row.sides[1] for row in rows))
        own = listed(dict.fromkeys(row.sides[0].rpartition(" ")[2] for row in rows))
        free = free_service_cidr(facts)
        yield RULE.found(
            key,
            *(other for row in rows for other in row.keys[1:]),
            message=f"Service range {own} of {label_of(key)} lies in {others}, where no subnet is yet; a subnet created there blocks upgrades",
            remedy=f"Use {free} as service range" if free else None,
            overlaps=evidence_of(rows),
        )
