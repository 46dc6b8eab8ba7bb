"""Random small designs for property tests: many of them faulty, all of them loadable.

Prefixes come from few blocks so that overlaps, nesting and host bits are common; references
always resolve, since a file with dangling ones does not load.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

Plain = dict[str, Any]
Draw = Any

VNETS = ("hub", "spoke1", "spoke2", "lab")
SUBNETS = ("app", "nodes", "pods", "AzureFirewallSubnet", "GatewaySubnet", "AzureBastionSubnet")
DELEGATIONS = (
    None,
    None,
    None,
    "Microsoft.Network/dnsResolvers",
    "Microsoft.ContainerService/managedClusters",
)
MODES = ("overlay", "podSubnetDynamic", "podSubnetStatic", "nodeSubnet", "kubenet", "byo")
OUTBOUND = (
    None,
    "loadBalancer",
    "managedNATGateway",
    "userAssignedNATGateway",
    "userDefinedRouting",
    "none",
    "block",
)


def octet(low: int = 0, high: int = 3) -> st.SearchStrategy[int]:
    return st.integers(low, high)


@st.composite
def addresses(draw: Draw) -> str:
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(["fd00:1::5", "168.63.129.16", "0.0.0.0", "255.255.255.255"]))
    first = draw(st.sampled_from(["10.0", "10.1", "172.20", "203.0"]))
    return f"{first}.{draw(octet())}.{draw(st.sampled_from([0, 1, 3, 4, 5, 10, 255]))}"


@st.composite
def prefixes(draw: Draw) -> str:
    kind = draw(st.integers(0, 11))
    if kind == 0:
        odd = ["0.0.0.0/0", "169.254.0.0/16", "172.30.0.0/15", "52.0.0.0/6", "10.0.0.5/32"]
        return draw(st.sampled_from([*odd, "fd00:1::/56", "fd00:1::/64", "::/0"]))
    length = draw(st.sampled_from([8, 12, 16, 17, 22, 24, 25, 26, 28, 29, 30, 31, 32]))
    second, third = draw(octet()), draw(octet())
    if kind < 10:  # canonical
        value = (10 << 24) | (second << 16) | (third << 8)
        value &= ~((1 << (32 - length)) - 1) & 0xFFFFFFFF
        text = ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))
        return f"{text}/{length}"
    return f"10.{second}.{third}.{draw(octet())}/{length}"


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=most)


def without_none(part: Plain) -> Plain:
    return {key: value for key, value in part.items() if value is not None}


@st.composite
def subnets(draw: Draw, name: str) -> Plain:
    return without_none(
        {
            "name": name,
            "prefixes": draw(st.lists(prefixes(), min_size=0, max_size=2)),
            "routeTable": draw(maybe(st.sampled_from(["rt1", "rt2"]))),
            "nsg": draw(maybe(st.just("nsg1"))),
            "natGateway": draw(maybe(st.just("ng1"))),
            "delegation": draw(st.sampled_from(DELEGATIONS)),
            "serviceEndpoints": draw(some(st.just("Microsoft.Storage"), 1)),
            "pePolicies": draw(st.sampled_from(["Disabled", "RouteTableEnabled", "Enabled"])),
            "private": draw(st.booleans()),
        }
    )


@st.composite
def networks(draw: Draw) -> list[Plain]:
    names = draw(st.lists(st.sampled_from(VNETS), min_size=1, max_size=4, unique=True))
    found = []
    for name in names:
        chosen = draw(st.lists(st.sampled_from(SUBNETS), max_size=4, unique=True))
        found.append(
            {
                "name": name,
                "prefixes": draw(some(prefixes(), 2)),
                "dnsServers": draw(some(addresses(), 2)),
                "subnets": [draw(subnets(subnet)) for subnet in chosen],
                **without_none({"region": draw(maybe(st.sampled_from(["westeurope", "x"])))}),
            }
        )
    return found


@st.composite
def routes(draw: Draw, index: int) -> Plain:
    kind = draw(
        st.sampled_from(
            ["VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None"]
        )
    )
    target = draw(st.sampled_from(["0.0.0.0/0", "tag:Storage"]) | prefixes())
    hop = draw(addresses()) if kind == "VirtualAppliance" or draw(st.booleans()) else None
    return without_none(
        {"name": f"r{index}", "prefix": target, "nextHopType": kind, "nextHopIp": hop}
    )


@st.composite
def rules(draw: Draw, index: int) -> Plain:
    words = st.sampled_from(["*", "Internet", "VirtualNetwork", "AzureLoadBalancer", "10.0.0.0/8"])
    return {
        "name": f"r{index}",
        "priority": draw(st.sampled_from([100, 200, 300, 4096, 5000])),
        "direction": draw(st.sampled_from(["Inbound", "Outbound"])),
        "access": draw(st.sampled_from(["Allow", "Deny"])),
        "protocol": draw(st.sampled_from(["Tcp", "Udp", "*"])),
        "source": draw(words | addresses()),
        "destination": draw(words),
        "ports": draw(st.sampled_from([["*"], ["443"], ["80-90", "22"], ["no number"]])),
    }


@st.composite
def peerings(draw: Draw, names: list[str]) -> list[Plain]:
    pairs = [(a, b) for a in names for b in names]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=8, unique=True)) if pairs else []
    flag = st.booleans()
    return [
        {
            "from": a,
            "to": b,
            "allowVirtualNetworkAccess": draw(flag),
            "allowForwardedTraffic": draw(flag),
            "allowGatewayTransit": draw(flag),
            "useRemoteGateways": draw(flag),
        }
        for a, b in chosen
    ]


@st.composite
def pools(draw: Draw, subnet_names: list[str]) -> Plain:
    place = st.sampled_from(subnet_names) if subnet_names else st.none()
    surge = st.sampled_from(["0", "1", "33%", "200%", "0%"])
    return without_none(
        {
            "name": draw(st.sampled_from(["system", "user", "win"])),
            "mode": draw(st.sampled_from(["System", "User"])),
            "os": draw(st.sampled_from(["Linux", "Windows"])),
            "subnet": draw(maybe(place)),
            "podSubnet": draw(maybe(place)),
            "count": draw(st.sampled_from([0, 1, 3, 60, 2000, -1])),
            "minCount": draw(maybe(st.integers(0, 3))),
            "maxCount": draw(maybe(st.sampled_from([0, 5, 1200]))),
            "maxPods": draw(maybe(st.sampled_from([-5, 0, 9, 10, 30, 110, 250, 300]))),
            "maxSurge": draw(maybe(surge)),
            "maxUnavailable": draw(maybe(surge)),
            "zones": draw(st.sampled_from([[], ["1"], ["1", "2", "3"]])),
        }
    )


@st.composite
def clusters(draw: Draw, name: str, vnets: list[Plain]) -> Plain:
    vnet = draw(maybe(st.sampled_from(vnets)))
    inside = [subnet["name"] for subnet in vnet["subnets"]] if vnet else []
    place = maybe(st.sampled_from(inside) if inside else st.none())
    return without_none(
        {
            "name": name,
            "vnet": vnet["name"] if vnet else None,
            "sku": draw(st.sampled_from(["Base", "Automatic"])),
            "kubernetesVersion": draw(st.sampled_from([None, "1.31", "1.34.2", "latest"])),
            "cniMode": draw(st.sampled_from(MODES)),
            "dataplane": draw(st.sampled_from(["azure", "cilium"])),
            "networkPolicy": draw(st.sampled_from(["none", "azure", "calico", "cilium"])),
            "ipFamilies": draw(st.sampled_from([["ipv4"], ["ipv4", "ipv6"], []])),
            "podCidrs": draw(some(prefixes(), 2)),
            "serviceCidrs": draw(some(prefixes(), 2)),
            "dnsServiceIp": draw(maybe(addresses())),
            "outboundType": draw(st.sampled_from(OUTBOUND)),
            "outbound": draw(maybe(st.just({"ports": 9, "managedIps": 0}))),
            "private": draw(st.booleans()),
            "privateDnsZone": draw(st.sampled_from([None, "system", "none", "z.azmk8s.io"])),
            "publicFqdn": draw(st.booleans()),
            "authorizedRanges": draw(some(prefixes(), 1)),
            "apiServerVnetIntegration": draw(st.booleans()),
            "apiServerSubnet": draw(place) if vnet else None,
            "identity": draw(st.sampled_from(["SystemAssigned", "UserAssigned"])),
            "isolated": draw(st.booleans()),
            "internalLbIps": draw(st.sampled_from([0, 2, -1])),
            "internalLbs": draw(some(st.just({"ip": "10.0.0.9"}), 1)),
            "nodeIp": draw(maybe(addresses())),
            "pools": [draw(pools(inside)) for _ in range(draw(st.integers(0, 3)))],
        }
    )


@st.composite
def placed(draw: Draw, name: str, vnets: list[Plain]) -> Plain | None:
    homes = [(vnet["name"], s["name"]) for vnet in vnets for s in vnet["subnets"]]
    if not homes:
        return None
    vnet, subnet = draw(st.sampled_from(homes))
    return {"name": name, "vnet": vnet, "subnet": subnet}


@st.composite
def machines(draw: Draw, vnets: list[Plain]) -> Plain:
    """Firewalls, appliances, machines, endpoints and load balancers."""
    flag = st.booleans()
    section: Plain = {"firewalls": [], "nvas": [], "vms": [], "privateEndpoints": []}
    extra: dict[str, st.SearchStrategy[Plain]] = {
        "firewalls": st.fixed_dictionaries(
            {
                "rules": st.sampled_from(["network", "application"]),
                "publicIps": st.sampled_from([0, 1, 20]),
                "tier": st.sampled_from(["Basic", "Standard"]),
            }
        ),
        "nvas": st.fixed_dictionaries({"ipForwarding": flag, "snat": flag, "stateful": flag}),
        "vms": st.fixed_dictionaries({"publicIp": flag, "ipForwarding": flag}),
        "privateEndpoints": st.fixed_dictionaries(
            {
                "state": st.sampled_from(["Approved", "Pending"]),
                "groupIds": st.sampled_from([[], ["vault"], ["registry"], ["azuremonitor"], ["?"]]),
                "zoneGroup": st.sampled_from([[], ["privatelink.vaultcore.azure.net"]]),
                "publicNetworkAccess": st.sampled_from(["Enabled", "Disabled"]),
            }
        ),
    }
    for kind, fields in extra.items():
        for number in range(draw(st.integers(0, 2))):
            part = draw(placed(f"{kind}{number}", vnets))
            if part is not None:
                ip = draw(maybe(addresses()))
                section[kind].append(without_none({**part, **draw(fields), "ip": ip}))
    section["loadBalancers"] = [
        {"name": "lb1", "type": draw(st.sampled_from(["public", "internal"])), "backends": keys}
        for keys in draw(some(st.just([f"vm:{vm['name']}" for vm in section["vms"]]), 1))
    ]
    return section


@st.composite
def gateways(draw: Draw, names: list[str]) -> Plain:
    link = st.fixed_dictionaries(
        {"site": st.sampled_from(["dc", "unknown"]), "bgp": st.booleans()},
        optional={"prefixes": some(prefixes(), 2)},
    )
    count = draw(st.integers(0, 2))
    return {
        "onPrem": [{"name": "dc", "prefixes": draw(some(prefixes(), 2))}],
        "gateways": [
            {
                "name": f"gw{number}",
                "vnet": draw(st.sampled_from(names)),
                "type": draw(st.sampled_from(["Vpn", "ExpressRoute"])),
                "bgp": draw(st.booleans()),
                "activeActive": draw(st.booleans()),
                "connections": draw(some(link, 2)),
            }
            for number in range(count)
        ],
    }


@st.composite
def flows(draw: Draw, topology: Plain) -> Plain:
    ends = [f"vm:{vm['name']}" for vm in topology["vms"]]
    ends += [f"pod:{cluster['name']}" for cluster in topology["aksClusters"]]
    source = draw(st.sampled_from([*ends, "onprem:dc", "internet:", "vm:nobody"]))
    target = draw(st.sampled_from([*ends, "203.0.113.10", "kv.vault.azure.net"]) | addresses())
    return {
        "kind": "path",
        "from": source,
        "to": target,
        "required": draw(st.booleans()),
        "operator": draw(st.booleans()),
        **without_none({"inspectedBy": draw(maybe(st.just("fw:firewalls0")))}),
    }


@st.composite
def design_data(draw: Draw) -> Plain:
    """Return a whole design as plain data."""
    vnets = draw(networks())
    names = [vnet["name"] for vnet in vnets]
    topology = {
        "vnets": vnets,
        "peerings": draw(peerings(names)),
        "routeTables": [
            {
                "name": name,
                "disableBgp": draw(st.booleans()),
                "routes": [draw(routes(i)) for i in range(draw(st.integers(0, 3)))],
            }
            for name in ("rt1", "rt2")
        ],
        "nsgs": [
            {"name": "nsg1", "rules": [draw(rules(i)) for i in range(draw(st.integers(0, 3)))]}
        ],
        "natGateways": [{"name": "ng1", "ips": draw(st.sampled_from([0, 1, 17]))}],
        **draw(gateways(names)),
        **draw(machines(vnets)),
        "aksClusters": [
            draw(clusters(f"aks{number}", vnets)) for number in range(draw(st.integers(0, 2)))
        ],
        "privateDnsZones": [
            {
                "name": "privatelink.vaultcore.azure.net",
                "links": [{"vnet": name} for name in draw(some(st.sampled_from(names), 1))],
            }
        ],
    }
    settings = {
        "production": draw(st.booleans()),
        "partial": draw(st.booleans()),
        "growthFactor": draw(st.sampled_from([1, 2.5])),
        "headroomNodes": draw(st.sampled_from([0, 3])),
        "migrationOverlap": draw(st.sampled_from(["none", "largestPool", "all"])),
    }
    queries = [draw(flows(topology)) for _ in range(draw(st.integers(0, 2)))]
    registry = [{"prefix": text, "owner": "aks0"} for text in draw(some(prefixes(), 1))]
    return {
        "aksdesigner": 1,
        "name": "Random",
        "settings": settings,
        "topology": topology,
        "queries": queries,
        "registry": registry,
    }


def designs() -> st.SearchStrategy[Document]:
    """Return random documents, small and often faulty."""
    return design_data().map(lambda data: read_document(data).document)
