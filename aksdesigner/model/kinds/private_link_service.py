"""Private link service (Microsoft.Network/privateLinkServices)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.fields import Bool, Int, LoadBalancerRef, LocalSubnetRef, VnetRef, field
from aksdesigner.model.resource import AzureResource


class PrivateLinkService(AzureResource):
    """Offers what is behind an internal load balancer to private endpoints elsewhere."""

    kind: ClassVar[str] = "pls"
    title: ClassVar[str] = "Private link service"
    section: ClassVar[str] = "privateLinkServices"

    vnet: VnetRef = field("Network", required=True, group="Placement")
    subnet: LocalSubnetRef = field(
        "NAT subnet",
        "Its policies for link services must be Disabled.",
        required=True,
        group="Placement",
    )
    load_balancer: LoadBalancerRef | None = field("Load balancer", group="Backend")
    nat_ips: Int = field(
        "NAT addresses", default=1, low=1, high=8, unit="addresses", group="Placement"
    )
    proxy_protocol: Bool = field("Proxy protocol", default=False, group="Backend")
    visibility: tuple[str, ...] = field(
        "Visible to", "Subscription aliases, or *.", default=(), group="Access"
    )
    auto_approval: tuple[str, ...] = field(
        "Approved at once", "Subscription aliases.", default=(), group="Access"
    )
