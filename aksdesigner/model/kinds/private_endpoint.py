"""Private endpoint (Microsoft.Network/privateEndpoints)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Address
from aksdesigner.model.fields import (
    Int,
    LinkServiceRef,
    LocalSubnetRef,
    ServiceRef,
    SubnetRef,
    VnetRef,
    ZoneRef,
    field,
)
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource


class PrivateEndpoint(AzureResource):
    """An address of a subnet that leads to one resource of a platform service."""

    kind: ClassVar[str] = "pe"
    title: ClassVar[str] = "Private endpoint"
    section: ClassVar[str] = "privateEndpoints"
    singular: ClassVar[dict[str, str]] = {"ips": "ip"}

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field("Subnet", required=True, group="Placement")
    ips: tuple[Address, ...] = field("Addresses", default=(), group="Placement")
    target: ServiceRef | None = field("Target service", group="Target")
    link_service: LinkServiceRef | None = field(
        "Target link service", "Instead of a platform service.", group="Target"
    )
    group_ids: tuple[str, ...] = field(
        "Group ids", "Sub-resources, for example vault, blob, registry.", default=(), group="Target"
    )
    state: Literal["Approved", "Pending", "Rejected", "Disconnected"] = field(
        "Connection state", default="Approved", group="Target"
    )
    fqdn: str | None = field("Public name", "For example kv-prod.vault.azure.net.", group="DNS")
    public_network_access: Literal["Enabled", "Disabled"] = field(
        "Public access of the target", default="Enabled", group="Target"
    )
    zone_group: tuple[ZoneRef, ...] = field(
        "Private DNS zones", "Zones that get the record.", default=(), group="DNS"
    )
    consumers: tuple[VnetRef, ...] = field("Consumers", default=(), group="DNS", advanced=True)


class EndpointReservation(Part):
    """Addresses kept for endpoints that have no name yet."""

    subnet: SubnetRef = field("Subnet", required=True)
    ips: Int = field("Addresses", required=True, low=1)
