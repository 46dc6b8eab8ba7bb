"""On-premises site -> azurerm_local_network_gateway, where a VPN leads to it."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.connection import Site
from aksdesigner.iac.terraform.body import GROUP, location
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_gateway import NetworkGateway


def to_azurerm(draft: Draft, gateway: NetworkGateway, key: Key, site: Site) -> None:
    """Declare the far end of a connection; it stands in the gateway's region without its own."""
    owner = site.drawn if site.drawn and site.drawn.region else gateway
    bgp: dict[str, Raw] = {}
    owner = site.drawn if site.drawn and site.drawn.region else gateway
    if site.bgp:
        bgp = {"asn": site.bgp[0], "bgp_peering_address": site.bgp[1]}
    draft.declare(
        "azurerm_local_network_gateway",
        key,
        {
            "name": site.name,
            "resource_group_name": GROUP,
            "location": location(draft, owner),
            "gateway_address": site.address,
            "address_space": list(site.prefixes) or None,
            "tags": site.tags or None,
            "bgp_settings": blocks(bgp) if bgp else None,
        },
        site.role,
    )
