"""DNS-03: Wrong zone name."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.zones import dns_name, groups_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.private_zones import is_zone, public_suffixes, zones_of_group
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone

RULE = Rule(
    code="DNS-03",
    name="wrong-zone-name",
    topic="dns",
    severity="error",
    since="0.1",
    title="Wrong zone name",
    source="azure-rules E.1, G.6 DNS-03",
    remedy="Use the exact name",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports zones bound to an endpoint whose name is not the one of its group id, and private zones that take a public suffix of Azure whole.

    ## What it does
    Reports zones bound to an endpoint whose name is not the one of its group id, and private
    zones that take a public suffix of Azure whole.

    ## Why it matters
    Clients follow the alias to the right name and find nothing; a zone of a public suffix hides
    every resource of that service.

    ## Example
    privatelink.vault.azure.net for a Key Vault.

    ## How to fix
    Use the exact name of the table.

    ## References
    azure-rules E.1, G.6 DNS-03
    """
    for zone in facts.topology.private_dns_zones:
        if dns_name(zone) in public_suffixes():
            yield RULE.found(
                key_of("zone", zone.name),
                message=f"{zone.name} is a public suffix of Azure; as a private zone it hides the service",
            )
    for endpoint in facts.topology.private_endpoints:
        rows = [zones_of_group(group) for group in groups_of(facts, endpoint)]
        wanted = [zone for row in rows if row is not None for zone in row.legal]
        if not wanted or None in rows:
            continue
        for name in endpoint.zone_group:
            bound = facts.index.get(PrivateDnsZone, name)
            plain = dns_name(bound) if bound else name.casefold()
            if not any(is_zone(plain, w) or plain.endswith(f".{w}") for w in wanted):
                yield RULE.found(
                    key_of("pe", endpoint.name),
                    *((key_of("zone", name),) if bound else ()),
                    message=f"{endpoint.name} writes its record into {plain}, its group id needs "
                    f"{wanted[0]}",
                    remedy=f"Use {wanted[0]}",
                    zone=plain,
                    wanted=wanted,
                )
