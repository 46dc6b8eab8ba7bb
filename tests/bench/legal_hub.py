"""The largest hub that Azure allows: peerings, routes in one table, subnets in one network."""

from __future__ import annotations

from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.bench.estates import address

Plain = dict[str, Any]
FIREWALL = "10.127.255.4"
HUB, SPOKES = 10 << 24, (172 << 24) | (16 << 16)


def legal_hub(peerings: int, routes: int, subnets: int) -> Document:
    """Return a hub with so many peered spokes, a full route table, and so many subnets."""
    spokes = [f"spoke{n}" for n in range(1, peerings + 1)]
    inside = [
        {"name": f"s{n}", "prefix": f"{address(HUB + n * 64)}/26", "routeTable": "full"}
        for n in range(1, subnets)
    ]
    firewall = {"name": "AzureFirewallSubnet", "prefix": "10.127.255.0/26"}
    vnets: list[Plain] = [
        {"name": "hub", "prefixes": ["10.0.0.0/9"], "subnets": [*inside, firewall]},
        *(_spoke(name, number) for number, name in enumerate(spokes, 1)),
    ]
    open_both = {"allowForwardedTraffic": True}
    halves = [
        {"from": a, "to": b, **open_both}
        for name in spokes
        for a, b in ((name, "hub"), ("hub", name))
    ]
    return read_document(
        {
            "aksdesigner": 1,
            "name": "Largest hub",
            "topology": {
                "vnets": vnets,
                "peerings": halves,
                "routeTables": [
                    {"name": "full", "routes": [_route(n) for n in range(1, routes + 1)]},
                    {"name": "spoke", "routes": [{**_route(0), "prefix": "0.0.0.0/0"}]},
                ],
                "firewalls": [{"name": "azfw", "vnet": "hub", "ip": FIREWALL}],
            },
        }
    ).document


def _space(number: int) -> str:
    return f"{address(SPOKES + number * 256)}/24"


def _spoke(name: str, number: int) -> Plain:
    subnet = {
        "name": "app",
        "prefix": f"{address(SPOKES + number * 256)}/26",
        "routeTable": "spoke",
    }
    return {"name": name, "prefixes": [_space(number)], "subnets": [subnet]}


def _route(number: int) -> Plain:
    return {
        "name": f"r{number}",
        "prefix": _space(number),
        "nextHopType": "VirtualAppliance",
        "nextHopIp": FIREWALL,
    }
