"""PEER-02: Two peers of one network overlap."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="PEER-02",
    name="overlapping-neighbours",
    topic="peering",
    severity="error",
    since="0.1",
    title="Two peers of one network overlap",
    source="azure-rules A.4 row O3",
    remedy="Renumber one of the networks",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports the later of two peerings of one network whose remote networks share addresses.

    ## What it does
    Reports the later of two peerings of one network whose remote networks share addresses.

    ## Why it matters
    Azure refuses the second (VnetAddressSpaceOverlapsWithAlreadyPeeredVnet); it carries no
    routes.

    ## Example
    Two spokes of 10.5.0.0/16 and 10.5.128.0/17 on one hub.

    ## How to fix
    Renumber one of them.

    ## References
    azure-rules A.4 row O3
    """
    for link in facts.peerings.disabled:
        if link.rule == "O3" and link.rival is not None:
            one, other = (label_of(end) for end in link.ends)
            yield RULE.found(
                key_of("peering", link.halves[0].name),
                *link.ends,
                link.rival,
                message=f"{one} and {other} can't be peered: {label_of(link.rival)}, peered before, "
                "has the same addresses",
                rival=label_of(link.rival),
            )
