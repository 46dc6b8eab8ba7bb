"""Designs that the tests of edits start from."""

from __future__ import annotations

from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

HUB_SPOKE: dict[str, Any] = {
    "aksdesigner": 1,
    "name": "Hub and spoke",
    "topology": {
        "vnets": [
            {
                "name": "hub",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"},
                    {"name": "GatewaySubnet", "prefix": "10.0.0.0/27"},
                    {"name": "shared", "prefix": "10.0.2.0/24", "nsg": "nsg-shared"},
                ],
            },
            {
                "name": "spoke1",
                "prefixes": ["10.1.0.0/16"],
                "subnets": [
                    {"name": "nodes", "prefix": "10.1.0.0/22", "routeTable": "rt-spoke"},
                    {"name": "app", "prefix": "10.1.4.0/24", "routeTable": "rt-spoke"},
                    {"name": "pe", "prefix": "10.1.5.0/24"},
                ],
            },
            {
                "name": "spoke2",
                "prefixes": ["10.2.0.0/16"],
                "subnets": [{"name": "app", "prefix": "10.2.0.0/24", "natGateway": "natgw-1"}],
            },
        ],
        "peerings": [
            {"from": "hub", "to": "spoke1", "allowGatewayTransit": True},
            {
                "from": "spoke1",
                "to": "hub",
                "allowForwardedTraffic": True,
                "useRemoteGateways": True,
            },
        ],
        "routeTables": [
            {
                "name": "rt-spoke",
                "routes": [
                    {
                        "name": "default",
                        "prefix": "0.0.0.0/0",
                        "nextHopType": "VirtualAppliance",
                        "nextHopIp": "10.0.1.4",
                    }
                ],
            }
        ],
        "nsgs": [{"name": "nsg-shared"}],
        "firewalls": [{"name": "azfw", "vnet": "hub", "ip": "10.0.1.4"}],
        "nvas": [{"name": "nva1", "vnet": "hub", "subnet": "shared", "ip": "10.0.2.10"}],
        "natGateways": [{"name": "natgw-1"}],
        "gateways": [{"name": "vgw", "vnet": "hub", "connections": [{"site": "dc"}]}],
        "onPrem": [{"name": "dc", "prefixes": ["172.20.0.0/16"]}],
        "aksClusters": [
            {
                "name": "aks1",
                "vnet": "spoke1",
                "podCidr": "10.244.0.0/16",
                "serviceCidr": "172.29.0.0/16",
                "dnsServiceIp": "172.29.0.10",
                "privateDnsZone": "privatelink.vaultcore.azure.net",
                "internalLbs": [{"ip": "10.1.0.200"}],
                "pools": [
                    {"name": "system", "mode": "System", "subnet": "nodes"},
                    {"name": "user", "subnet": "nodes"},
                ],
            }
        ],
        "loadBalancers": [
            {
                "name": "lbi",
                "vnet": "spoke1",
                "subnet": "app",
                "ip": "10.1.4.100",
                "backends": ["vm:app1"],
            }
        ],
        "vms": [
            {"name": "app1", "vnet": "spoke1", "subnet": "app", "ip": "10.1.4.4"},
            {"name": "app2", "vnet": "spoke2", "subnet": "app", "ip": "10.2.0.4"},
        ],
        "privateEndpoints": [
            {
                "name": "pe-kv",
                "vnet": "spoke1",
                "subnet": "pe",
                "ip": "10.1.5.4",
                "target": "kv",
                "groupIds": ["vault"],
                "zoneGroup": ["privatelink.vaultcore.azure.net"],
                "consumers": ["spoke2"],
            }
        ],
        "privateEndpointIps": [{"subnet": "spoke1/pe", "ips": 3}],
        "paasServices": [{"name": "kv", "service": "keyVault", "fqdn": "kv.vault.azure.net"}],
        "privateDnsZones": [
            {
                "name": "privatelink.vaultcore.azure.net",
                "links": [{"vnet": "hub"}, {"vnet": "spoke1"}],
            }
        ],
    },
    "queries": [
        {
            "kind": "path",
            "from": "vm:app1",
            "to": "203.0.113.10",
            "expect": {"verdict": "delivered", "forward": ["vm:app1", "fw:azfw", "internet"]},
        },
        {"kind": "path", "from": "pod:aks1/user", "to": "onprem:dc@172.20.0.4", "expect": {}},
        {"kind": "capacity", "subnet": "spoke1/nodes", "expect": {"fits": True}},
        {
            "kind": "overlaps",
            "expect": [
                {
                    "rule": "O5",
                    "with": ["vnet spoke1 10.1.0.0/16", "aks1 podCidr 10.244.0.0/16"],
                }
            ],
        },
    ],
    "accepted": [
        {"rule": "CAP-02", "subject": "subnet:spoke1/nodes", "reason": "grows", "by": "ops"},
        {"rule": "EGR-01", "subject": "fw:azfw", "reason": "known", "by": "ops"},
    ],
    "notes": [{"text": "ask vm:app1", "about": "vm:app1"}],
    "views": [
        {
            "name": "main",
            "positions": {
                "vnet:hub": [40, 60, 520, 300],
                "vnet:spoke1": [640, 60],
                "spoke1/nodes": [12, 48],
                "vm:app1": [8, 40],
                "pods:aks1": [640, 400],
            },
        },
        {"name": "second", "positions": {"vnet:hub": [0, 0], "fw:azfw": [4, 4]}},
    ],
}


def hub_spoke() -> Document:
    """A hub with firewall, appliance and gateway; two spokes; a cluster; everything that refers."""
    return read_document(HUB_SPOKE).document


def read(topology: dict[str, Any], **parts: Any) -> Document:
    """Return a document of a topology in the words of the file."""
    return read_document({"aksdesigner": 1, "topology": topology, **parts}).document
