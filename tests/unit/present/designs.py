"""Designs for the tests of the picture: one rich by hand, many by Hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

Plain = dict[str, Any]


def document(topology: Plain, **more: Any) -> Document:
    """Return a document of a topology."""
    return read_document({"aksdesigner": 1, "topology": topology, **more}).document


HUB_SPOKE: Plain = {
    "vnets": [
        {
            "name": "hub",
            "prefixes": ["10.0.0.0/16"],
            "subnets": [
                {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"},
                {"name": "GatewaySubnet", "prefix": "10.0.0.0/27"},
            ],
        },
        {
            "name": "spoke",
            "prefixes": ["10.80.0.0/16"],
            "subnets": [
                {"name": "pe", "prefix": "10.80.40.0/24"},
                {"name": "nodes", "prefix": "10.80.16.0/21", "routeTable": "rt", "nsg": "nsg"},
                {"name": "build", "prefix": "10.80.8.0/24", "natGateway": "nat"},
            ],
        },
    ],
    "peerings": [
        {"from": "hub", "to": "spoke", "allowGatewayTransit": True},
        {
            "from": "spoke",
            "to": "hub",
            "useRemoteGateways": True,
            "allowForwardedTraffic": True,
        },
    ],
    "routeTables": [
        {
            "name": "rt",
            "disableBgp": True,
            "routes": [
                {
                    "name": "default",
                    "prefix": "0.0.0.0/0",
                    "nextHopType": "VirtualAppliance",
                    "nextHopIp": "10.0.1.4",
                }
            ],
        },
        {"name": "rt-loose"},
    ],
    "nsgs": [{"name": "nsg"}],
    "natGateways": [{"name": "nat"}],
    "firewalls": [{"name": "azfw", "vnet": "hub", "ip": "10.0.1.4"}],
    "gateways": [{"name": "gw", "vnet": "hub", "connections": [{"site": "dc"}]}],
    "onPrem": [{"name": "dc", "prefixes": ["172.20.0.0/14"]}],
    "vms": [{"name": "ci", "vnet": "spoke", "subnet": "build", "ip": "10.80.8.4", "count": 6}],
    "privateEndpoints": [
        {
            "name": "sql",
            "vnet": "spoke",
            "subnet": "pe",
            "ip": "10.80.40.4",
            "target": "sql-db",
            "groupIds": ["sqlServer"],
        },
    ],
    "paasServices": [{"name": "sql-db", "service": "sqlServer"}],
    "privateDnsZones": [{"name": "zone.example", "links": [{"vnet": "spoke"}]}],
    "aksClusters": [
        {
            "name": "aks",
            "vnet": "spoke",
            "cniMode": "overlay",
            "outboundType": "userDefinedRouting",
            "podCidr": "100.64.0.0/14",
            "pools": [
                {"name": "system", "mode": "System", "subnet": "nodes", "count": 3, "maxCount": 6},
                {"name": "api", "subnet": "nodes", "count": 24, "maxCount": 60},
            ],
        }
    ],
}

_names = st.text(st.characters(categories=["L", "N"], include_characters="-_."), min_size=1, max_size=24)  # fmt: skip
_place = st.tuples(st.integers(-400, 1600), st.integers(-400, 1600))


@st.composite
def designs(draw: st.DrawFn) -> Document:
    """Return designs with networks, subnets, devices, clusters, regions and remembered places."""
    topology: Plain = {"vnets": [], "peerings": [], "vms": [], "aksClusters": [], "onPrem": []}
    positions: dict[str, list[float]] = {}
    names = draw(st.lists(_names, min_size=1, max_size=5, unique_by=str.casefold))
    for at, name in enumerate(names):
        vnet: Plain = {"name": name, "prefixes": [f"10.{at}.0.0/16"], "subnets": []}
        if draw(st.booleans()):
            vnet["region"] = draw(st.sampled_from(["westeurope", "southeastasia"]))
        vnet["hub"] = draw(st.booleans())
        for number in range(draw(st.integers(0, 4))):
            subnet = f"s{number}"
            vnet["subnets"].append({"name": subnet, "prefix": f"10.{at}.{number * 16}.0/22"})
            _fill(draw, topology, name, subnet)
            if draw(st.integers(0, 5)) == 0:
                positions[f"{name}/{subnet}"] = list(draw(_place))
        topology["vnets"].append(vnet)
        if at and draw(st.booleans()):
            topology["peerings"].append({"from": names[0], "to": name})
        if draw(st.integers(0, 3)) == 0:
            positions[f"vnet:{name}"] = list(draw(_place))
    topology["onPrem"] = [{"name": f"dc{n}"} for n in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        _hang(draw, topology)
    return document(topology, views=[{"name": "main", "positions": positions}])


def _fill(draw: st.DrawFn, topology: Plain, vnet: str, subnet: str) -> None:
    place = {"vnet": vnet, "subnet": subnet}
    for _ in range(draw(st.integers(0, 3))):
        topology["vms"].append({"name": f"vm{len(topology['vms'])}", **place})
    if draw(st.integers(0, 3)) == 0:
        pools = [
            {"name": f"p{n}", "subnet": subnet, "count": draw(st.integers(0, 90))}
            for n in range(draw(st.integers(1, 4)))
        ]
        name = f"aks{len(topology['aksClusters'])}"
        topology["aksClusters"].append({"name": name, "vnet": vnet, "pools": pools})


def _hang(draw: st.DrawFn, topology: Plain) -> None:
    """Add what hangs on others as chips, and what stands outside every network."""
    names = [vnet["name"] for vnet in topology["vnets"]]
    long = draw(_names)
    addresses = [f"pip-{n}-{long if n % 2 else ''}" for n in range(draw(st.integers(0, 7)))]
    topology["publicIps"] = [{"name": name} for name in addresses]
    topology["firewallPolicies"] = [{"name": f"afwp-{long}"}]
    topology["vnets"][0]["subnets"].append({"name": "AzureFirewallSubnet"})
    topology["firewalls"] = [
        {"name": "fw", "vnet": names[0], "policy": f"afwp-{long}", "publicIpNames": addresses[:4]}
    ]
    topology["ddosPlans"] = [{"name": f"ddos-{long}"}]
    topology["asgs"] = [{"name": f"asg-{n}"} for n in range(3)]
    for vnet in topology["vnets"][: draw(st.integers(0, 2))]:
        vnet["ddosPlan"] = f"ddos-{long}"
    for machine in topology["vms"][: draw(st.integers(0, 3))]:
        machine["asgs"] = [f"asg-{n}" for n in range(draw(st.integers(0, 3)))]
    topology["loadBalancers"] = [{"name": "lb", "type": "public", "publicIpNames": addresses[4:]}]
    topology["dnsRulesets"] = [{"name": f"frs-{long}", "links": names[-2:]}]
    hubs = [{"vnet": name} for name in names[1 : draw(st.integers(1, 4))]]
    topology["virtualWans"] = [{"name": "wan"}]
    topology["virtualHubs"] = [{"name": "vhub", "wan": "wan", "connections": hubs}]
    topology["frontDoors"] = [{"name": "fd", "origins": [{"name": "o", "target": "lb:lb"}]}]
