"""Public IP prefix (Microsoft.Network/publicIPPrefixes)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import Int, field
from aksdesigner.model.kinds.public_ip import PublicIpSku
from aksdesigner.model.resource import AzureResource


class PublicIpPrefix(AzureResource):
    """A block of public addresses."""

    kind: ClassVar[str] = "ippfx"
    title: ClassVar[str] = "Public IP prefix"
    section: ClassVar[str] = "publicIpPrefixes"

    length: Int = field("Prefix length", default=31, low=21, high=127, group="Address")
    sku: PublicIpSku = field("SKU", default="Standard")
    version: Literal["IPv4", "IPv6"] = field("IP version", default="IPv4", group="Address")
    custom: Literal["none", "byoip"] = field(
        "Origin", "byoip: taken from a custom prefix of your own.", default="none", advanced=True
    )
