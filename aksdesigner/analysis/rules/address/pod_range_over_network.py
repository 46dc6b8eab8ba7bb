"""ADR-15: Pod range overlaps the cluster's network."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.free_ranges import free_pod_cidr
from aksdesigner.analysis.facts.overlap import evidence_of, rows_by_owner
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="ADR-15",
    name="pod-range-over-network",
    topic="address",
    severity="error",
    since="0.1",
    title="Pod range overlaps the cluster's network",
    source="azure-rules A.4 row O12",
    remedy="Separate the ranges",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports pod ranges of overlay, kubenet and own-plugin clusters that share addresses with the cluster's network.

    ## What it does
    Reports pod ranges of overlay, kubenet and own-plugin clusters that share addresses with the
    cluster's network.

    ## Why it matters
    The pod range can't overlap any address of the network of its nodes.

    ## Example
    podCidr 10.80.0.0/16 in a network of 10.80.0.0/16.

    ## How to fix
    Separate the two ranges.

    ## References
    azure-rules A.4 row O12
    """
    for key, rows in rows_by_owner(facts, "O12").items():
        others = listed(dict.fromkeys(row.sides[1] for row in rows))
        own = listed(dict.fromkeys(row.sides[0].rpartition(" ")[2] for row in rows))
        free = free_pod_cidr(facts)
        yield RULE.found(
            key,
            *(other for row in rows for other in row.keys[1:]),
            message=f"Pod range {own} of {label_of(key)} overlaps {others}",
            remedy=f"Use {free} as pod range" if free else None,
            overlaps=evidence_of(rows),
        )
