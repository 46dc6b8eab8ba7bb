"""DNS-09: Monitor scope incomplete."""

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
    code="DNS-09",
    name="incomplete-monitor-scope",
    topic="dns",
    severity="error",
    since="0.1",
    title="Monitor scope incomplete",
    source="azure-rules E.1, G.6 DNS-09",
    remedy="Add the missing zones",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports endpoints of an Azure Monitor private link scope without all of its five zones.

    ## What it does
    Reports endpoints of an Azure Monitor private link scope without all of its five zones.

    ## Why it matters
    Agents send to names of every one of them.

    ## Example
    An endpoint with privatelink.monitor.azure.com alone.

    ## How to fix
    Add the missing zones.

    ## References
    azure-rules E.1, G.6 DNS-09
    """
    row = zones_of_group("azuremonitor")
    for endpoint in facts.topology.private_endpoints:
        groups = {group.casefold() for group in groups_of(facts, endpoint)}
        if row is None or "azuremonitor" not in groups or not facts.topology.private_dns_zones:
            continue
        missing = [zone for zone in row.zones if not zones_named(facts, (zone,))]
        if missing:
            yield RULE.found(
                key_of("pe", endpoint.name),
                message=f"{endpoint.name} leads to a monitor scope, and {listed(missing)} "
                f"{'is' if len(missing) == 1 else 'are'} missing",
                remedy=f"Add {listed(missing)}",
                missing=missing,
            )
