"""VPN and ExpressRoute gateways (Microsoft.Network/virtualNetworkGateways)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Cidr
from aksdesigner.model.fields import (
    Bool,
    CircuitRef,
    GatewayRef,
    Int,
    PublicIpRef,
    SiteRef,
    VnetRef,
    field,
)
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource


class Connection(Part):
    """What a gateway is connected to, and the prefixes it learns or is told there."""

    name: str | None = field("Name")
    site: SiteRef | None = field("Site", "The on-premises site at the other end.")
    peer_gateway: GatewayRef | None = field("Peer gateway", "For VNet to VNet connections.")
    circuit: CircuitRef | None = field("Circuit", "Of an ExpressRoute connection.")
    prefixes: tuple[Cidr, ...] | None = field(
        "Prefixes", "Learned by BGP or static; absent means those of the site."
    )
    bgp: Bool = field("BGP", default=False)


class NetworkGateway(AzureResource):
    """A gateway in the GatewaySubnet of its network."""

    kind: ClassVar[str] = "gw"
    title: ClassVar[str] = "Network gateway"
    section: ClassVar[str] = "gateways"

    vnet: VnetRef = field("Network", "It sits in that network's GatewaySubnet.", required=True)
    type: Literal["Vpn", "ExpressRoute"] = field("Type", default="Vpn")
    sku: str | None = field("SKU", "For example VpnGw2AZ or ErGw1AZ.")
    public_ips: tuple[PublicIpRef, ...] = field(
        "Public IP addresses", "Those that are drawn.", default=()
    )
    active_active: Bool = field("Active-active", default=False)
    bgp: Bool = field("BGP", default=False, group="BGP")
    asn: Int | None = field("ASN", group="BGP", low=1, high=4_294_967_295)
    connections: tuple[Connection, ...] = field("Connections", default=(), group="Connections")
