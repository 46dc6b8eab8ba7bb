"""DNS private resolver (Microsoft.Network/dnsResolvers) with its endpoints."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Address
from aksdesigner.model.fields import LocalSubnetRef, VnetRef, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource


class InboundEndpoint(Part):
    """An address that answers with what the resolver's network resolves."""

    subnet: LocalSubnetRef = field("Subnet", "Exclusive, delegated.", required=True)
    ip: Address | None = field("Address", "Absent: the first free one.")


class OutboundEndpoint(Part):
    """Where forwarded queries leave from."""

    subnet: LocalSubnetRef = field("Subnet", "Exclusive, delegated.", required=True)


class DnsResolver(AzureResource):
    """Resolves for on-premises and other networks, and forwards by rulesets."""

    kind: ClassVar[str] = "resolver"
    title: ClassVar[str] = "DNS private resolver"
    section: ClassVar[str] = "dnsResolvers"

    vnet: VnetRef = field("Network", required=True, group="Placement")
    inbound_ip: Address | None = field(
        "Inbound address", "Short for one inbound endpoint that holds it.", group="Endpoints"
    )
    inbound: tuple[InboundEndpoint, ...] = field("Inbound endpoints", default=(), group="Endpoints")
    outbound: tuple[OutboundEndpoint, ...] = field(
        "Outbound endpoints", default=(), group="Endpoints"
    )
