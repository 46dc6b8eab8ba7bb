"""Azure Firewall (Microsoft.Network/azureFirewalls)."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.fields import (
    Bool,
    FirewallPolicyRef,
    Int,
    LocalSubnetRef,
    PublicIpRef,
    VnetRef,
    field,
)
from aksdesigner.model.kinds.network_security_group import Port
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource, Name


class Dnat(Part):
    """A rule that hands traffic for the firewall's public address to a private one."""

    name: Name = field("Name", required=True)
    to: Address = field("To", "The private address that receives it.", required=True)
    port: Port | None = field("Port")
    to_port: Port | None = field("Translated port")
    protocol: Literal["Tcp", "Udp"] = field("Protocol", default="Tcp")


class Firewall(AzureResource):
    """A managed, stateful firewall in its own subnet."""

    kind: ClassVar[str] = "fw"
    title: ClassVar[str] = "Azure Firewall"
    section: ClassVar[str] = "firewalls"

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field("Subnet", default="AzureFirewallSubnet", group="Placement")
    ip: Address | None = field(
        "Private address", "Azure gives the first free one, .4.", group="Placement"
    )
    management_subnet: LocalSubnetRef | None = field(
        "Management subnet", "Needed for forced tunnelling and the Basic tier.", group="Placement"
    )
    tier: Literal["Basic", "Standard", "Premium"] = field("Tier", default="Standard")
    policy: FirewallPolicyRef | None = field(
        "Firewall policy", "Its rules count instead of the shorthand.", group="Policy"
    )
    rules: Literal["network", "application"] = field(
        "Rules",
        "Shorthand without a policy: everything allowed by network rules, or everything by application rules.",
        default="network",
        group="Policy",
    )
    private_ranges: tuple[Cidr, ...] = field(
        "Private ranges",
        "Network rules translate the source towards anything else; empty means RFC 1918 and 6598.",
        default=(),
        group="Policy",
        advanced=True,
    )
    dnat: tuple[Dnat, ...] = field("DNAT rules", default=(), group="Policy")
    dns_proxy: Bool = field("DNS proxy", default=False, group="DNS")
    dns_servers: tuple[Address, ...] = field("DNS servers", default=(), group="DNS")
    public_ips: Int = field(
        "Public addresses", default=1, unit="addresses", low=0, high=250, group="Egress"
    )
    public_ip_names: tuple[PublicIpRef, ...] = field(
        "Public IP addresses", "Those that are drawn.", default=(), group="Egress"
    )
    instances: Int = field(
        "Instances", "For port arithmetic; at least 2.", default=2, low=2, group="Egress"
    )

    @model_validator(mode="before")
    @classmethod
    def _count_named_addresses(cls, data: Any) -> Any:
        """Read ``publicIps: [a, b]`` as two addresses with names."""
        if not isinstance(data, dict) or not isinstance(data.get("publicIps"), (list, tuple)):
            return data
        names = list(data["publicIps"])
        return {**data, "publicIps": len(names), "publicIpNames": names}
