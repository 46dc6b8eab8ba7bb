"""Random designs in which routing is what matters: tables, forwarders, gateways, endpoints.

Prefixes are disjoint as a rule, so that most packets go somewhere; now and then they are not. A
design follows from its seed alone.
"""

from __future__ import annotations

import random
from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

Plain = dict[str, Any]
HOPS = ("VirtualAppliance",) * 8 + ("VirtualNetworkGateway", "VnetLocal", "Internet", "None")


def routed_design(seed: int) -> Document:
    """Return the design of a seed."""
    return read_document(routed_data(random.Random(seed))).document


def routed_data(rng: random.Random) -> Plain:
    """Return a design as plain data."""
    names = [f"hub{n}" for n in range(rng.randint(1, 2))]
    names += [f"spoke{n}" for n in range(rng.randint(0, 4))]
    spaces = {name: f"10.{number}.0.0/16" for number, name in enumerate(names)}
    if rng.random() < 0.12:
        spaces[rng.choice(names)] = rng.choice(["10.0.0.0/16", "10.0.0.0/8", "10.1.128.0/17"])
    vnets = [_network(rng, name, spaces[name], number) for number, name in enumerate(names)]
    peerings = _peerings(rng, names)
    machines = _machines(rng, vnets)
    hops = [
        item["ip"]
        for kind in ("firewalls", "nvas", "vms", "loadBalancers")
        for item in machines[kind]
        if "ip" in item
    ]
    sites, gateways = _gateways(rng, names)
    targets = ["0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/8", "172.16.0.0/12", "198.51.100.0/24"]
    targets += [
        *spaces.values(),
        *(subnet["prefixes"][0] for v in vnets for subnet in v["subnets"]),
    ]
    targets += [f"{ip}/32" for pe in machines["privateEndpoints"] for ip in pe["ips"]]
    targets += [prefix for site in sites for prefix in site["prefixes"]]
    tables = [_table(rng, f"rt{n}", targets, hops) for n in range(rng.randint(1, 4))]
    for vnet in vnets:
        for subnet in vnet["subnets"]:
            if rng.random() < 0.65:
                subnet["routeTable"] = rng.choice(tables)["name"]
    return {
        "aksdesigner": 1,
        "name": "Routed",
        "settings": {
            "peeringMode": rng.choice(["strict", "strict", "serviceTagOnly"]),
            "partial": rng.random() < 0.1,
        },
        "topology": {
            "vnets": vnets,
            "peerings": peerings,
            "routeTables": tables,
            "natGateways": [{"name": "ng", "ips": 1}],
            "onPrem": sites,
            "gateways": gateways,
            **machines,
        },
    }


def _network(rng: random.Random, name: str, space: str, number: int) -> Plain:
    first, second = f"10.{number}", rng.random() < 0.15
    kinds = ["app", "data", "AzureFirewallSubnet", "GatewaySubnet"]
    subnets = []
    for index, kind in enumerate(kinds[: rng.randint(2, 4)]):
        prefixes = [f"{first}.{index}.0/24"]
        if rng.random() < 0.1:
            prefixes.append(f"fd00:{number}:0:{index}::/64")
        subnets.append(
            {
                "name": kind,
                "prefixes": prefixes,
                "private": rng.random() < 0.7,
                "pePolicies": rng.choice(["Disabled", "Disabled", "Enabled", "RouteTableEnabled"]),
                **({"natGateway": "ng"} if rng.random() < 0.15 else {}),
                **({"serviceEndpoints": ["Microsoft.Storage"]} if rng.random() < 0.2 else {}),
            }
        )
    more = [f"fd00:{number}::/48"] if rng.random() < 0.3 else []
    if second:
        more.append(f"10.{100 + number}.0.0/16")
        subnets.append({"name": "far", "prefixes": [f"10.{100 + number}.1.0/24"]})
    return {"name": name, "prefixes": [space, *more], "subnets": subnets}


def _peerings(rng: random.Random, names: list[str]) -> list[Plain]:
    found = []
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            close = one.startswith("hub")
            if rng.random() > (0.85 if close else 0.08):
                continue
            halves = [(one, other), (other, one)]
            rng.shuffle(halves)
            for a, b in halves if rng.random() < 0.95 else halves[:1]:
                found.append(
                    {
                        "from": a,
                        "to": b,
                        "allowVirtualNetworkAccess": rng.random() < 0.95,
                        "allowForwardedTraffic": rng.random() < 0.75,
                        "allowGatewayTransit": a.startswith("hub") and rng.random() < 0.8,
                        "useRemoteGateways": b.startswith("hub") and rng.random() < 0.7,
                    }
                )
    rng.shuffle(found)
    return found


def _machines(rng: random.Random, vnets: list[Plain]) -> Plain:
    found: Plain = {kind: [] for kind in ("firewalls", "nvas", "vms", "loadBalancers")}
    found["privateEndpoints"] = []
    for number, vnet in enumerate(vnets):
        name, inside = vnet["name"], [subnet["name"] for subnet in vnet["subnets"]]
        base = f"10.{number}"
        if "AzureFirewallSubnet" in inside and rng.random() < 0.7:
            ranges = rng.choice([[], [], [], ["0.0.0.0/0"], ["255.255.255.255/32"], ["10.0.0.0/9"]])
            found["firewalls"].append(
                {
                    "name": f"fw{number}",
                    "vnet": name,
                    "ip": f"{base}.2.4",
                    "rules": rng.choice(["network", "network", "application"]),
                    "privateRanges": ranges,
                    "publicIps": rng.choice([0, 1, 1, 1]),
                }
            )
        if rng.random() < 0.4:
            found["nvas"].append(
                {
                    "name": f"nva{number}",
                    "vnet": name,
                    "subnet": rng.choice(["app", "data"]),
                    "ip": f"{base}.{rng.choice([0, 1])}.{rng.choice([4, 9])}",
                    "snat": rng.random() < 0.3,
                    "stateful": rng.random() < 0.7,
                    "ipForwarding": rng.random() < 0.9,
                    "publicIp": rng.random() < 0.3,
                    "disableSnatOnPL": rng.random() < 0.3,
                }
            )
            if rng.random() < 0.4:
                found["loadBalancers"].append(
                    {
                        "name": f"ilb{number}",
                        "vnet": name,
                        "subnet": "app",
                        "ip": f"{base}.0.30",
                        "haPorts": True,
                        "backends": [f"nva:nva{number}"],
                    }
                )
        if rng.random() < 0.3:
            vm = {"name": f"vm{number}", "vnet": name, "subnet": "data", "ip": f"{base}.1.7"}
            found["vms"].append({**vm, "ipForwarding": rng.random() < 0.5})
        if rng.random() < 0.4:
            found["privateEndpoints"].append(
                {
                    "name": f"pe{number}",
                    "vnet": name,
                    "subnet": rng.choice(["app", "data"]),
                    "ips": [f"{base}.{rng.choice([0, 1])}.{rng.choice([4, 4, 20])}"],
                    "state": rng.choice(["Approved", "Approved", "Approved", "Pending"]),
                }
            )
    return found


def _gateways(rng: random.Random, names: list[str]) -> tuple[list[Plain], list[Plain]]:
    blocks = ["172.20.0.0/16", "10.200.0.0/16", "192.168.0.0/16", "0.0.0.0/0", "10.0.0.0/8"]
    blocks += ["10.0.0.0/24", "10.1.1.0/24", "10.0.0.0/16"]
    sites = [
        {"name": site, "prefixes": rng.sample(blocks[: 8 if rng.random() < 0.3 else 4], 2)}
        for site in ("dc", "branch")[: rng.randint(0, 2)]
    ]
    gateways = [
        {
            "name": f"gw{number}",
            "vnet": rng.choice(names[:3]),
            "type": rng.choice(["Vpn", "ExpressRoute"]),
            "connections": [{"site": site["name"]} for site in sites if rng.random() < 0.8],
        }
        for number in range(rng.randint(0, 2))
    ]
    return sites, gateways


def _table(rng: random.Random, name: str, targets: list[str], hops: list[str]) -> Plain:
    routes = []
    for prefix in rng.sample(targets, min(len(targets), rng.randint(0, 4))):
        kind = rng.choice(HOPS)
        route = {"name": f"r{len(routes)}", "prefix": prefix, "nextHopType": kind}
        if kind == "VirtualAppliance":
            known = hops and rng.random() < 0.92
            route["nextHopIp"] = rng.choice(hops) if known else f"10.{rng.randint(0, 5)}.0.77"
        routes.append(route)
    return {"name": name, "disableBgp": rng.random() < 0.4, "routes": routes}
