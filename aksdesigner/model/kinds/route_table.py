"""Route table (Microsoft.Network/routeTables)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, PlainSerializer

from aksdesigner.model.address import Address, Cidr, ServiceTag, route_prefix
from aksdesigner.model.fields import Bool, field
from aksdesigner.model.part import Part
from aksdesigner.model.resource import AzureResource, Name

UserNextHop = Literal["VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None"]


def _read_prefix(value: Any) -> Any:
    return route_prefix(value) if isinstance(value, str) else value


RoutePrefix = Annotated[
    Cidr | ServiceTag, BeforeValidator(_read_prefix), PlainSerializer(str, return_type=str)
]


class Route(Part):
    """A user-defined route."""

    name: Name = field("Name", required=True)
    prefix: RoutePrefix = field("Prefix", "A prefix or tag:NAME.", required=True)
    next_hop_type: UserNextHop = field("Next hop type", required=True)
    next_hop_ip: Address | None = field(
        "Next hop address", "Given exactly when the type is VirtualAppliance."
    )


class RouteTable(AzureResource):
    """User-defined routes, attached to subnets."""

    kind: ClassVar[str] = "rt"
    title: ClassVar[str] = "Route table"
    section: ClassVar[str] = "routeTables"

    disable_bgp: Bool = field(
        "Disable gateway propagation",
        "Gateway routes do not enter the subnets of this table.",
        default=False,
        group="Routes",
    )
    routes: tuple[Route, ...] = field("Routes", default=(), group="Routes")
