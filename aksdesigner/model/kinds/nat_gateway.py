"""NAT gateway (Microsoft.Network/natGateways)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import Int, PublicIpPrefixRef, PublicIpRef, field
from aksdesigner.model.resource import AzureResource


class NatGateway(AzureResource):
    """Outbound addresses shared by the subnets that name it."""

    kind: ClassVar[str] = "natgw"
    title: ClassVar[str] = "NAT gateway"
    section: ClassVar[str] = "natGateways"

    ips: Int = field("Public addresses", default=1, unit="addresses", low=1, high=16)
    public_ips: tuple[PublicIpRef, ...] = field(
        "Public IP addresses", "Those that are drawn.", default=(), group="Addresses"
    )
    public_ip_prefixes: tuple[PublicIpPrefixRef, ...] = field(
        "Public IP prefixes", default=(), group="Addresses"
    )
    sku: Literal["Standard", "StandardV2"] = field("SKU", default="Standard")
    idle_timeout: Int = field("Idle timeout", default=4, unit="minutes", low=4, high=120)
