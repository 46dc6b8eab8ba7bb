"""Network security group (Microsoft.Network/networkSecurityGroups)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator

from aksdesigner.model.fields import AsgRef, Int, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource, Name


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Port = Annotated[str, BeforeValidator(_as_text)]


class SecurityRule(Part):
    """One rule; the lowest priority number wins."""

    singular: ClassVar[dict[str, str]] = {"sources": "source", "destinations": "destination"}

    name: Name = field("Name", required=True)
    priority: Int = field("Priority", required=True, low=100, high=4096)
    direction: Literal["Inbound", "Outbound"] = field("Direction", required=True)
    access: Literal["Allow", "Deny"] = field("Access", required=True)
    protocol: Literal["Tcp", "Udp", "Icmp", "Esp", "Ah", "*"] = field("Protocol", default="*")
    sources: tuple[str, ...] = field("Sources", "Prefixes, addresses, tags or *.", default=("*",))
    source_ports: tuple[Port, ...] = field("Source ports", default=("*",))
    destinations: tuple[str, ...] = field(
        "Destinations", "Prefixes, addresses, tags or *.", default=("*",)
    )
    source_asgs: tuple[AsgRef, ...] = field("Source application groups", default=())
    destination_asgs: tuple[AsgRef, ...] = field("Destination application groups", default=())
    ports: tuple[Port, ...] = field("Ports", "Numbers, ranges such as 80-90, or *.", default=("*",))


class NetworkSecurityGroup(AzureResource):
    """Stateful rules, attached to subnets."""

    kind: ClassVar[str] = "nsg"
    title: ClassVar[str] = "Network security group"
    section: ClassVar[str] = "nsgs"

    rules: tuple[SecurityRule, ...] = field("Rules", default=(), group="Rules")
