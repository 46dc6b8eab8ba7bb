"""DNS-02: Private DNS zone missing."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.endpoint_names import zones_named
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.facts.zones import groups_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.private_zones import zones_of_group
from aksdesigner.model.ids import key_of

RULE = Rule(
    code="DNS-02",
    name="missing-zone",
    topic="dns",
    severity="error",
    since="0.1",
    title="Private DNS zone missing",
    source="azure-rules E.1, G.6 DNS-02",
    remedy="Add the zone",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private endpoints for whose group id the design has no zone of the right name; a warning where it has no private zone at all, since they may be kept centrally.

    ## What it does
    Reports private endpoints for whose group id the design has no zone of the right name; a
    warning where it has no private zone at all, since they may be kept centrally.

    ## Why it matters
    Without the zone the name resolves to the public address.

    ## Example
    A Key Vault endpoint and no privatelink.vaultcore.azure.net.

    ## How to fix
    Add the zone.

    ## References
    azure-rules E.1, G.6 DNS-02
    """
    for endpoint in facts.topology.private_endpoints:
        key = key_of("pe", endpoint.name)

        for group in groups_of(facts, endpoint):
            row = zones_of_group(group)
            if row is None or "azuremonitor" in row.groups or zones_named(facts, row.legal):
                continue
            wanted = listed(row.zones) if not row.needs_any else " or ".join(row.zones)
            yield RULE.found(
                key,
                message=f"{endpoint.name} ({group}) needs the zone {wanted}, which is not in the design",
                remedy=f"Add {row.zones[0]}",
                severity="error" if facts.topology.private_dns_zones else "warning",
                group=group,
                zones=list(row.zones),
            )
