"""Estates as design/performance.md describes them, as designs: hubs in a full mesh, spokes of 8 subnets.

Each hub has a firewall, a gateway with 24 prefixes behind it and ten private endpoints; each spoke
a machine, a private endpoint and two route tables through the firewall; GatewaySubnet has a route
for each spoke. One hub up to 124 spokes, then one for each 125, eight at most.
"""

from __future__ import annotations

from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

SUBNETS = 8
Plain = dict[str, Any]
Sections = dict[str, list[Plain]]


def hub_estate(spokes: int) -> Document:
    """Return an estate of some spokes, 1 to 3,840."""
    hubs = max(1, min(8, spokes // 125))
    sections: Sections = {
        name: []
        for name in ("vnets", "peerings", "routeTables", "firewalls", "gateways", "onPrem", "vms")
    }
    sections["privateEndpoints"] = []
    served: dict[int, list[int]] = {hub: [] for hub in range(hubs)}
    for spoke in range(spokes):
        served[spoke * hubs // spokes].append(spoke)
    for hub in range(hubs):
        _add_hub(sections, hub, hubs, served[hub])
    for hub, own in served.items():
        for spoke in own:
            _add_spoke(sections, hub, spoke)
    data = {"aksdesigner": 1, "name": f"{spokes} spokes", "topology": sections}
    return read_document(data).document


def _net(hub: int) -> str:
    return f"10.{250 - hub}"


def _space(spoke: int, block: int = 0, length: int = 20) -> str:
    value = spoke * 16 + block
    return f"10.{value // 256}.{value % 256}.0/{length}"


def _via(name: str, prefix: str, ip: str) -> Plain:
    return {"name": name, "prefix": prefix, "nextHopType": "VirtualAppliance", "nextHopIp": ip}


def _add_hub(sections: Sections, hub: int, hubs: int, spokes: list[int]) -> None:
    net, name = _net(hub), f"hub{hub}"
    others = [other for other in range(hubs) if other != hub]
    plan = [("AzureFirewallSubnet", "0.0/26"), ("GatewaySubnet", "1.0/27")]
    plan += [("shared", "2.0/24"), ("endpoints", "4.0/24")]
    subnets: list[Plain] = [{"name": n, "prefix": f"{net}.{tail}"} for n, tail in plan]
    subnets[0]["routeTable"], subnets[1]["routeTable"] = f"rt-fw{hub}", f"rt-gw{hub}"
    sections["vnets"].append({"name": name, "prefixes": [f"{net}.0.0/16"], "subnets": subnets})
    internet: Plain = {"name": "out", "prefix": "0.0.0.0/0", "nextHopType": "Internet"}
    across = [_via(f"to-hub{o}", f"{_net(o)}.0.0/16", f"{_net(o)}.0.4") for o in others]
    mirror = [_via(f"to-spoke{s}", _space(s), f"{net}.0.4") for s in spokes]
    sections["routeTables"].append({"name": f"rt-fw{hub}", "routes": [internet, *across]})
    sections["routeTables"].append({"name": f"rt-gw{hub}", "routes": mirror})
    sections["firewalls"].append({"name": f"fw{hub}", "vnet": name, "ip": f"{net}.0.4"})
    prefixes = [f"172.{16 + i % 16}.{i // 16 * 16}.0/20" for i in range(24)]
    sections["gateways"].append(
        {"name": f"gw{hub}", "vnet": name, "connections": [{"site": f"dc{hub}"}]}
    )
    sections["onPrem"].append({"name": f"dc{hub}", "prefixes": prefixes})
    for number in range(10):
        sections["privateEndpoints"].append(
            {
                "name": f"pe-{name}-{number}",
                "vnet": name,
                "subnet": "endpoints",
                "ip": f"{net}.4.{4 + number}",
            }
        )
    for other in others:
        flags = {"allowForwardedTraffic": True}
        sections["peerings"].append({"from": name, "to": f"hub{other}", **flags})


def _add_spoke(sections: Sections, hub: int, spoke: int) -> None:
    name, fw = f"spoke{spoke}", f"{_net(hub)}.0.4"
    default, inside = _via("default", "0.0.0.0/0", fw), _via("inside", "10.0.0.0/8", fw)
    site = _via("site", "172.16.0.0/12", fw)
    std, aks = f"rt-std{spoke}", f"rt-aks{spoke}"
    sections["routeTables"].append({"name": std, "disableBgp": True, "routes": [default, inside]})
    sections["routeTables"].append({"name": aks, "routes": [default, inside, site]})
    tables = [*[std] * (SUBNETS - 2), aks, None]
    subnets = [
        {
            "name": f"s{number}",
            "prefix": _space(spoke, number * 2, 24 if number else 25),
            **({"routeTable": table} if table else {}),
        }
        for number, table in enumerate(tables)
    ]
    sections["vnets"].append({"name": name, "prefixes": [_space(spoke)], "subnets": subnets})
    out = {"allowForwardedTraffic": True, "allowGatewayTransit": True}
    back = {"allowForwardedTraffic": True, "useRemoteGateways": True}
    sections["peerings"].append({"from": f"hub{hub}", "to": name, **out})
    sections["peerings"].append({"from": name, "to": f"hub{hub}", **back})
    sections["vms"].append({"name": f"vm{spoke}", "vnet": name, "subnet": "s0"})
    address = _space(spoke, (SUBNETS - 1) * 2).split("/")[0].rsplit(".", 1)[0] + ".4"
    sections["privateEndpoints"].append(
        {"name": f"pe-{name}", "vnet": name, "subnet": f"s{SUBNETS - 1}", "ip": address}
    )
