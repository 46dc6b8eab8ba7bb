"""DNS-07: Record missing."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.endpoint_names import answer_in, consumers_of, name_of, needed_zones
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of

RULE = Rule(
    code="DNS-07",
    name="missing-record",
    topic="dns",
    severity="error",
    since="0.1",
    title="Record missing",
    source="azure-rules E.2 step 3, G.6 DNS-07",
    remedy="Give the endpoint a zone group",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private endpoints without a record in their zone where a network that uses them is linked to that zone.

    ## What it does
    Reports private endpoints without a record in their zone where a network that uses them is
    linked to that zone.

    ## Why it matters
    The zone answers NXDOMAIN: the name resolves neither privately nor publicly.

    ## Example
    A zone with a link and no zone group on the endpoint.

    ## How to fix
    Give the endpoint a zone group.

    ## References
    azure-rules E.2 step 3, G.6 DNS-07
    """
    for endpoint in facts.topology.private_endpoints:
        key = key_of("pe", endpoint.name)

        lost = [v for v in consumers_of(facts, key) if answer_in(facts, key, v) == "nxdomain"]
        if lost:
            zone = needed_zones(facts, endpoint)[0].zones[0]
            yield RULE.found(
                key,
                *lost,
                message=f"{name_of(facts, endpoint) or endpoint.name} does not resolve in "
                f"{listed(label_of(v) for v in lost)}: {zone} has no record of {endpoint.name}",
                remedy=f"Add {zone} to the zone group of {endpoint.name}",
                zone=zone,
            )
