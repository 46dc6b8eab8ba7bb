"""Network virtual appliance: a machine that forwards packets."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Address
from aksdesigner.model.fields import Bool, LocalSubnetRef, NsgRef, VnetRef, field
from aksdesigner.model.resource import AzureResource


class NetworkVirtualAppliance(AzureResource):
    """A firewall or router of another maker."""

    kind: ClassVar[str] = "nva"
    title: ClassVar[str] = "Network virtual appliance"
    section: ClassVar[str] = "nvas"

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field("Subnet", required=True, group="Placement")
    ip: Address | None = field("Private address", group="Placement")
    public_ip: Bool = field("Public address of its own", default=False, group="Placement")
    nsg: NsgRef | None = field("Security group of the interface", group="Placement")
    size: str | None = field("VM size", "For example Standard_D2s_v5.")
    ip_forwarding: Bool = field("IP forwarding", default=True, group="Forwarding")
    snat: Bool = field("Translates the source", default=False, group="Forwarding")
    stateful: Bool = field("Keeps state", default=True, group="Forwarding")
    disable_snat_on_pl: Bool = field(
        "Symmetric without SNAT to endpoints",
        "The tag disableSnatOnPL=true.",
        default=False,
        group="Forwarding",
        alias="disableSnatOnPL",
        advanced=True,
    )
