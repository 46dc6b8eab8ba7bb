"""DNS-08: Zone hides resources of others."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.facts.zones import dns_name, linked_zone, record
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.azure.private_zones import alias_of
from aksdesigner.model.ids import Key, key_of

RULE = Rule(
    code="DNS-08",
    name="zone-hides-foreign-resources",
    topic="dns",
    severity="warning",
    since="0.2",
    title="Zone hides resources of others",
    source="azure-rules E.2 step 3, G.6 DNS-08",
    remedy="Set NxDomainRedirect on the link, or add a record",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports private zones that are linked without NxDomainRedirect to a network while the design uses resources of others of the same service.

    ## What it does
    Reports private zones that are linked without NxDomainRedirect to a network while the design
    uses resources of others of the same service.

    ## Why it matters
    A resource with a private endpoint in another tenant is an alias into the zone; the zone has
    no record of it and the name does not resolve, though its public address would work.

    ## Example
    privatelink.vaultcore.azure.net linked to the spoke, and a partner's Key Vault.

    ## How to fix
    Set the link's resolution policy to NxDomainRedirect, or add a record.

    ## References
    azure-rules E.2 step 3, G.6 DNS-08
    """
    for resource in facts.topology.public_resources:
        alias = alias_of(resource.fqdn.casefold().rstrip("."))
        for zone in facts.topology.private_dns_zones if alias else ():
            if alias is None or not alias.name.endswith(f".{dns_name(zone)}"):
                continue
            hidden = [
                link.vnet
                for link in zone.links
                if link.resolution_policy != "NxDomainRedirect"
                and _lacks(facts, vnet_key(link.vnet), alias.name)
            ]
            if hidden:
                now = (
                    "does not resolve"
                    if resource.has_private_endpoint_elsewhere
                    else ("stops resolving once its owner adds a private endpoint")
                )
                yield RULE.found(
                    key_of("zone", zone.name),
                    *(vnet_key(name) for name in hidden),
                    message=f"{zone.name} has no record of {resource.fqdn}, which {now} in "
                    f"{listed(hidden)}",
                    fqdn=resource.fqdn,
                    vnets=hidden,
                )


def _lacks(facts: Facts, vnet: Key, name: str) -> bool:
    zone = linked_zone(facts, vnet, name)
    return zone is not None and record(zone, name) is None
