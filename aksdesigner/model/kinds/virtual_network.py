"""Virtual network (Microsoft.Network/virtualNetworks)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.fields import Bool, DdosRef, field
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.resource import AzureResource


class VirtualNetwork(AzureResource):
    """A network with one or more prefixes, and its subnets."""

    kind: ClassVar[str] = "vnet"
    title: ClassVar[str] = "Virtual network"
    section: ClassVar[str] = "vnets"

    prefixes: tuple[Cidr, ...] = field(
        "Address space", "One or more prefixes, IPv4 and IPv6.", default=(), group="Address"
    )
    dns_servers: tuple[Address, ...] = field(
        "DNS servers", "Empty means Azure DNS (168.63.129.16).", default=(), group="DNS"
    )
    ddos_plan: DdosRef | None = field("DDoS plan", group="Protection")
    encryption: Bool = field(
        "Encryption", "Traffic between machines is encrypted.", default=False, group="Protection"
    )
    hub: Bool = field(
        "Drawn as hub", "A network with a firewall, NVA or gateway is a hub anyway.", default=False
    )
    subnets: tuple[Subnet, ...] = field("Subnets", default=(), group="Subnets")
