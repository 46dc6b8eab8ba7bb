"""The shapes of estates: one network, hub and spokes, two hubs, meshes and chains."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.random_designs.sketch import Net, Plain, Sketch

TIERS = ("app", "web", "data", "shared", "jobs", "tools", "cache", "ops")


@dataclass
class Hub:
    """A network through which others talk, and the address that inspects (None: nobody does)."""

    net: Net
    hop: str | None
    gateway: bool
    firewall: Plain | None = None


def draw_estate(s: Sketch) -> None:
    """Draw one of the shapes."""
    if s.room <= 2:
        _alone(s)
        return
    shape = s.rng.random()
    if shape < 0.14:
        _alone(s)
    elif shape < 0.72:
        _hub_and_spokes(s, "hub")
    elif shape < 0.84 and s.room >= 5:
        _two_hubs(s)
    elif shape < 0.93:
        _mesh(s)
    else:
        _chain(s)


def tiers(s: Sketch, net: Net, most: int) -> None:
    """Cut ordinary subnets into a network."""
    share = min(most, max(1, s.room))
    for name in s.rng.sample(TIERS, min(len(TIERS), s.rng.randint(1, share))):
        private = None if s.chance(0.7) else False
        s.subnet(net, name, s.one((24, 24, 25, 26, 27)), routeTable=net.table, private=private)
    number = 0
    while s.room > 12 and s.chance(0.6):
        number += 1
        s.subnet(net, f"tier{number}", 27, routeTable=net.table)


def peer(s: Sketch, one: Net, two: Net, *, transit: bool = False) -> None:
    """Peer two networks; `one` is the hub side, whose gateway `two` may use."""
    s.add(
        "peerings",
        {
            "from": one.name,
            "to": two.name,
            "allowGatewayTransit": True if transit else None,
            "allowForwardedTraffic": True if s.chance(0.4) else None,
        },
    )
    s.add(
        "peerings",
        {
            "from": two.name,
            "to": one.name,
            "allowForwardedTraffic": True if s.chance(0.93) else None,
            "useRemoteGateways": True if transit and s.chance(0.9) else None,
        },
    )


def _alone(s: Sketch) -> None:
    net = s.net("net")
    if s.room > 1 and s.chance(0.85):
        hub = inspect(s, net)
        net.table = default_table(s, hub) if s.chance(0.9) else None
    tiers(s, net, 4)
    if s.room > 1 and s.chance(0.25):
        connect_sites(s, net)


def inspect(s: Sketch, net: Net) -> Hub:
    """Put a firewall, an appliance or appliances behind a balancer into a network."""
    kind = s.rng.random()
    if kind < 0.86:
        return _firewall(s, net)
    if s.subnet(net, "nva", 27) is None:
        return Hub(net, None, gateway=False)
    first = _appliance(s, net)
    if kind < 0.93:
        return Hub(net, first["ip"], gateway=False)
    second = _appliance(s, net)
    front = net.host("nva")
    s.add(
        "loadBalancers",
        {
            "name": s.name("ilb"),
            "type": "internal" if s.chance(0.7) else None,
            "vnet": net.name,
            "subnet": "nva",
            "ip": front,
            "backends": [f"nva:{first['name']}", f"nva:{second['name']}"],
            "haPorts": True,
        },
    )
    return Hub(net, front, gateway=False)


def _appliance(s: Sketch, net: Net) -> Plain:
    return s.add(
        "nvas",
        {
            "name": s.name("nva"),
            "vnet": net.name,
            "subnet": "nva",
            "ip": net.host("nva"),
            "snat": True if s.chance(0.3) else None,
            "stateful": False if s.chance(0.15) else None,
            "publicIp": True if s.chance(0.5) else None,
            "disableSnatOnPL": True if s.chance(0.15) else None,
        },
    )


def _firewall(s: Sketch, net: Net) -> Hub:
    if s.subnet(net, "AzureFirewallSubnet", 26) is None:
        return Hub(net, None, gateway=False)
    management = None
    if s.chance(0.12) and s.subnet(net, "AzureFirewallManagementSubnet", 26):
        management = "AzureFirewallManagementSubnet"
    ip = net.host("AzureFirewallSubnet")
    part = {
        "name": s.name("fw"),
        "vnet": net.name,
        "ip": ip if s.chance(0.9) else None,
        "rules": "application" if s.chance(0.35) else None,
        "tier": s.one((None, None, "Premium", "Basic")),
        "managementSubnet": management,
        "publicIps": s.one((None, None, 2, 20, 0)) if s.chance(0.6) else None,
    }
    if s.chance(0.08):
        part["privateRanges"] = s.one((["0.0.0.0/0"], ["255.255.255.255/32"], ["10.0.0.0/8"]))
    return Hub(net, ip, gateway=False, firewall=s.add("firewalls", part))


def default_table(s: Sketch, hub: Hub, stem: str = "rt") -> str | None:
    """Add a table that sends everything to what inspects in the hub."""
    if hub.hop is None:
        return None
    routes = [_to_hop("default", "0.0.0.0/0", hub.hop)]
    if s.chance(0.2):
        routes.append(_to_hop("hub", str(hub.net.plain["prefixes"][0]), hub.hop))
    table = {
        "name": s.name(stem),
        "disableBgp": True if s.chance(0.65) else None,
        "routes": routes,
    }
    return str(s.add("routeTables", table)["name"])


def _to_hop(name: str, prefix: str, hop: str) -> Plain:
    return {"name": name, "prefix": prefix, "nextHopType": "VirtualAppliance", "nextHopIp": hop}


def _hub_and_spokes(s: Sketch, stem: str) -> Hub:
    net = s.net(stem)
    hub = inspect(s, net)
    hub.gateway = s.room > 3 and s.chance(0.4)
    if hub.gateway:
        hub.gateway = connect_sites(s, net)
    if s.chance(0.5):
        net.table = default_table(s, hub, "rt-hub") if s.chance(0.3) else None
        tiers(s, net, 2)
    shared = default_table(s, hub) if s.chance(0.95) else None
    spokes = []
    for _ in range(s.rng.randint(1, max(1, min(12, s.room)))):
        if s.room <= 0:
            break
        spoke = s.net("spoke")
        own = s.chance(0.2)
        spoke.table = default_table(s, hub) if own else shared
        peer(s, net, spoke, transit=hub.gateway)
        tiers(s, spoke, 3)
        spokes.append(spoke)
    if hub.gateway and hub.hop and s.chance(0.75):
        _gateway_table(s, hub, spokes)
    return hub


def _gateway_table(s: Sketch, hub: Hub, spokes: list[Net]) -> None:
    assert hub.hop is not None
    routes = [_to_hop(n.name, str(n.plain["prefixes"][0]), hub.hop) for n in spokes]
    table = s.add("routeTables", {"name": s.name("rt-gw"), "routes": routes})
    for subnet in hub.net.plain["subnets"]:
        if subnet["name"] == "GatewaySubnet":
            subnet["routeTable"] = table["name"]


def _two_hubs(s: Sketch) -> None:
    rest = s.room
    s.room = rest // 2
    first = _hub_and_spokes(s, "hub")
    count = len(s.nets)
    s.room += rest - rest // 2
    second = _hub_and_spokes(s, "hub")
    peer(s, first.net, second.net)
    for here, there, nets in (
        (first, second, s.nets[count:]),
        (second, first, s.nets[:count]),
    ):
        if here.hop and there.hop and s.chance(0.8):
            _cross_table(s, here, there.hop, nets)


def _cross_table(s: Sketch, here: Hub, hop: str, nets: list[Net]) -> None:
    routes = [_to_hop(n.name, str(n.plain["prefixes"][0]), hop) for n in nets]
    routes.append({"name": "out", "prefix": "0.0.0.0/0", "nextHopType": "Internet"})
    table = s.add("routeTables", {"name": s.name("rt-cross"), "routes": routes})
    for subnet in here.net.plain["subnets"]:
        if subnet["name"] in ("AzureFirewallSubnet", "nva"):
            subnet["routeTable"] = table["name"]


def _mesh(s: Sketch) -> None:
    nets = [s.net("net") for _ in range(s.rng.randint(2, max(2, min(6, s.room))))]
    if s.room > 3 and s.chance(0.75):
        hub = inspect(s, nets[0])
        for net in nets:
            net.table = default_table(s, hub) if s.chance(0.7) else None
    for net in nets:
        tiers(s, net, max(1, s.room // len(nets)))
    for i, one in enumerate(nets):
        for two in nets[i + 1 :]:
            peer(s, one, two)
    if s.room > 1 and s.chance(0.3):
        connect_sites(s, nets[0])


def _chain(s: Sketch) -> None:
    nets = [s.net("link") for _ in range(s.rng.randint(2, max(2, min(5, s.room))))]
    middle = nets[len(nets) // 2]
    if s.room > 2:
        hub = inspect(s, middle)
        for net in nets:
            net.table = default_table(s, hub) if net is not middle and s.chance(0.8) else None
    for net in nets:
        tiers(s, net, 2)
    for one, two in zip(nets, nets[1:], strict=False):
        peer(s, one, two)
    if s.room > 1 and s.chance(0.2):
        connect_sites(s, nets[-1])


def connect_sites(s: Sketch, net: Net) -> bool:
    """Put a gateway into a network, and sites behind it; False when there is no room."""
    if s.subnet(net, "GatewaySubnet", 27) is None:
        return False
    sites = [_site(s) for _ in range(s.one((1, 1, 1, 2)))]
    for kind in s.one((("Vpn",), ("Vpn",), ("ExpressRoute",), ("Vpn", "ExpressRoute"))):
        links = []
        for site in sites:
            link: Plain = {
                "site": site["name"] if s.chance(0.98) else None,
                "bgp": True if s.chance(0.5) else None,
            }
            if s.chance(0.25):
                link["prefixes"] = [*site["prefixes"], *(["0.0.0.0/0"] if s.chance(0.4) else [])]
            links.append({key: value for key, value in link.items() if value is not None})
        s.add(
            "gateways",
            {
                "name": s.name("gw"),
                "vnet": net.name,
                "type": kind if kind != "Vpn" or s.chance(0.3) else None,
                "activeActive": True if s.chance(0.3) else None,
                "connections": links,
            },
        )
    return True


def _site(s: Sketch) -> Plain:
    second = s.rng.randrange(210, 250)
    prefixes = [s.one((f"10.{second}.0.0/16", f"192.168.{second}.0/24", f"10.{second}.64.0/20"))]
    if s.chance(0.12):
        prefixes = [s.one(("10.0.0.0/8", "172.16.0.0/12"))]
    s.ranges.extend(prefixes)
    return s.add("onPrem", {"name": s.name("dc"), "prefixes": prefixes})
