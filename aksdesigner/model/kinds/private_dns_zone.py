"""Private DNS zone (Microsoft.Network/privateDnsZones) and its links."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Address
from aksdesigner.model.fields import Bool, VnetRef, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource


class ZoneLink(Part):
    """A network in which the zone answers."""

    vnet: VnetRef = field("Network", required=True)
    registration: Bool = field("Registers machines", default=False)
    resolution_policy: Literal["Default", "NxDomainRedirect"] = field(
        "Resolution policy", default="Default"
    )


class PrivateDnsZone(AzureResource):
    """Names that only linked networks see."""

    kind: ClassVar[str] = "zone"
    title: ClassVar[str] = "Private DNS zone"
    section: ClassVar[str] = "privateDnsZones"

    records: dict[str, Address] = field("Records", "Name and address.", factory=dict)
    links: tuple[ZoneLink, ...] = field("Linked networks", default=())
