"""Random question sheets: what people may ask for, roomy or too much."""

from __future__ import annotations

import random
from typing import Any

REGIONS = ("westeurope", "northeurope", "southeastasia")
MODES = (*("overlay",) * 4, "podSubnetDynamic", "podSubnetStatic", "nodeSubnet", "kubenet")
SPACES = (
    *(["10.0.0.0/8"],) * 3,
    ["10.32.0.0/13"],
    ["10.64.0.0/15", "192.168.0.0/16"],
    ["10.8.0.0/18"],
    ["10.8.0.0/20"],
)


def random_sheet(rng: random.Random) -> dict[str, Any]:
    """Return a sheet as plain data; about a quarter of them have no plan."""
    regions = [_region(rng, name) for name in REGIONS[: rng.choice((1, 1, 2, 2, 3))]]
    return {
        "plan": 1,
        "name": "Random",
        "spaces": {
            "networks": rng.choice(SPACES),
            "pods": rng.choice((["100.64.0.0/10"], ["100.64.0.0/10"], ["100.64.0.0/13"])),
            "services": rng.choice((["172.16.0.0/12"], ["172.20.0.0/15"])),
        },
        "growthFactor": rng.choice((1, 1, 1.25, 1.5, 2)),
        "headroomPercent": rng.choice((0, 0, 10, 25)),
        "migrationOverlap": rng.choice(("none", "largestPool", "all")),
        "reserveGrowth": rng.random() < 0.7,
        "shareServices": rng.random() < 0.3,
        "onPremises": rng.choice(([], [{"name": "dc", "prefixes": ["10.0.0.0/14"]}])),
        "reserved": rng.choice(([], [{"prefix": "10.33.0.0/17", "owner": "erp"}])),
        "regions": regions,
    }


def _region(rng: random.Random, name: str) -> dict[str, Any]:
    region: dict[str, Any] = {"name": name}
    if rng.random() < 0.8:
        region["hub"] = {
            "name": f"hub-{name}",
            **{
                key: rng.random() < 0.5
                for key in ("firewall", "gateway", "bastion", "resolver", "firewallManagement")
            },
        }
        # management belongs to a firewall
        region["hub"]["firewallManagement"] &= region["hub"]["firewall"]
    region["spokes"] = [_spoke(rng, name, n) for n in range(rng.choice((1, 1, 2, 3)))]
    return region


def _spoke(rng: random.Random, region: str, number: int) -> dict[str, Any]:
    name = f"spoke-{region}-{number}"
    clusters = [
        _cluster(rng, f"aks-{region}-{number}-{n}") for n in range(rng.choice((0, 1, 1, 2)))
    ]
    spoke: dict[str, Any] = {"name": name, "clusters": clusters}
    if rng.random() < 0.5:
        spoke["privateEndpoints"] = rng.randint(1, 120)
    if rng.random() < 0.3 and clusters:
        spoke["gatewayInstances"] = rng.randint(2, 100)
    if rng.random() < 0.3 and clusters:
        spoke["ingressAddresses"] = rng.randint(1, 60)
    if rng.random() < 0.4 or not clusters:
        spoke["subnets"] = [{"name": "snet-vms", "addresses": rng.randint(1, 300)}]
    if rng.random() < 0.2:
        spoke["length"] = rng.randint(16, 22)
    return spoke


def _cluster(rng: random.Random, name: str) -> dict[str, Any]:
    mode = rng.choice(MODES)
    most = 60 if mode == "kubenet" else 120
    pools = [{"name": "system", "mode": "System", "maxNodes": rng.randint(3, 6)}]
    pools += [
        {
            "name": f"user{n}",
            "maxNodes": rng.randint(3, most),
            "maxPods": rng.choice((30, 60, 110)),
            "maxSurge": rng.choice(("33%", "10%", "1", "5")),
        }
        for n in range(rng.randint(0, 2))
    ]
    cluster: dict[str, Any] = {"name": name, "cniMode": mode, "pools": pools}
    if rng.random() < 0.5:
        cluster["services"] = rng.randint(1, 3_000)
    return cluster
