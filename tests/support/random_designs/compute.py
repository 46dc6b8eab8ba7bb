"""Machines and clusters, placed where the estate has room for them."""

from __future__ import annotations

from tests.support.random_designs.sketch import Net, Plain, Sketch

MODES = ("overlay", "podSubnetDynamic", "podSubnetStatic", "nodeSubnet", "kubenet", "byo")
OUTBOUND = (
    "loadBalancer",
    "managedNATGateway",
    "managedNATGatewayV2",
    "userAssignedNATGateway",
    "userDefinedRouting",
    "none",
    "block",
)
SURGES = (None, "33%", "1", "10%", "0")


def draw_compute(s: Sketch) -> None:
    """Place clusters first, for they need subnets of their own, and then machines."""
    for _ in range(s.one((0, 1, 1, 1, 2))):
        _cluster(s)
    homes = s.homes()
    s.rng.shuffle(homes)
    for net, subnet in homes[: s.rng.randint(2, 6)]:
        _machine(s, net, subnet)
    if s.chance(0.3):
        _balancer(s)
    if s.chance(0.3):
        _publish(s)


def _machine(s: Sketch, net: Net, subnet: Plain) -> None:
    s.add(
        "vms",
        {
            "name": s.name("vm"),
            "vnet": net.name,
            "subnet": subnet["name"],
            "ip": net.host(subnet["name"]) if s.chance(0.85) else None,
            "publicIp": True if s.chance(0.15) else None,
        },
    )


def _balancer(s: Sketch) -> None:
    vms = s.all("vms")
    if not vms:
        return
    vm = s.one(vms)
    net = next(n for n in s.nets if n.name == vm["vnet"])
    public = s.chance(0.5)
    part: Plain = {"name": s.name("lb"), "backends": [f"vm:{vm['name']}"]}
    if public:
        part["type"] = "public"
        part["outboundOnly"] = True if s.chance(0.3) else None
    else:
        part.update({"vnet": net.name, "subnet": vm["subnet"], "ip": net.host(vm["subnet"])})
    if s.chance(0.5):
        part["port"] = s.one(("443", "80", "8000-9000"))
    s.add("loadBalancers", part)


def _publish(s: Sketch) -> None:
    """Give a firewall a DNAT rule to a machine."""
    firewalls, vms = s.all("firewalls"), [vm for vm in s.all("vms") if "ip" in vm]
    if not firewalls or not vms:
        return
    rule = {"name": "web", "to": s.one(vms)["ip"], "port": s.one((443, "8443"))}
    if s.chance(0.4):
        rule["toPort"] = "443"
    s.one(firewalls)["dnat"] = [rule]


def _cluster(s: Sketch) -> None:
    spokes = [net for net in s.nets if not net.name.startswith("hub")] or s.nets
    net = s.one(spokes) if s.chance(0.96) else None
    mode = s.one(MODES)
    name = s.name("aks")
    cluster: Plain = {"name": name, "vnet": net.name if net else None}
    cluster["cniMode"] = mode if mode != "overlay" or s.chance(0.5) else None
    nodes = _node_subnet(s, net, name) if net else None
    pods = None
    if net and mode.startswith("podSubnet") and s.chance(0.95):
        made = s.subnet(net, f"{name}-pods", 23, routeTable=net.table)
        pods = made["name"] if made else None
    cluster["outboundType"] = _outbound(s, net, nodes)
    if mode in ("overlay", "kubenet", "byo") and s.chance(0.6):
        cluster["podCidrs"] = [s.one(("10.244.0.0/16", "100.112.0.0/14", "172.29.0.0/16"))]
    if s.chance(0.7):
        _services(s, cluster)
    _options(s, cluster, mode)
    if mode == "nodeSubnet" and s.chance(0.3):
        cluster["nodeIp"] = "10.1.0.4"  # pods show it outside of the network, wherever it lies
    pools = [_pool(s, number, nodes, pods) for number in range(s.one((1, 1, 2, 3)))]
    cluster["pools"] = pools if s.chance(0.99) else None
    if net and s.chance(0.12):
        _integrated(s, net, cluster)
    if s.chance(0.2):
        cluster["internalLbs"] = [{"name": f"{name}-in"}]
    s.add("aksClusters", {key: value for key, value in cluster.items() if value is not None})


def _integrated(s: Sketch, net: Net, cluster: Plain) -> None:
    """Put the API server into a subnet of its own (API Server VNet Integration)."""
    delegation = "Microsoft.ContainerService/managedClusters"
    made = s.subnet(net, f"{cluster['name']}-api", 28, delegation=delegation)
    if made:
        cluster["apiServerVnetIntegration"] = True
        cluster["apiServerSubnet"] = made["name"] if s.chance(0.7) else None
        cluster["privateDnsZone"] = "system" if s.chance(0.3) else None


def _node_subnet(s: Sketch, net: Net, name: str) -> str | None:
    made = s.subnet(net, f"{name}-nodes", s.one((22, 23, 24, 26)), routeTable=net.table)
    if made:
        return str(made["name"])
    homes = [subnet for home, subnet in s.homes() if home is net]
    return str(s.one(homes)["name"]) if homes else None


def _outbound(s: Sketch, net: Net | None, nodes: str | None) -> str | None:
    if s.chance(0.12):
        return s.one(OUTBOUND)
    if net is None:
        return s.one((None, "managedNATGateway", "managedNATGatewayV2", "none", "block"))
    if net.table:
        return s.one(("userDefinedRouting", "userDefinedRouting", "none", None))
    subnet = next((sub for sub in net.plain["subnets"] if sub["name"] == nodes), None)
    if subnet is not None and s.chance(0.4):
        subnet["natGateway"] = s.add("natGateways", {"name": s.name("ng")})["name"]
        return "userAssignedNATGateway"
    return s.one((None, "loadBalancer", "none"))


def _services(s: Sketch, cluster: Plain) -> None:
    second = s.one((240, 241, 242, 250))
    cluster["serviceCidrs"] = [f"10.{second}.0.0/16"]
    if s.chance(0.5):
        cluster["dnsServiceIp"] = f"10.{second}.0.10"


def _options(s: Sketch, cluster: Plain, mode: str) -> None:
    if s.chance(0.3) and mode in ("overlay", "nodeSubnet", "podSubnetDynamic"):
        cluster["dataplane"] = "cilium"
        cluster["networkPolicy"] = "cilium"
    elif s.chance(0.3):
        cluster["networkPolicy"] = s.one(("calico", "azure"))
    if s.chance(0.4):
        cluster["private"] = True
        cluster["privateDnsZone"] = s.one((None, "system", "none"))
    if s.chance(0.2):
        cluster["kubernetesVersion"] = s.one(("1.31", "1.33", "1.34.2"))
    if s.chance(0.1):
        cluster["isolated"] = True
    if s.chance(0.1):
        cluster["identity"] = "UserAssigned"
    for key in [key for key, value in cluster.items() if value is None]:
        del cluster[key]


def _pool(s: Sketch, number: int, nodes: str | None, pods: str | None) -> Plain:
    part: Plain = {
        "name": ("system", "general", "batch")[number],
        "mode": "System" if number == 0 else None,
        "subnet": nodes,
        "podSubnet": pods,
        "count": s.one((None, 1, 2, 3, 5, 20)),
        "maxCount": s.one((None, None, 5, 30)),
        "maxPods": s.one((None, None, 30, 50, 110)),
        "maxSurge": s.one(SURGES),
        "os": "Windows" if number and s.chance(0.1) else None,
    }
    return {key: value for key, value in part.items() if value is not None}
