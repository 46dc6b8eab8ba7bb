"""Azure Route Server (Microsoft.Network/virtualHubs of kind RouteServer)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Address
from aksdesigner.model.fields import Bool, Int, LocalSubnetRef, PublicIpRef, VnetRef, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource, Name


class BgpPeer(Part):
    """An appliance that exchanges routes with the route server."""

    name: Name = field("Name", required=True)
    ip: Address = field("Address", required=True)
    asn: Int = field("ASN", required=True, low=1, high=4_294_967_295)


class RouteServer(AzureResource):
    """BGP between appliances and the network; what it learns is not computed."""

    kind: ClassVar[str] = "rs"
    title: ClassVar[str] = "Route Server"
    section: ClassVar[str] = "routeServers"

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field("Subnet", default="RouteServerSubnet", group="Placement")
    public_ip: PublicIpRef | None = field(
        "Public IP address", "Absent: one of its own.", group="Placement"
    )
    branch_to_branch: Bool = field(
        "Branch to branch", "Exchanges routes between gateways and appliances.", default=False
    )
    peers: tuple[BgpPeer, ...] = field("BGP peers", default=(), group="BGP")
