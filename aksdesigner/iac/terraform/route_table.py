"""Route table -> azurerm_route_table with its routes."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.terraform.body import head, tags
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
            "route": blocks(*(_route(route) for route in table.routes)),
        },
    )


def _route(route: Route) -> dict[str, Raw]:
    return {
        "name": route.name,
        "address_prefix": str(route.prefix).removeprefix("tag:"),
        "next_hop_type": route.next_hop_type,
        "next_hop_in_ip_address": str(route.next_hop_ip) if route.next_hop_ip else None,
    }
