"""Application Gateway for Containers (Microsoft.ServiceNetworking/trafficControllers)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.fields import AnyRef, LocalSubnetRef, VnetRef, WafPolicyRef, field
from aksdesigner.model.kinds.network_security_group import Port
from aksdesigner.model.resource import AzureResource, Name


class ApplicationGatewayForContainers(AzureResource):
    """A managed layer 7 ingress for clusters; its association takes a delegated subnet."""

    kind: ClassVar[str] = "agc"
    title: ClassVar[str] = "Application Gateway for Containers"
    section: ClassVar[str] = "applicationGatewaysForContainers"
    singular: ClassVar[dict[str, str]] = {"backends": "backend"}

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field(
        "Association subnet", "At least /24, delegated.", required=True, group="Placement"
    )
    frontends: tuple[Name, ...] = field("Frontends", default=("frontend",), group="Frontend")
    port: Port = field("Listener port", default="443", group="Frontend")
    waf_policy: WafPolicyRef | None = field("WAF policy", group="Protection")
    backends: tuple[AnyRef, ...] = field("Clusters", default=(), group="Backend")
    backend_port: Port = field("Backend port", default="80", group="Backend")
