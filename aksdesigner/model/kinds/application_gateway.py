"""Application Gateway v2 (Microsoft.Network/applicationGateways)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.address import Address
from aksdesigner.model.fields import (
    AnyRef,
    Bool,
    Int,
    LocalSubnetRef,
    PublicIpRef,
    VnetRef,
    WafPolicyRef,
    field,
)
from aksdesigner.model.kinds.network_security_group import Port
from aksdesigner.model.resource import AzureResource


class ApplicationGateway(AzureResource):
    """A layer 7 proxy with a public or private frontend in a subnet of its own."""

    # a listener for any port is drawn by leaving the port out
    told: ClassVar[frozenset[str]] = frozenset({"port"})
    kind: ClassVar[str] = "agw"
    title: ClassVar[str] = "Application Gateway"
    section: ClassVar[str] = "applicationGateways"
    singular: ClassVar[dict[str, str]] = {"backends": "backend"}

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field("Subnet", required=True, group="Placement")
    tier: Literal["Standard_v2", "WAF_v2", "Basic"] = field("Tier", default="Standard_v2")
    public_frontend: Bool = field("Public frontend", default=True, group="Frontend")
    public_ip: PublicIpRef | None = field(
        "Public IP address", "Absent: one of its own.", group="Frontend"
    )
    private_ip: Address | None = field(
        "Private frontend", "Its address; absent means no private frontend.", group="Frontend"
    )
    port: Port = field("Listener port", default="443", group="Frontend")
    hosts: tuple[str, ...] = field("Host names", default=(), group="Frontend")
    capacity: Int | None = field(
        "Instances", "Fixed count; absent: it scales by itself.", low=1, high=125, group="Scale"
    )
    min_capacity: Int = field(
        "Fewest instances", default=0, low=0, high=125, unit="instances", group="Scale"
    )
    max_capacity: Int = field(
        "Most instances", default=10, low=1, high=125, unit="instances", group="Scale"
    )
    waf_policy: WafPolicyRef | None = field("WAF policy", group="Protection")
    network_isolation: Bool = field(
        "Network isolation",
        "Private deployment: lifts the limits on routes and security groups of its subnet.",
        default=False,
        group="Placement",
        advanced=True,
    )
    backends: tuple[AnyRef, ...] = field(
        "Backends", "For example vm:web, lb:internal or aks:prod.", default=(), group="Backend"
    )
    backend_port: Port = field("Backend port", default="80", group="Backend")
    backend_protocol: Literal["Http", "Https"] = field(
        "Backend protocol", default="Http", group="Backend"
    )
    probe_path: str | None = field("Probe path", "For example /healthz.", group="Backend")

    @property
    def most_instances(self) -> int:
        """How many instances it may have, each with an address of the subnet."""
        return self.capacity if self.capacity is not None else self.max_capacity
