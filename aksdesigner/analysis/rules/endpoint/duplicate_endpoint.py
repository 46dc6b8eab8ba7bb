"""PEP-08: Duplicate endpoints in one zone."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.facts.zones import groups_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="PEP-08",
    name="duplicate-endpoint",
    topic="endpoint",
    severity="warning",
    since="0.1",
    title="Duplicate endpoints in one zone",
    source="azure-rules G.6 PEP-08",
    remedy="Keep one endpoint for each zone",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports two endpoints to one resource and group id that write into one zone.

    ## What it does
    Reports two endpoints to one resource and group id that write into one zone.

    ## Why it matters
    Both own the same record; the last one wins.

    ## Example
    Endpoints in two hubs with one zone.

    ## How to fix
    Keep one endpoint for each zone.

    ## References
    azure-rules G.6 PEP-08
    """
    seen: dict[tuple[str, str, str], list[str]] = {}
    for endpoint in facts.topology.private_endpoints:
        for group in groups_of(facts, endpoint) if endpoint.target else ():
            for zone in endpoint.zone_group:
                place = (endpoint.target or "", group.casefold(), zone)
                seen.setdefault(place, []).append(endpoint.name)
    for (target, group, zone), names in seen.items():
        if len(names) > 1:
            yield RULE.found(
                *(key_of("pe", name) for name in names),
                message=f"{listed(names)} lead to {target} ({group}) and write into {zone}",
                zone=zone,
            )
