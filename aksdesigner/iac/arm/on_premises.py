"""On-premises site -> Microsoft.Network/localNetworkGateways, where a VPN leads to it."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, location
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.connection import Site
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_gateway import NetworkGateway


def to_arm(draft: Draft, gateway: NetworkGateway, key: Key, site: Site) -> None:
    """Declare the far end of a connection; it stands in the gateway's region without its own."""
    owner = site.drawn if site.drawn and site.drawn.region else gateway
    bgp = {"asn": site.bgp[0], "bgpPeeringAddress": site.bgp[1]} if site.bgp else None
    space = {"addressPrefixes": list(site.prefixes)} if site.prefixes else None
    draft.declare(
        versioned(NETWORK + "localNetworkGateways"),
        key,
        {
            "name": site.name,
            "location": location(draft, owner),
            "tags": site.tags or None,
            "properties": {
                "gatewayIpAddress": site.address,
                "localNetworkAddressSpace": space,
                "bgpSettings": bgp,
            },
        },
        site.role,
    )
