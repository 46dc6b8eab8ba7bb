"""Virtual hub of a Virtual WAN (Microsoft.Network/virtualHubs)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Cidr
from aksdesigner.model.fields import Bool, SiteRef, VirtualWanRef, VnetRef, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource


class HubConnection(Part):
    """A network that is connected to a virtual hub."""

    vnet: VnetRef = field("Network", required=True)
    internet_security: Bool = field(
        "Internet security", "The hub may give the network a default route.", default=True
    )


class VirtualHub(AzureResource):
    """A hub that Azure manages; paths through it are not computed."""

    kind: ClassVar[str] = "vhub"
    title: ClassVar[str] = "Virtual hub"
    section: ClassVar[str] = "virtualHubs"

    wan: VirtualWanRef | None = field("Virtual WAN")
    prefix: Cidr | None = field("Prefix", "At least /24.", group="Address")
    connections: tuple[HubConnection, ...] = field(
        "Connected networks", default=(), group="Connections"
    )
    sites: tuple[SiteRef, ...] = field("Branches", default=(), group="Connections")
    secured: Bool = field("Secured", "Holds an Azure Firewall.", default=False, group="Routing")
    routing_intent: Literal["none", "internet", "private", "both"] = field(
        "Routing intent", "Which traffic its firewall inspects.", default="none", group="Routing"
    )
