"""Azure Front Door (Microsoft.Cdn/profiles) with its origins."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import AnyRef, Bool, WafPolicyRef, field
from aksdesigner.model.kinds.network_security_group import Port
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource, Name


class Origin(Part):
    """Where Front Door fetches: a public host, or a resource reached by Private Link."""

    name: Name = field("Name", required=True)
    target: AnyRef | None = field("Target", "For example pls:ingress, lb:web or agw:edge.")
    host: str | None = field("Host", "Public name of an origin that is not drawn.")
    private_link: Bool = field("Private Link", "Premium only.", default=False)
    group_id: str | None = field("Sub-resource", "For example blob; none for a link service.")
    port: Port = field("Port", default="443")


class FrontDoor(AzureResource):
    """A global entry at the edge of Microsoft's network."""

    kind: ClassVar[str] = "fd"
    title: ClassVar[str] = "Front Door"
    section: ClassVar[str] = "frontDoors"

    sku: Literal["Standard", "Premium"] = field("SKU", default="Standard")
    hosts: tuple[str, ...] = field("Host names", default=(), group="Frontend")
    origins: tuple[Origin, ...] = field("Origins", default=(), group="Origins")
    probe_path: str | None = field("Probe path", group="Origins")
    waf_policy: WafPolicyRef | None = field("WAF policy", group="Protection")
