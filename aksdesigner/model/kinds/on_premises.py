"""On-premises site: the other end of a VPN or ExpressRoute connection."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.fields import Int, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource


class Forward(Part):
    """A conditional forwarder of a DNS server."""

    suffix: str = field("Suffix", required=True)
    to: Address = field("To", required=True)


class SiteDnsServer(Part):
    """A DNS server of the site."""

    ip: Address = field("Address", required=True)
    forwards: tuple[Forward, ...] = field("Conditional forwarders", default=())


class OnPremises(AzureResource):
    """A data centre or branch with its prefixes."""

    kind: ClassVar[str] = "site"
    title: ClassVar[str] = "On-premises site"
    section: ClassVar[str] = "onPrem"

    prefixes: tuple[Cidr, ...] = field("Prefixes", default=(), group="Address")
    public_ip: Address | None = field("Public address", "Of its VPN device.", group="Address")
    asn: Int | None = field("ASN", group="BGP", low=1, high=4_294_967_295)
    dns_servers: tuple[SiteDnsServer, ...] = field("DNS servers", default=(), group="DNS")
