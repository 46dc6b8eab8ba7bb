"""Virtual machine or jump host (Microsoft.Compute/virtualMachines)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Address
from aksdesigner.model.fields import AsgRef, Bool, Int, LocalSubnetRef, NsgRef, VnetRef, field
from aksdesigner.model.resource import AzureResource


class VirtualMachine(AzureResource):
    """A machine with one network interface."""

    kind: ClassVar[str] = "vm"
    title: ClassVar[str] = "Virtual machine"
    section: ClassVar[str] = "vms"

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field("Subnet", required=True, group="Placement")
    ip: Address | None = field("Private address", group="Placement")
    public_ip: Bool = field("Public address of its own", default=False, group="Placement")
    nsg: NsgRef | None = field("Security group of the interface", group="Placement")
    asgs: tuple[AsgRef, ...] = field(
        "Application security groups", default=(), group="Placement", advanced=True
    )
    ip_forwarding: Bool = field("IP forwarding", default=False, group="Placement", advanced=True)
    purpose: Literal["workload", "jumpHost", "ciAgent", "dns"] = field(
        "Purpose", default="workload"
    )
    dns_forwarders: tuple[Address, ...] = field(
        "DNS forwarders",
        "Whom a DNS machine asks; absent: Azure's own DNS.",
        default=(),
        group="DNS",
        advanced=True,
    )
    size: str | None = field("VM size", "For example Standard_D2s_v5.")
    os: Literal["Linux", "Windows"] = field("Operating system", default="Linux")
    count: Int = field("Machines", "Alike machines drawn as one.", default=1, low=1, unit="VMs")
