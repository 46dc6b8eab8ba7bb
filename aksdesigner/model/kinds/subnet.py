"""Subnet (Microsoft.Network/virtualNetworks/subnets)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Cidr
from aksdesigner.model.fields import Bool, Int, NatGatewayRef, NsgRef, RouteTableRef, field
from aksdesigner.model.part import Resource
from aksdesigner.model.resource import Name, Owner

EndpointPolicies = Literal[
    "Disabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled", "Enabled"
]


class Subnet(Resource):
    """A part of a network's address space; no prefix means a box of unknown size."""

    kind: ClassVar[str] = "subnet"
    title: ClassVar[str] = "Subnet"
    section: ClassVar[str] = "subnets"
    singular: ClassVar[dict[str, str]] = {"prefixes": "prefix"}

    name: Name = field("Name", "Unique within its network.", required=True)
    prefixes: tuple[Cidr, ...] = field(
        "Prefix", "Azure keeps five addresses of every IPv4 subnet.", default=(), group="Address"
    )
    route_table: RouteTableRef | None = field("Route table", group="Associations")
    nsg: NsgRef | None = field("Security group", group="Associations")
    nat_gateway: NatGatewayRef | None = field("NAT gateway", group="Associations")
    delegation: str | None = field(
        "Delegation", "For example Microsoft.Network/dnsResolvers.", group="Associations"
    )
    service_endpoints: tuple[str, ...] = field(
        "Service endpoints", "For example Microsoft.Storage.", default=(), group="Associations"
    )
    pe_policies: EndpointPolicies = field(
        "Endpoint network policies",
        "Whether route tables and security groups apply to private endpoints here.",
        default="Disabled",
        group="Policies",
    )
    pls_policies: Literal["Enabled", "Disabled"] = field(
        "Link service network policies", default="Enabled", group="Policies", advanced=True
    )
    private: Bool = field(
        "Private subnet", "No default outbound access.", default=True, group="Policies"
    )
    purpose: str | None = field("Purpose", group="Planning")
    reserve_for: Int | None = field(
        "Reserve for", unit="addresses", group="Planning", low=0, advanced=True
    )
    owner: Owner | None = field("Owner", "The team that owns it.", group="Ownership")
    existing: Bool = field("Deployed by others", default=False, group="Ownership")
    unknown: dict[str, str] = field("Unknown fields", factory=dict, advanced=True)
