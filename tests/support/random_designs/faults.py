"""Faults, put into a sane design on purpose: one function a fault."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.random_designs.sketch import Plain, Sketch, text_of

Fault = Callable[[Sketch], None]


def inject(s: Sketch) -> None:
    """Put some faults into the design: none into most."""
    for _ in range(s.one((0, 0, 0, 0, 0, 1, 1, 2, 4))):
        fault = s.one(FAULTS)
        if not (s.known and fault in UNKNOWN):
            fault(s)


def _half_peering(s: Sketch) -> None:
    if s.all("peerings"):
        s.all("peerings").remove(s.one(s.all("peerings")))


def _closed_peering(s: Sketch) -> None:
    if s.all("peerings"):
        s.one(s.all("peerings"))["allowVirtualNetworkAccess"] = False


def _unforwarded(s: Sketch) -> None:
    for half in s.some(s.all("peerings"), 3):
        half.pop("allowForwardedTraffic", None)


def _transit_flags(s: Sketch) -> None:
    for half in s.some(s.all("peerings"), 2):
        flag = s.one(("allowGatewayTransit", "useRemoteGateways"))
        half[flag] = not half.get(flag, False)


def _route(s: Sketch, kind: str, prefix: str, hop: str | None = None) -> None:
    tables = s.all("routeTables")
    if not tables:
        homes = s.homes()
        if not homes:
            return
        table = s.add("routeTables", {"name": s.name("rt"), "routes": []})
        s.one(homes)[1]["routeTable"] = table["name"]
    table = s.one(s.all("routeTables"))
    routes = table.setdefault("routes", [])
    if s.chance(0.5):
        routes[:] = [r for r in routes if r["prefix"] != prefix]
    route: Plain = {"name": f"extra{len(routes)}", "prefix": prefix, "nextHopType": kind}
    if hop:
        route["nextHopIp"] = hop
    routes.append(route)


def _somewhere(s: Sketch) -> str:
    """Return a prefix that a route may name: all, a network, a part of one, a site, a host."""
    net = s.one(s.nets)
    options = ["0.0.0.0/0", text_of(net.base, net.length)]
    options += [str(sub["prefixes"][0]) for sub in net.plain["subnets"] if sub.get("prefixes")]
    options += s.ranges
    options += [f"{ip}/32" for pe in s.all("privateEndpoints") for ip in pe.get("ips", ())]
    options += ["203.0.113.0/24", "10.0.0.0/8", "tag:Storage"]
    return s.one(options)


def _route_none(s: Sketch) -> None:
    _route(s, "None", _somewhere(s))


def _route_internet(s: Sketch) -> None:
    _route(s, "Internet", _somewhere(s))


def _route_gateway(s: Sketch) -> None:
    _route(s, "VirtualNetworkGateway", _somewhere(s))


def _blind_gateway(s: Sketch) -> None:
    """Send a subnet's traffic to a gateway that knows no way for it."""
    names = {gw["vnet"] for gw in s.all("gateways") if "type" not in gw}
    homes = [sub for net, sub in s.homes() if net.name in names]
    if homes:
        route = {"name": "out", "prefix": "0.0.0.0/0", "nextHopType": "VirtualNetworkGateway"}
        table = s.add("routeTables", {"name": s.name("rt"), "routes": [route]})
        for subnet in homes:
            subnet["routeTable"] = table["name"]


def _private_line(s: Sketch) -> None:
    """Send a subnet's traffic by hand to a gateway that takes no user routes: ExpressRoute."""
    for gateway in s.all("gateways"):
        gateway["type"] = "ExpressRoute"
    names = {gw["vnet"] for gw in s.all("gateways")}
    homes = [sub for net, sub in s.homes() if net.name in names]
    if homes and s.ranges:
        route = {"name": "line", "prefix": s.one(s.ranges), "nextHopType": "VirtualNetworkGateway"}
        table = s.add("routeTables", {"name": s.name("rt"), "routes": [route]})
        for subnet in homes:
            subnet["routeTable"] = table["name"]


def _near_site(s: Sketch) -> None:
    """Let a site announce a part of the network that holds its gateway: never used (C-03)."""
    nets = {net.name: net for net in s.nets}
    for gateway in s.all("gateways"):
        net = nets.get(gateway["vnet"])
        sites = [site for site in s.all("onPrem") if site.get("prefixes")]
        if net is not None and sites:
            part = text_of(net.base, min(net.length + 2, 29))
            site = s.one(sites)
            site["prefixes"] = [*site["prefixes"], part]


def _route_local(s: Sketch) -> None:
    _route(s, "VnetLocal", _somewhere(s))


def _hops(s: Sketch) -> list[str]:
    own = [
        p["ip"] for sec in ("firewalls", "nvas", "loadBalancers") for p in s.all(sec) if "ip" in p
    ]
    return own or ["10.0.1.4"]


def _route_hop(s: Sketch) -> None:
    _route(s, "VirtualAppliance", _somewhere(s), s.one(_hops(s)))


def _route_machine(s: Sketch) -> None:
    vms = [vm for vm in s.all("vms") if "ip" in vm]
    if vms:
        vm = s.one(vms)
        if s.chance(0.3):
            vm["ipForwarding"] = True
        _route(s, "VirtualAppliance", _somewhere(s), vm["ip"])


def _route_nowhere(s: Sketch) -> None:
    net = s.one(s.nets)
    inside = text_of(net.base + (1 << (32 - net.length)) - 20)
    hop = s.one((inside, inside, inside, "10.255.0.4", "192.0.2.4"))
    _route(s, "VirtualAppliance", s.one(("0.0.0.0/0", _somewhere(s))), hop)


def _route_without_address(s: Sketch) -> None:
    _route(s, "VirtualAppliance", _somewhere(s))


def _circle(s: Sketch) -> None:
    """Let what inspects send everything back to itself, or to another of its kind."""
    tables = [p for p in s.all("routeTables") if p.get("routes")]
    subnets = [
        sub
        for net in s.nets
        for sub in net.plain["subnets"]
        if sub["name"] in ("AzureFirewallSubnet", "nva")
    ]
    if tables and subnets:
        s.one(subnets)["routeTable"] = s.one(tables)["name"]


def _detached(s: Sketch) -> None:
    for _, subnet in s.some(s.homes(), 2):
        subnet.pop("routeTable", None)


def _propagation(s: Sketch) -> None:
    if s.all("routeTables"):
        table = s.one(s.all("routeTables"))
        table["disableBgp"] = not table.get("disableBgp", False)


def _no_forwarding(s: Sketch) -> None:
    for nva in s.some(s.all("nvas"), 2):
        nva["ipForwarding"] = False


def _deny(s: Sketch) -> None:
    homes = s.homes()
    if not homes:
        return
    rule = {
        "name": "deny",
        "priority": s.one((100, 200, 4096)),
        "direction": s.one(("Inbound", "Outbound")),
        "access": "Deny",
    }
    if s.chance(0.5):
        rule["ports"] = [s.one(("443", "53", "1-1000"))]
    group = s.add("nsgs", {"name": s.name("nsg"), "rules": [rule]})
    s.one(homes)[1]["nsg"] = group["name"]


def _deny_interface(s: Sketch) -> None:
    if s.all("nsgs") and s.all("vms"):
        s.one(s.all("vms"))["nsg"] = s.one(s.all("nsgs"))["name"]


def _same_space(s: Sketch) -> None:
    if len(s.nets) > 1:
        one, two = s.rng.sample(s.nets, 2)
        if s.chance(0.5):
            one.plain["prefixes"] = [text_of(two.base, two.length)]
        else:
            one.plain.setdefault("prefixes", []).append(text_of(two.base, min(two.length + 2, 29)))


def _bad_prefix(s: Sketch) -> None:
    net = s.one(s.nets)
    subnets = net.plain["subnets"]
    odd = s.one(("host", "outside", "double", "small", "none", "forbidden", "public"))
    if odd == "forbidden":
        net.plain.setdefault("prefixes", []).append(
            s.one(("169.254.0.0/16", "172.30.0.0/15", "224.0.0.0/8"))
        )
    elif odd == "public":
        net.plain.setdefault("prefixes", []).append(s.one(("203.0.112.0/20", "20.1.0.0/16")))
    elif subnets:
        subnet = s.one(subnets)
        subnet["prefixes"] = {
            "host": [f"{text_of(net.base + 5)}/26"],
            "outside": ["10.254.0.0/26"],
            "double": list(s.one(subnets).get("prefixes", [])),
            "small": [text_of(net.base, s.one((30, 31, 32)))],
            "none": [],
        }[odd]


def _far_site(s: Sketch) -> None:
    """Let a site announce what Azure has: the whole, a part, or everything."""
    sites = s.all("onPrem")
    if not sites:
        return
    net = s.one(s.nets)
    site = s.one(sites)
    options = [
        text_of(net.base, net.length),
        text_of(net.base, min(net.length + 4, 29)),
        "0.0.0.0/0",
    ]
    site["prefixes"] = [*site.get("prefixes", []), s.one(options)]


def _cluster_ranges(s: Sketch) -> None:
    """Let a range of a cluster cover what is elsewhere, in its network, or kept by AKS."""
    if not s.all("aksClusters"):
        return
    cluster = s.one(s.all("aksClusters"))
    net = s.one(s.nets)
    options = [text_of(net.base, net.length), "172.30.0.0/16", "10.0.0.0/16", *s.ranges, *s.ranges]
    options += [str(sub["prefixes"][0]) for sub in net.plain["subnets"] if sub.get("prefixes")]
    field = s.one(("podCidrs", "serviceCidrs"))
    cluster[field] = [s.one(options)]
    if field == "podCidrs":
        cluster["cniMode"] = s.one(("overlay", "kubenet", "byo"))


def _pending(s: Sketch) -> None:
    for endpoint in s.some(s.all("privateEndpoints"), 2):
        endpoint["state"] = s.one(("Pending", "Rejected", "Disconnected"))


def _partly_known(s: Sketch) -> None:
    sections = [name for name in s.topology if name not in ("peerings", "internet", "vnets")]
    if s.chance(0.4) or not sections:
        part, fields = s.one(s.all("vnets")), ("prefixes", "dnsServers")
    else:
        section = s.one(sections)
        part, fields = s.one(s.all(section)), UNKNOWABLE.get(section, ("zones",))
    how = s.rng.random()
    if how < 0.4:
        part["existing"] = True
    elif how < 0.6:
        part["external"] = True
    else:
        name = s.one(fields)
        part.pop(name, None)
        part["unknown"] = {name: "nobody has asked yet"}


UNKNOWABLE = {
    "routeTables": ("routes", "disableBgp"),
    "nsgs": ("rules",),
    "firewalls": ("rules", "ip", "publicIps"),
    "nvas": ("snat", "ipForwarding", "stateful", "ip"),
    "vms": ("ip",),
    "onPrem": ("prefixes",),
    "gateways": ("connections",),
}


def _unknown_subnet(s: Sketch) -> None:
    homes = s.homes()
    if homes:
        subnet = s.one(homes)[1]
        name = s.one(("routeTable", "natGateway", "nsg", "serviceEndpoints"))
        subnet.pop(name, None)
        subnet["unknown"] = {name: "to be found out"}


def _newer_file(s: Sketch) -> None:
    """Say something that this version has no word for."""
    net = s.one(s.nets)
    if s.chance(0.5):
        s.add("somethingNew", {"name": "thing", "vnet": net.name})
    elif s.all("firewalls"):
        s.one(s.all("firewalls"))["allowRules"] = [{"name": "any"}]


def _no_exit(s: Sketch) -> None:
    for firewall in s.all("firewalls"):
        firewall["publicIps"] = 0
    for nva in s.all("nvas"):
        nva.pop("publicIp", None)


def _shared_address(s: Sketch) -> None:
    parts = [p for sec in ("vms", "nvas", "firewalls") for p in s.all(sec) if "ip" in p]
    if len(parts) > 1:
        one, two = s.rng.sample(parts, 2)
        one["ip"] = two["ip"]


def _odd_pools(s: Sketch) -> None:
    for cluster in s.all("aksClusters"):
        for pool in cluster.get("pools", []):
            key, value = s.one(
                (
                    ("count", 0),
                    ("count", 700),
                    ("maxCount", 1200),
                    ("maxPods", 9),
                    ("maxSurge", "0"),
                    ("maxUnavailable", "1"),
                    ("name", "system"),
                    ("mode", "System"),
                )
            )
            if key != "name" or not _is_named(s, cluster, pool):
                pool[key] = value


def _is_named(s: Sketch, cluster: Plain, pool: Plain) -> bool:
    """Return whether something else of the design names a pool, which would then name nothing."""
    said = repr(s.topology)
    return f"{cluster['name']}/{pool['name']}" in said or f"'pool': '{pool['name']}'" in said


def _doubled_route(s: Sketch) -> None:
    for table in s.some([t for t in s.all("routeTables") if t.get("routes")], 1):
        table["routes"].append({**s.one(table["routes"]), "name": "again"})


FAULTS: tuple[Fault, ...] = (
    _half_peering,
    _closed_peering,
    _unforwarded,
    _transit_flags,
    _route_none,
    _route_internet,
    _route_gateway,
    *[_blind_gateway] * 20,
    *[_private_line] * 4,
    *[_near_site] * 3,
    *[_route_local] * 4,
    _route_hop,
    _route_hop,
    _route_machine,
    _route_nowhere,
    _route_without_address,
    _circle,
    _circle,
    _detached,
    _detached,
    _propagation,
    _no_forwarding,
    _deny,
    _deny_interface,
    _same_space,
    _bad_prefix,
    _far_site,
    *[_cluster_ranges] * 3,
    _cluster_ranges,
    _pending,
    _partly_known,
    _unknown_subnet,
    _newer_file,
    _no_exit,
    _shared_address,
    _odd_pools,
    _doubled_route,
)
UNKNOWN = (_partly_known, _unknown_subnet, _newer_file)
