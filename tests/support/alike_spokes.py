"""Random hubs whose spokes are built from a few templates, so that some are alike and some nearly."""

from __future__ import annotations

from random import Random
from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

Plain = dict[str, Any]
FIREWALL = "10.0.1.4"
FLAGS = ("allowForwardedTraffic", "allowVirtualNetworkAccess", "useRemoteGateways")


def alike_spokes(seed: int, spokes: int = 6) -> Document:
    """Return a hub with a firewall, a gateway with two sites, and spokes of at most three sorts."""
    random = Random(f"alike {seed}")
    data: dict[str, list[Plain]] = {
        "vnets": [_hub()],
        "peerings": [],
        "routeTables": [],
        "nsgs": [],
        "vms": [],
        "nvas": [],
        "privateEndpoints": [],
        "aksClusters": [],
        "loadBalancers": [],
        "firewalls": [_firewall(random)],
        "gateways": [{"name": "gw", "vnet": "hub", "connections": [{"site": "dc"}]}],
        "onPrem": [
            {"name": "dc", "prefixes": ["172.16.0.0/20", "172.16.16.0/20", "192.168.0.0/24"]}
        ],
    }
    sorts = [_sort(random) for _ in range(random.randint(1, 3))]
    mirror = []
    for number in range(1, spokes + 1):
        sort = random.choice(sorts)
        _add(data, number, sort)
        if sort["mirrored"]:
            mirror.append(_via(f"to-{number}", f"10.{number}.0.0/16", FIREWALL))
        if random.random() < 0.1:  # one that differs in a trifle
            data["vms"][-1]["ipForwarding"] = True
    data["routeTables"].append({"name": "rt-gw", "routes": mirror})
    data["routeTables"].append(
        {"name": "rt-all", "routes": [_via("default", "0.0.0.0/0", FIREWALL)]}
    )
    if random.random() < 0.3:  # the hub refuses one spoke alone
        rule = {"name": "no", "priority": 100, "direction": "Inbound", "access": "Deny"}
        rule["sources"] = [f"10.{random.randint(1, spokes)}.0.0/16"]
        data["nsgs"].append({"name": "nsg-hub", "rules": [rule]})
        shared = {"name": "shared", "prefix": "10.0.2.0/24", "nsg": "nsg-hub"}
        data["vnets"][0]["subnets"].append(shared)
        data["vms"].append({"name": "vm-hub", "vnet": "hub", "subnet": "shared"})
    if random.random() < 0.3:
        one, other = random.sample(range(1, spokes + 1), 2)
        both = [(f"s{one}", f"s{other}"), (f"s{other}", f"s{one}")]
        data["peerings"] += [{"from": a, "to": b} for a, b in both]
    return read_document({"aksdesigner": 1, "topology": data}).document


def _hub() -> Plain:
    return {
        "name": "hub",
        "prefixes": ["10.0.0.0/16"],
        "subnets": [
            {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"},
            {"name": "GatewaySubnet", "prefix": "10.0.0.0/27", "routeTable": "rt-gw"},
        ],
    }


def _firewall(random: Random) -> Plain:
    rules = random.choice(["network", "application"])
    return {"name": "fw", "vnet": "hub", "ip": FIREWALL, "rules": rules}


def _via(name: str, prefix: str, hop: str) -> Plain:
    return {"name": name, "prefix": prefix, "nextHopType": "VirtualAppliance", "nextHopIp": hop}


def _sort(random: Random) -> Plain:
    """Return what the spokes of a sort have in common; ``{n}`` stands for the number of a spoke."""
    tables = [None, "rt-all", "rt-own{n}"]
    routes = [_via("default", "0.0.0.0/0", FIREWALL)]
    if random.random() < 0.4:
        routes.append(_via("own", "10.{n}.0.0/16", random.choice([FIREWALL, "10.{n}.3.4"])))
    if random.random() < 0.3:
        routes.append(_via("site", "172.16.0.0/12", "10.{n}.3.4"))
    if random.random() < 0.2:
        routes.append(_via("in", "10.{n}.2.0/24", FIREWALL))
    return {
        "tables": [random.choice(tables) for _ in range(3)],
        "routes": routes,
        "disableBgp": random.random() < 0.5,
        "flags": {flag: random.random() < 0.7 for flag in FLAGS},
        "hubFlags": {"allowGatewayTransit": True, "allowForwardedTraffic": random.random() < 0.7},
        "mirrored": random.random() < 0.6,
        "nsg": random.random() < 0.4,
        "nva": random.random() < 0.4,
        "pe": random.random() < 0.5,
        "aks": random.random() < 0.4,
        "lb": random.random() < 0.3,
        "policies": random.choice(["Disabled", "Enabled"]),
    }


def _add(data: dict[str, list[Plain]], n: int, sort: Plain) -> None:
    name = f"s{n}"
    subnets: list[Plain] = [{"name": f"n{i}", "prefix": f"10.{n}.{i + 1}.0/24"} for i in range(3)]
    for subnet, table in zip(subnets, sort["tables"], strict=True):
        if table:
            subnet["routeTable"] = table.format(n=n)
    subnets[1]["pePolicies"] = sort["policies"]
    if sort["nsg"]:
        subnets[0]["nsg"] = f"nsg{n}"
        rule = {"name": "no", "priority": 200, "direction": "Inbound", "access": "Deny"}
        rule |= {"protocol": "Tcp", "sources": [f"10.{n}.2.0/24"], "ports": ["443"]}
        data["nsgs"].append({"name": f"nsg{n}", "rules": [rule]})
    data["vnets"].append({"name": name, "prefixes": [f"10.{n}.0.0/16"], "subnets": subnets})
    routes = [{k: v.format(n=n) for k, v in route.items()} for route in sort["routes"]]
    if "rt-own{n}" in sort["tables"]:
        own = {"name": f"rt-own{n}", "disableBgp": sort["disableBgp"], "routes": routes}
        data["routeTables"].append(own)
    data["peerings"].append({"from": "hub", "to": name, **sort["hubFlags"]})
    data["peerings"].append({"from": name, "to": "hub", **sort["flags"]})
    data["vms"].append({"name": f"vm{n}", "vnet": name, "subnet": "n0", "ip": f"10.{n}.1.10"})
    if sort["nva"]:
        nva = {"name": f"nva{n}", "vnet": name, "subnet": "n2", "ip": f"10.{n}.3.4"}
        data["nvas"].append(nva)
    if sort["pe"]:
        data["privateEndpoints"].append({"name": f"pe{n}", "vnet": name, "subnet": "n1"})
    if sort["aks"]:
        pool = {"name": "system", "subnet": "n1"}
        data["aksClusters"].append({"name": f"aks{n}", "vnet": name, "pools": [pool]})
    if sort["lb"]:
        balancer = {"name": f"lb{n}", "vnet": name, "subnet": "n0", "backends": [f"vm:vm{n}"]}
        data["loadBalancers"].append(balancer)
