"""A design whose hub, names, rules and routes belong to other teams."""

from __future__ import annotations

from typing import Any

HUB = {"existing": True, "owner": "network", "subscription": "connectivity"}
ZONE = "privatelink.westeurope.azmk8s.io"

ROUTE = {"nextHopType": "VirtualAppliance", "nextHopIp": "10.0.1.4"}


def topology() -> dict[str, Any]:
    """Return plain data; every kind of addition is in it once, beside what is no addition."""
    return {
        "vnets": [
            {
                "name": "hub",
                "azureName": "vnet-hub",
                **HUB,
                "resourceGroup": "rg-hub",
                "prefixes": ["10.0.0.0/16"],
                "dnsServers": ["10.1.0.9", "10.0.1.4"],
                "subnets": [
                    {"name": "GatewaySubnet", "prefix": "10.0.0.0/27", "routeTable": "rt-gateway"},
                    {"name": "tools", "prefix": "10.0.9.0/27", "routeTable": "rt-tools"},
                ],
            },
            {"name": "far", "existing": True, "resourceGroup": "rg-far", "prefix": "10.9.0.0/16"},
            {
                "name": "spoke",
                "prefixes": ["10.1.0.0/16"],
                "subnets": [{"name": "nodes", "prefix": "10.1.0.0/24"}],
            },
        ],
        "peerings": [
            {"from": "hub", "to": "spoke", "allowGatewayTransit": True},
            {
                "from": "spoke",
                "to": "hub",
                "allowForwardedTraffic": True,
                "useRemoteGateways": True,
            },
            {"from": "far", "to": "spoke", "name": "to-the-spoke", "allowForwardedTraffic": True},
            {"from": "spoke", "to": "far"},
            {"from": "hub", "to": "far"},
            {"from": "far", "to": "hub"},
        ],
        "routeTables": [
            {"name": "rt-tools"},
            {
                "name": "rt-gateway",
                **HUB,
                "resourceGroup": "rg-hub",
                "routes": [
                    {"name": "spoke", "prefix": "10.1.0.0/16", **ROUTE},
                    {"name": "far", "prefix": "10.9.0.0/16", **ROUTE},
                    {"name": "all", "prefix": "10.0.0.0/8", **ROUTE},
                ],
            },
        ],
        "nsgs": [
            {
                "name": "nsg-sec",
                "existing": True,
                "resourceGroup": "rg-sec",
                "rules": [
                    _rule("from-nodes", 100, sources=["10.1.0.0/24", "10.9.0.0/24"]),
                    _rule("from-far", 110, sources=["10.9.0.0/24"]),
                    _rule("any", 120, sources=["*"]),
                ],
            }
        ],
        "privateDnsZones": [
            {
                "name": ZONE,
                **HUB,
                "resourceGroup": "rg-dns",
                "links": [
                    {"vnet": "spoke", "resolutionPolicy": "NxDomainRedirect"},
                    {"vnet": "hub"},
                ],
                "records": {"api": "10.1.0.200", "old": "10.0.0.9", "end": "10.1.0.201"},
            }
        ],
        "privateEndpoints": [
            {
                "name": "pe",
                "vnet": "spoke",
                "subnet": "nodes",
                "groupIds": ["vault"],
                "ips": ["10.1.0.201"],
                "zoneGroup": [ZONE],
            }
        ],
        "dnsRulesets": [
            {
                "name": "rules",
                "existing": True,
                "resourceGroup": "rg-dns",
                "links": ["spoke", "far"],
                "rules": [
                    {"suffix": "spoke.example.", "target": "10.1.0.8"},
                    {"suffix": "corp.example.", "target": "10.0.0.8"},
                ],
            }
        ],
        "virtualHubs": [
            {
                "name": "vhub",
                "existing": True,
                "resourceGroup": "rg-wan",
                "connections": [{"vnet": "spoke"}, {"vnet": "far"}],
            }
        ],
        "ipGroups": [
            {"name": "ours", **HUB, "resourceGroup": "rg-hub", "prefixes": ["10.1.0.0/16"]}
        ],
        "aksClusters": [
            {
                "name": "aks",
                "vnet": "spoke",
                "identity": "UserAssigned",
                "private": True,
                "privateDnsZone": ZONE,
                "pools": [{"name": "sys", "mode": "System", "subnet": "nodes", "count": 3}],
            }
        ],
    }


def _rule(name: str, priority: int, *, sources: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "priority": priority,
        "direction": "Inbound",
        "access": "Allow",
        "protocol": "Tcp",
        "sources": sources,
        "destination": "*",
        "ports": ["443"],
    }


def plain(**settings: Any) -> dict[str, Any]:
    """Return the design as plain data, deployed to rg-app in westeurope unless settings differ."""
    chosen = {"region": "westeurope", "resourceGroup": "rg-app", **settings}
    kept = {name: value for name, value in chosen.items() if value is not None}
    return {"aksdesigner": 1, "name": "spoke", "settings": kept, "topology": topology()}
