"""Load balancer (Microsoft.Network/loadBalancers)."""

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
    field,
)
from aksdesigner.model.kinds.network_security_group import Port
from aksdesigner.model.resource import AzureResource


class LoadBalancer(AzureResource):
    """A public or internal frontend before machines or appliances."""

    # a listener for any port is drawn by leaving the port out
    told: ClassVar[frozenset[str]] = frozenset({"port"})
    kind: ClassVar[str] = "lb"
    title: ClassVar[str] = "Load balancer"
    section: ClassVar[str] = "loadBalancers"
    singular: ClassVar[dict[str, str]] = {"backends": "backend"}

    type: Literal["public", "internal"] = field("Type", default="internal")
    sku: Literal["Standard", "Basic", "Gateway"] = field("SKU", default="Standard")
    vnet: VnetRef | None = field("Network", "Of an internal frontend.", group="Frontend")
    subnet: LocalSubnetRef | None = field("Subnet", group="Frontend")
    ip: Address | None = field("Private address", group="Frontend")
    public_ips: Int = field("Public addresses", default=1, low=1, group="Frontend")
    public_ip_names: tuple[PublicIpRef, ...] = field(
        "Public IP addresses", "Those that are drawn.", default=(), group="Frontend"
    )
    backends: tuple[AnyRef, ...] = field(
        "Backends", "For example vm:node1 or nva:fw1.", default=(), group="Backend"
    )
    port: Port = field("Port", default="443", group="Backend")
    backend_port: Port | None = field("Backend port", "Absent: the same port.", group="Backend")
    protocol: Literal["Tcp", "Udp"] = field("Protocol", default="Tcp", group="Backend")
    ha_ports: Bool = field("HA ports", "All ports and protocols.", default=False, group="Backend")
    outbound_only: Bool = field("Outbound rules only", default=False, group="Backend")
    outbound_ports: Int = field(
        "Outbound ports per machine",
        "0 means automatic.",
        default=0,
        low=0,
        high=64_000,
        group="Backend",
        advanced=True,
    )
    probe_port: Port | None = field("Probe port", group="Backend")
    probe_path: str | None = field("Probe path", "Of an HTTP probe.", group="Backend")
