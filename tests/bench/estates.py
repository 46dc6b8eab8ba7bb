"""The estates of the reference benchmarks, as designs of this program.

`reference` loads the folder of baselines (AKSDESIGNER_SHARED/tools/bench), whose files are called
as they are; `document_of` turns its Estate into a full, validated design.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.shared import SHARED

FOLDER = SHARED / "tools" / "bench"
KINDS = {"nva": "VirtualAppliance", "inet": "Internet", "none": "None", "vnet": "VnetLocal"}
Plain = dict[str, Any]


def reference(name: str) -> ModuleType:
    """Return a module of the baselines. Raises ImportError where a library of it is missing."""
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    return importlib.import_module(name)


def address(value: int) -> str:
    """Return an IPv4 address as text."""
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def prefix(block: tuple[int, int]) -> str:
    """Return an IPv4 prefix as text."""
    return f"{address(block[0])}/{block[1]}"


def document_of(estate: Any) -> Document:
    """Return the design of a reference estate.

    What the estate keeps implicit is drawn: the firewall in the first subnet of each hub, its VPN
    gateway in the second, a site behind the gateways with the estate's on-premises prefixes.
    """
    subnets: dict[int, list[Any]] = {}
    for subnet in estate.subnets:
        subnets.setdefault(subnet.vnet, []).append(subnet)
    vnets = [_network(estate, vnet, subnets[vnet.id]) for vnet in estate.vnets]
    hubs = [vnet for vnet in estate.vnets if vnet.gw]
    data: Plain = {
        "aksdesigner": 1,
        "name": "Estate",
        "settings": {"region": "westeurope"},
        "topology": {
            "vnets": vnets,
            "peerings": [half for vnet in estate.vnets for half in _halves(estate, vnet)],
            "routeTables": [_table(table) for table in estate.rts],
            "firewalls": [
                {"name": f"fw-{hub.name}", "vnet": hub.name, "ip": address(hub.prefixes[0][0] + 4)}
                for hub in hubs
            ],
            "gateways": [
                {"name": f"gw-{hub.name}", "vnet": hub.name, "connections": [{"site": "dc"}]}
                for hub in hubs
            ],
            "onPrem": [{"name": "dc", "prefixes": [prefix(block) for block in estate.onprem]}],
            "privateEndpoints": [
                {"name": f"pe-{vnet.name}-{n}", "vnet": vnet.name, "subnet": sub, "ip": address(ip)}
                for vnet in estate.vnets
                for n, ip in enumerate(vnet.pes)
                for sub in [_home(subnets[vnet.id], ip)]
            ],
        },
    }
    return read_document(data).document


def name_of(estate: Any, subnet: Any) -> str:
    """Return the name that a subnet has in the design."""
    vnet = estate.vnets[subnet.vnet]
    if subnet.nva_ip:
        return "AzureFirewallSubnet"
    gateway = vnet.gw and subnet.rt == vnet.gwrt
    return "GatewaySubnet" if gateway else f"s{subnet.id}"


def _home(subnets: list[Any], ip: int) -> str:
    for subnet in subnets:
        first, length = subnet.prefix
        if first <= ip < first + (1 << 32 - length):
            return f"s{subnet.id}"
    raise ValueError(f"no subnet holds {address(ip)}")


def _network(estate: Any, vnet: Any, subnets: list[Any]) -> Plain:
    return {
        "name": vnet.name,
        "prefixes": [prefix(block) for block in vnet.prefixes],
        "subnets": [
            {
                "name": name_of(estate, subnet),
                "prefix": prefix(subnet.prefix),
                **({"routeTable": f"rt{subnet.rt}"} if subnet.rt >= 0 else {}),
            }
            for subnet in subnets
        ],
    }


def _halves(estate: Any, vnet: Any) -> list[Plain]:
    return [
        {
            "from": vnet.name,
            "to": estate.vnets[peer].name,
            "allowForwardedTraffic": forwarded,
            "useRemoteGateways": remote,
            "allowGatewayTransit": transit,
        }
        for peer, (forwarded, remote, transit) in vnet.peers.items()
    ]


def _table(table: Any) -> Plain:
    return {
        "name": f"rt{table.id}",
        "disableBgp": not table.bgp,
        "routes": [
            {
                "name": f"r{n}",
                "prefix": prefix(block),
                "nextHopType": KINDS[kind],
                **({"nextHopIp": address(argument)} if kind == "nva" else {}),
            }
            for n, (block, kind, argument) in enumerate(table.routes)
        ],
    }
