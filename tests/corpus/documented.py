"""Documented networks of the reference corpus as designs: what the page prints, and nothing else."""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

from aksdesigner.model.document import Document
from tests.support.builders import document
from tests.support.shared import SHARED

Plain = dict[str, Any]
STORAGE = "<Storage prefixes>"
_PREFIX = r"\d+\.\d+\.\d+\.\d+/\d+"
_TYPES = (
    "VnetLocal",
    "VNetPeering",
    "VNetGlobalPeering",
    "VirtualNetworkServiceEndpoint",
    "VirtualAppliance",
    "Internet",
    "None",
)


@dataclass(frozen=True)
class Row:
    """One documented row: prefix, next hop type, next hop address where the page prints one, state."""

    prefix: str
    kind: str
    hop: str | None
    state: str


@dataclass(frozen=True)
class Case:
    """A case of the corpus: its design, tables by VNET/SUBNET, and paths."""

    design: Document
    tables: dict[str, tuple[Row, ...]]
    paths: tuple[Plain, ...]


def case(name: str) -> Case:
    """Read a case of the corpus."""
    folder = SHARED / "corpus" / name
    topology = json.loads((folder / "topology.json").read_text(encoding="utf-8"))
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    tables: dict[str, tuple[Row, ...]] = {}
    for title, texts in expected["effective_routes"].items():
        where = re.sub(r"\s*\(.*\)", "", title).replace(" ", "/")
        tables[where] = tuple(row for text in texts for row in rows_of(text))
    learned = [
        row.prefix
        for rows in tables.values()
        for row in rows
        if row.kind == "VirtualNetworkGateway"
    ]
    sections = sections_of(topology, list(dict.fromkeys(learned)))
    return Case(document(**sections), tables, tuple(expected.get("paths", ())))


def rows_of(text: str) -> list[Row]:
    """Read ``Active User 10.0.0.0/16 VirtualAppliance 10.0.100.4``; `and` joins prefixes."""
    state, rest = text.split(" ", 1)
    prefixes = [STORAGE] if STORAGE in rest else re.findall(_PREFIX, rest)
    left = re.sub(_PREFIX, "", rest.replace(STORAGE, ""))
    words = re.findall(r"[A-Za-z]+", left)
    kind = next((word for word in words if word in _TYPES), "VirtualNetworkGateway")
    found = re.search(r"\d+\.\d+\.\d+\.\d+", left)
    prefixes = ["tag:Storage" if prefix == STORAGE else prefix for prefix in prefixes]
    return [Row(prefix, kind, found.group() if found else None, state) for prefix in prefixes]


def sections_of(topology: Plain, learned: list[str]) -> Plain:
    """Return the sections of a design for a topology in the shape of the az command line."""
    vnets = [_network(vnet) for vnet in topology["vnets"]]
    tables = [_table(table) for table in topology["routeTables"]]
    hops = {r["nextHopIp"] for t in tables for r in t["routes"] if "nextHopIp" in r}
    return {
        "vnets": vnets,
        "peerings": [half for vnet in topology["vnets"] for half in _halves(vnet)],
        "routeTables": tables,
        "nvas": [nva for number, ip in enumerate(sorted(hops)) for nva in _nva(vnets, ip, number)],
        **_gateway(topology, learned),
    }


def _last(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]


def _network(vnet: Plain) -> Plain:
    subnets = []
    for subnet in vnet["subnets"]:
        plain = {"name": subnet["name"], "prefix": subnet["addressPrefix"]}
        if "routeTable" in subnet:
            plain["routeTable"] = _last(subnet["routeTable"]["id"])
        if "serviceEndpoints" in subnet:
            plain["serviceEndpoints"] = [e["service"] for e in subnet["serviceEndpoints"]]
        subnets.append(plain)
    prefixes = vnet["addressSpace"]["addressPrefixes"]
    return {
        "name": vnet["name"],
        "region": vnet["location"],
        "prefixes": prefixes,
        "subnets": subnets,
    }


def _halves(vnet: Plain) -> list[Plain]:
    flags = (
        "allowVirtualNetworkAccess",
        "allowForwardedTraffic",
        "allowGatewayTransit",
        "useRemoteGateways",
    )
    return [
        {
            "from": vnet["name"],
            "to": _last(half["remoteVirtualNetwork"]["id"]),
            **{flag: half[flag] for flag in flags},
        }
        for half in vnet["virtualNetworkPeerings"]
    ]


def _table(table: Plain) -> Plain:
    routes = []
    for route in table["routes"]:
        plain = {
            "name": route["name"],
            "prefix": route["addressPrefix"],
            "nextHopType": route["nextHopType"],
        }
        if route.get("nextHopIpAddress"):
            plain["nextHopIp"] = route["nextHopIpAddress"]
        routes.append(plain)
    name = table["name"]
    return {"name": name, "disableBgp": table["disableBgpRoutePropagation"], "routes": routes}


def _nva(vnets: list[Plain], ip: str, number: int) -> list[Plain]:
    """Return the appliance at a next hop address, where a subnet holds it."""
    address = ipaddress.ip_address(ip)
    return [
        {"name": f"nva{number}", "vnet": vnet["name"], "subnet": subnet["name"], "ip": ip}
        for vnet in vnets
        for subnet in vnet["subnets"]
        if address in ipaddress.ip_network(subnet["prefix"])
    ]


def _gateway(topology: Plain, learned: list[str]) -> Plain:
    """Return the gateway that the case draws, or that stands behind what a table learned."""
    drawn = topology.get("gateway")
    hosts = [
        vnet["name"]
        for vnet in topology["vnets"]
        if any(subnet["name"] == "GatewaySubnet" for subnet in vnet["subnets"])
    ]
    vnet = drawn["vnet"] if drawn else hosts[0]
    prefixes = drawn["onPremPrefixes"] if drawn else learned
    kind = drawn["type"] if drawn else "ExpressRoute"
    connection = {"site": "onprem", "prefixes": prefixes}
    return {
        "gateways": [{"name": "gw", "vnet": vnet, "type": kind, "connections": [connection]}],
        "onPrem": [{"name": "onprem", "prefixes": prefixes}],
    }
