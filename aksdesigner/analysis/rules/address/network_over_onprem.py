"""ADR-19: Network overlaps on-premises."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.overlap import evidence_of, rows_by_owner, worst_of
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import label_of

RULE = Rule(
    code="ADR-19",
    name="network-over-onprem",
    topic="address",
    severity="error",
    since="0.1",
    title="Network overlaps on-premises",
    source="azure-rules A.4 row O4",
    remedy="Renumber one side, or announce only what is really there",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports networks that share addresses with on-premises prefixes they learn.

    ## What it does
    Reports networks that share addresses with on-premises prefixes they learn.

    ## Why it matters
    The network's own routes win, so those on-premises hosts are unreachable. Only a warning
    where the on-premises prefix is a summary that holds the whole network.

    ## Example
    The data centre announces 10.2.5.0/24 and a spoke has 10.2.0.0/16.

    ## How to fix
    Renumber one side, or announce what is really there.

    ## References
    azure-rules A.4 row O4
    """
    for key, rows in rows_by_owner(facts, "O4").items():
        severity = worst_of(rows)
        others = listed(row.sides[1].removeprefix("onprem ") for row in rows)
        effect = (
            "those addresses answer from Azure alone"
            if severity == "error"
            else "the announcement is a summary, so the network's own routes win"
        )
        yield RULE.found(
            key,
            *(other for row in rows for other in row.keys[1:]),
            message=f"{label_of(key)} shares {listed(row.intersect for row in rows)} with {others}; "
            f"{effect}",
            severity=severity,
            overlaps=evidence_of(rows),
        )
