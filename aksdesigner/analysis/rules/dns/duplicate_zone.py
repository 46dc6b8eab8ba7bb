"""DNS-06: Same zone twice."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.facts.zones import dns_name
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="DNS-06",
    name="duplicate-zone",
    topic="dns",
    severity="warning",
    since="0.1",
    title="Same zone twice",
    source="azure-rules E.2 step 5, G.6 DNS-06",
    remedy="Keep one zone, linked to every network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports two zones of one DNS name.

    ## What it does
    Reports two zones of one DNS name.

    ## Why it matters
    A network links one of them; records end up in the other.

    ## Example
    privatelink.vaultcore.azure.net in two resource groups.

    ## How to fix
    Keep one zone and link it to every network.

    ## References
    azure-rules E.2 step 5, G.6 DNS-06
    """
    seen: dict[str, list[str]] = {}
    for zone in facts.topology.private_dns_zones:
        seen.setdefault(dns_name(zone), []).append(zone.name)
    for name, zones in seen.items():
        if len(zones) > 1:
            yield RULE.found(
                *(key_of("zone", zone) for zone in zones),
                message=f"{listed(zones)} have one DNS name, {name}",
                zones=zones,
            )
