"""Route table -> Microsoft.Network/routeTables."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.read.said import Said, made
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
                "routes": [route_body(route) for route in table.routes] or None,
            },
        },
    )


def route_body(route: Route) -> dict[str, Raw]:
    """Return a route as a table holds it."""
    return {
        "name": route.name,
        "properties": {
            "addressPrefix": str(route.prefix).removeprefix("tag:"),
            "nextHopType": route.next_hop_type,
            "nextHopIpAddress": str(route.next_hop_ip) if route.next_hop_ip else None,
        },
    }


def from_arm(lift: Lift) -> Iterator[RouteTable]:
    """Yield the tables with their routes."""
    for item in lift.of_type(NETWORK + "routeTables"):
        head = lift.head(item, "rt")
        properties = head.said.inner("properties")
        table = made(
            head.said,
            RouteTable,
            **head.fields,
            disable_bgp=properties.take("disableBgpRoutePropagation"),
            routes=tuple(
                read_route(route, route.take("name")) for route in properties.each("routes")
            ),
        )
        properties.done()
        head.said.done()
        yield table


def read_route(said: Said, name: str) -> Route:
    """Return a route, whose name is said in the table or is that of a resource."""
    properties = said.inner("properties")
    prefix = str(properties.take("addressPrefix"))
    if not prefix[:1].isdigit() and ":" not in prefix:
        prefix = f"tag:{prefix}"  # a service tag
    route = made(
        said,
        Route,
        name=name,
        prefix=prefix,
        next_hop_type=properties.take("nextHopType"),
        next_hop_ip=properties.get("nextHopIpAddress"),
    )
    properties.done()
    said.done()
    return route
