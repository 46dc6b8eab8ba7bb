"""Virtual network (Microsoft.Network/virtualNetworks)."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from aksdesigner.model.address import Address, Block, Cidr
from aksdesigner.model.fields import Bool, DdosRef, field
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.resource import AzureResource

# privateEndpointNetworkPolicies under which route tables apply to private endpoints
_ROUTED = ("RouteTableEnabled", "Enabled")


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

    @cached_property
    def blocks(self) -> dict[int, tuple[Block, ...]]:
        """The address space as (lowest address, length) by IP version (4, 6), read once."""
        found: dict[int, list[Block]] = {4: [], 6: []}
        for prefix in self.prefixes:
            found[prefix.version].append(prefix.block)
        return {version: tuple(blocks) for version, blocks in found.items()}

    @cached_property
    def route_tables(self) -> tuple[str | None, ...]:
        """The names of the route tables that its subnets have, each once; None for no table."""
        return tuple(dict.fromkeys([subnet.route_table for subnet in self.subnets]))

    @cached_property
    def routed_endpoints(self) -> frozenset[str]:
        """The names of the subnets whose route tables apply to private endpoints (C-04).

        Of two subnets of one name the first counts.
        """
        first = {subnet.name: subnet for subnet in reversed(self.subnets)}
        return frozenset(name for name, subnet in first.items() if subnet.pe_policies in _ROUTED)
