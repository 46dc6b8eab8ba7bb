"""Route table -> Microsoft.Network/routeTables."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_table import Route, RouteTable


def to_arm(draft: Draft, key: Key, table: RouteTable) -> None:
    """Declare the table with its routes."""
    draft.declare(
        versioned(NETWORK + "routeTables"),
        key,
        {
            **head(draft, table, real_name(table)),
            "properties": {
                "disableBgpRoutePropagation": table.disable_bgp,
                "routes": [_route(route) for route in table.routes] or None,
            },
        },
    )


def _route(route: Route) -> dict[str, Raw]:
    return {
        "name": route.name,
        "properties": {
            "addressPrefix": str(route.prefix).removeprefix("tag:"),
            "nextHopType": route.next_hop_type,
            "nextHopIpAddress": str(route.next_hop_ip) if route.next_hop_ip else None,
        },
    }
