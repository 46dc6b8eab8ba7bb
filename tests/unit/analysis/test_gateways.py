"""Several gateways, circuits, and what nobody can compute (azure-rules C.1 step 7, F-11)."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.model.document import Document
from tests.support.builders import document, peered
from tests.unit.analysis.asking import fate, table, trace, way

FAR = "172.20.0.10"


def two(first: str, second: str, **more: Any) -> Document:
    """Network v with two gateways that learn the same prefix of site dc."""
    connection = {"site": "dc"}
    return document(
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "GatewaySubnet", "prefix": "10.0.0.0/27"},
                    {"name": "a", "prefix": "10.0.1.0/24"},
                ],
            }
        ],
        vms=[{"name": "m", "vnet": "v", "subnet": "a", "ip": "10.0.1.4"}],
        onPrem=[{"name": "dc", "prefixes": ["172.20.0.0/16"]}],
        gateways=[
            {"name": "one", "vnet": "v", "type": first, "connections": [connection]},
            {"name": "two", "vnet": "v", "type": second, "connections": [connection]},
        ],
        **more,
    )


def states(design: Document) -> list[str]:
    rows = [row for row in table(design, "v/a") if row[0] == "172.20.0.0/16"]
    return sorted(str(row[4]) for row in rows)


def test_two_gateways_of_one_type_share_the_traffic() -> None:
    design = two("Vpn", "Vpn")
    assert states(design) in (["Active"], ["Active", "Active"])
    found = trace(design, "vm:m", FAR)
    assert found.verdict == "delivered"
    assert way(found)[1][1] in ("gw:one", "gw:two")


@pytest.mark.parametrize("order", [("Vpn", "ExpressRoute"), ("ExpressRoute", "Vpn")])
def test_express_route_wins_over_vpn_both_ways(order: tuple[str, str]) -> None:
    design = two(*order)
    assert states(design) == ["Active", "Invalid"]
    winner = "gw:one" if order[0] == "ExpressRoute" else "gw:two"
    found = trace(design, "vm:m", FAR)
    assert way(found) == (
        "delivered",
        ["vm:m", winner, "onprem:dc"],
        ["onprem:dc", winner, "vm:m"],
    )
    assert winner in way(trace(design, "onprem:dc", "vm:m"))[1]


def test_a_circuit_knows_the_site_at_its_other_end() -> None:
    design = document(
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "a", "prefix": "10.0.1.0/24"}],
            }
        ],
        vms=[{"name": "m", "vnet": "v", "subnet": "a", "ip": "10.0.1.4"}],
        onPrem=[{"name": "dc", "prefixes": ["172.20.0.0/16"]}],
        expressRouteCircuits=[{"name": "line", "site": "dc"}],
        gateways=[
            {
                "name": "er",
                "vnet": "v",
                "type": "ExpressRoute",
                "connections": [{"circuit": "line"}],
            }
        ],
    )
    assert way(trace(design, "vm:m", FAR))[:2] == ("delivered", ["vm:m", "gw:er", "onprem:dc"])
    assert trace(design, "onprem:dc", "vm:m").verdict == "delivered"


@pytest.mark.parametrize(
    ("section", "item", "reason"),
    [
        ("routeServers", {"name": "rs", "vnet": "v", "subnet": "a"}, "bgp"),
        ("virtualHubs", {"name": "h", "connections": [{"vnet": "v"}]}, "unmodelled:virtualHub"),
    ],
)
def test_what_could_use_learned_routes_is_neither_dropped_nor_delivered(
    section: str, item: dict[str, Any], reason: str
) -> None:
    design = two("Vpn", "Vpn", **{section: [item]})
    assert fate(trace(design, "vm:m", "203.0.113.10")) == ("notComputed", "forward", reason)
    assert trace(design, "vm:m", "203.0.113.10").blockers == ()


def test_peers_of_a_network_keep_what_no_learned_route_can_beat() -> None:
    design = document(
        vnets=[
            {
                "name": name,
                "prefixes": [f"10.{order}.0.0/16"],
                "subnets": [{"name": "a", "prefix": f"10.{order}.1.0/24"}],
            }
            for order, name in enumerate(("v", "w"))
        ],
        peerings=peered("v", "w"),
        vms=[
            {"name": "m", "vnet": "v", "subnet": "a", "ip": "10.0.1.4"},
            {"name": "n", "vnet": "w", "subnet": "a", "ip": "10.1.1.4"},
        ],
        routeServers=[{"name": "rs", "vnet": "v", "subnet": "a"}],
    )
    assert trace(design, "vm:m", "vm:n").verdict == "delivered"
