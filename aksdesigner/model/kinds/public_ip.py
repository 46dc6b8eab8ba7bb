"""Public IP address (Microsoft.Network/publicIPAddresses)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Address
from aksdesigner.model.fields import DdosRef, Int, PublicIpPrefixRef, field
from aksdesigner.model.resource import AzureResource

PublicIpSku = Literal["Standard", "StandardV2", "Basic"]


class PublicIp(AzureResource):
    """An address on the Internet that firewalls, gateways, balancers and machines use."""

    kind: ClassVar[str] = "pip"
    title: ClassVar[str] = "Public IP address"
    section: ClassVar[str] = "publicIps"

    ip: Address | None = field("Address", "Absent: Azure chooses it.", group="Address")
    sku: PublicIpSku = field("SKU", default="Standard")
    tier: Literal["Regional", "Global"] = field("Tier", default="Regional", advanced=True)
    version: Literal["IPv4", "IPv6"] = field("IP version", default="IPv4", group="Address")
    prefix: PublicIpPrefixRef | None = field(
        "Prefix", "The public prefix it is taken from.", group="Address"
    )
    domain_name_label: str | None = field("DNS name label", group="Address", advanced=True)
    idle_timeout: Int = field("Idle timeout", default=4, unit="minutes", low=4, high=30)
    ddos_protection: Literal["VirtualNetworkInherited", "Enabled", "Disabled"] = field(
        "DDoS protection", default="VirtualNetworkInherited", group="Protection"
    )
    ddos_plan: DdosRef | None = field(
        "DDoS plan", "Of an address protected on its own.", group="Protection", advanced=True
    )
