"""DNS-05: Zone linked where it has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.endpoint_names import context_networks
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.facts.zones import dns_name
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import key_of, label_of
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

RULE = Rule(
    code="DNS-05",
    name="link-without-effect",
    topic="dns",
    severity="warning",
    since="0.1",
    title="Zone linked where it has no effect",
    source="azure-rules E.2 step 1, G.6 DNS-05",
    remedy="Link the zone to the network of the DNS servers",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports zones linked to a network that asks DNS servers in another network, while that other network has no link.

    ## What it does
    Reports zones linked to a network that asks DNS servers in another network, while that other
    network has no link.

    ## Why it matters
    A network with servers of its own never looks at its links; the servers look at those of the
    network they stand in.

    ## Example
    A zone linked to the spoke, whose servers stand in the hub.

    ## How to fix
    Link the zone to the network of the servers.

    ## References
    azure-rules E.2 step 1, G.6 DNS-05
    """
    for zone in facts.topology.private_dns_zones:
        linked = {vnet_key(link.vnet) for link in zone.links}
        for link in zone.links:
            own = vnet_key(link.vnet)
            vnet = facts.index.get(VirtualNetwork, link.vnet)
            asks = vnet is not None and not link.registration
            homes = context_networks(facts, own, dns_name(zone)) if asks else ()
            if homes and not linked & set(homes):
                where = listed(label_of(home) for home in homes)
                yield RULE.found(
                    key_of("zone", zone.name),
                    own,
                    message=f"{zone.name} is linked to {link.vnet}, which asks DNS servers in {where}; "
                    "there it is not linked",
                    remedy=f"Link {zone.name} to {where}",
                )
