"""Azure Bastion (Microsoft.Network/bastionHosts)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import Bool, Int, LocalSubnetRef, PublicIpRef, VnetRef, field
from aksdesigner.model.resource import AzureResource


class Bastion(AzureResource):
    """Remote access to machines without public addresses."""

    kind: ClassVar[str] = "bastion"
    title: ClassVar[str] = "Bastion"
    section: ClassVar[str] = "bastions"

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef | None = field(
        "Subnet",
        "AzureBastionSubnet; the Developer SKU has none.",
        default="AzureBastionSubnet",
        group="Placement",
    )
    sku: Literal["Developer", "Basic", "Standard", "Premium"] = field("SKU", default="Standard")
    public_ip: PublicIpRef | None = field(
        "Public IP address", "Absent: one of its own.", group="Placement"
    )
    scale_units: Int = field("Scale units", default=2, low=2, high=50, unit="units")
    tunneling: Bool = field("Native client", "Tunnels of az network bastion.", default=False)
    private_only: Bool = field(
        "Private only", "No public address; Premium.", default=False, advanced=True
    )
