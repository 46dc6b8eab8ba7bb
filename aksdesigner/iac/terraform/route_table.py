"""Route table -> azurerm_route_table with its routes."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_table import Route, RouteTable


def to_azurerm(draft: Draft, key: Key, table: RouteTable) -> None:
    """Declare the table with its routes."""
    draft.declare(
        "azurerm_route_table",
        key,
        {
            **head(draft, table, real_name(table)),
            "bgp_route_propagation_enabled": not table.disable_bgp,
            "tags": tags(table),
            "route": blocks(*(route_body(route) for route in table.routes)),
        },
    )


def route_body(route: Route) -> dict[str, Raw]:
    """Return a route as a table holds it."""
    return {
        "name": route.name,
        "address_prefix": str(route.prefix).removeprefix("tag:"),
        "next_hop_type": route.next_hop_type,
        "next_hop_in_ip_address": str(route.next_hop_ip) if route.next_hop_ip else None,
    }


def from_azurerm(lift: Lift, resource: TerraformResource) -> RouteTable | None:
    """Return the table that a resource says."""
    said = lift.said(resource)
    routes = [read_route(lift, item) for item in said.each("route")]
    propagates = said.take("bgp_route_propagation_enabled")
    return lift.made(
        said,
        RouteTable,
        **lift.head(said, "rt"),
        disable_bgp=propagates is False,
        routes=[route for route in routes if route],
    )


def read_route(lift: Lift, said: Said) -> Route | None:
    """Return a route of a table, or one of its own."""
    prefix = str(said.take("address_prefix"))
    is_tag = not prefix[:1].isdecimal() and ":" not in prefix
    return lift.made(
        said,
        Route,
        name=said.take("name"),
        prefix=f"tag:{prefix}" if is_tag else prefix,
        next_hop_type=said.take("next_hop_type"),
        next_hop_ip=said.get("next_hop_in_ip_address"),
    )
