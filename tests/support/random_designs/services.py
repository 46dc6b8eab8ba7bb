"""What surrounds the machines: endpoints and names, security groups, Internet exits, settings."""

from __future__ import annotations

from tests.support.random_designs.sketch import Plain, Sketch

POLICIES = ("Disabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled", "Enabled")
# service -> (group id, public suffix, private zone)
SERVICES = {
    "keyVault": ("vault", "vault.azure.net", "privatelink.vaultcore.azure.net"),
    "containerRegistry": ("registry", "azurecr.io", "privatelink.azurecr.io"),
    "storageAccount": ("blob", "blob.core.windows.net", "privatelink.blob.core.windows.net"),
    "sqlServer": ("sqlServer", "database.windows.net", "privatelink.database.windows.net"),
}


def draw_services(s: Sketch) -> None:
    """Add what surrounds the machines."""
    if s.chance(0.55):
        _endpoints(s)
    if s.chance(0.5):
        _groups(s)
    if s.chance(0.3):
        _exits(s)
    if s.chance(0.15):
        _dns(s)
    if s.chance(0.1):
        _second_family(s)
    if s.chance(0.15):
        for _, subnet in s.some(s.homes(), 2):
            name = s.one(("Microsoft.Storage", "Microsoft.KeyVault", "Microsoft.Sql"))
            subnet["serviceEndpoints"] = [name]
    if s.chance(0.2):
        host = {"name": "pay.example", "ip": "203.0.113.10"}
        s.add("internet", {"destinations": [host]} if s.chance(0.8) else {})
    _special_subnets(s)
    _settings(s)


def _special_subnets(s: Sketch) -> None:
    if s.chance(0.15):
        _bastion(s)
    if s.chance(0.04) and not s.known:
        _route_server(s)


def _bastion(s: Sketch) -> None:
    net = s.one(s.nets)
    if s.subnet(net, "AzureBastionSubnet", s.one((26, 26, 27))):
        s.add("bastions", {"name": s.name("bastion"), "vnet": net.name})


def _route_server(s: Sketch) -> None:
    net = s.one(s.nets)
    if s.subnet(net, "RouteServerSubnet", 27):
        s.add("routeServers", {"name": s.name("rs"), "vnet": net.name})


def _endpoints(s: Sketch) -> None:
    homes = s.homes()
    if not homes:
        return
    net, subnet = s.one(homes)
    made = s.subnet(net, "endpoints", 26) if s.chance(0.6) else None
    subnet = made or subnet
    if s.chance(0.6):
        subnet["pePolicies"] = s.one(POLICIES)
    for service in s.rng.sample(sorted(SERVICES), s.one((1, 1, 2, 3))):
        _endpoint(s, service, net.name, net.host(subnet["name"]), subnet["name"])


def _endpoint(s: Sketch, service: str, vnet: str, ip: str | None, subnet: str) -> None:
    group, suffix, zone = SERVICES[service]
    name = s.name("svc")
    fqdn = f"{name}.{suffix}"
    s.add(
        "paasServices",
        {
            "name": name,
            "service": service,
            "fqdn": fqdn if s.chance(0.9) else None,
            "publicNetworkAccess": "Disabled" if s.chance(0.4) else None,
        },
    )
    s.add(
        "privateEndpoints",
        {
            "name": s.name("pe"),
            "vnet": vnet,
            "subnet": subnet,
            "ips": [ip] if ip and s.chance(0.85) else None,
            "target": name if s.chance(0.9) else None,
            "groupIds": [group] if s.chance(0.9) else None,
            "state": "Pending" if s.chance(0.06) else None,
            "fqdn": fqdn if s.chance(0.5) else None,
            "zoneGroup": [zone] if s.chance(0.8) else None,
        },
    )
    if s.chance(0.8) and zone not in {z["name"] for z in s.all("privateDnsZones")}:
        links = [{"vnet": n.name} for n in s.nets if s.chance(0.8)]
        part: Plain = {"name": zone, "links": links}
        if ip and s.chance(0.2):
            part["records"] = {name: ip}
        s.add("privateDnsZones", part)


def _groups(s: Sketch) -> None:
    group = s.add("nsgs", {"name": s.name("nsg"), "rules": _rules(s)})
    guarded = [subnet for _, subnet in s.homes()]
    guarded += [sub for net in s.nets for sub in net.plain["subnets"] if "delegation" in sub]
    for subnet in guarded:
        if s.chance(0.4):
            subnet["nsg"] = group["name"]


def _rules(s: Sketch) -> list[Plain]:
    spaces = [str(net.plain["prefixes"][0]) for net in s.nets]
    sides = ("*", "VirtualNetwork", "Internet", "AzureLoadBalancer", *spaces, "10.0.0.0/8")
    rules = []
    for number in range(s.rng.randint(0, 4)):
        rule: Plain = {
            "name": f"rule{number}",
            "priority": 100 + 10 * number,
            "direction": s.one(("Inbound", "Outbound")),
            "access": s.one(("Allow", "Allow", "Allow", "Deny")),
            "protocol": s.one((None, "Tcp", "Udp", "*")),
            "sources": [s.one(sides)] if s.chance(0.8) else None,
            "destinations": [s.one(sides)] if s.chance(0.8) else None,
            "ports": s.one((None, ["443"], ["80-90", "22"], ["*"])),
        }
        rules.append({key: value for key, value in rule.items() if value is not None})
    return rules


def _exits(s: Sketch) -> None:
    gateway = s.add("natGateways", {"name": s.name("ng"), "ips": s.one((None, 2, 16))})
    homes = [(net, sub) for net, sub in s.homes() if "natGateway" not in sub]
    if not homes:
        return
    chosen, _ = s.one(homes)
    for net, subnet in homes:
        if net is chosen and s.chance(0.7):
            subnet["natGateway"] = gateway["name"]


def _dns(s: Sketch) -> None:
    vms = [vm for vm in s.all("vms") if "ip" in vm]
    firewalls = [fw for fw in s.all("firewalls") if "ip" in fw]
    servers = [vm["ip"] for vm in vms[:1]]
    if vms and s.chance(0.7):
        vms[0]["purpose"] = "dns"
    if firewalls and s.chance(0.5):
        servers = [firewalls[0]["ip"]]
        firewalls[0]["dnsProxy"] = True
    if s.chance(0.2):
        servers = [*servers, s.one(("10.99.0.4", "168.63.129.16"))]
    for net in s.nets:
        if servers and s.chance(0.6):
            net.plain["dnsServers"] = servers


def _second_family(s: Sketch) -> None:
    for number, net in enumerate(s.nets):
        if s.chance(0.6):
            block = f"fd00:{number + 1:x}"
            net.plain["prefixes"].append(f"{block}::/48")
            for order, subnet in enumerate(net.plain["subnets"]):
                if s.chance(0.6):
                    subnet["prefixes"].append(f"{block}:0:{order + 1:x}::/64")


def _settings(s: Sketch) -> None:
    if s.chance(0.7):
        s.settings["region"] = "westeurope"
    if s.chance(0.25):
        s.settings["peeringMode"] = "serviceTagOnly"
    if s.chance(0.08) and not s.known:
        s.settings["partial"] = True
    if s.chance(0.3):
        s.settings["production"] = True
    if s.chance(0.2):
        s.settings["headroomNodes"] = s.one((1, 3))
    if s.chance(0.2):
        s.settings["growthFactor"] = s.one((1.5, 2.5))
    if s.chance(0.2):
        s.settings["migrationOverlap"] = s.one(("largestPool", "all"))
