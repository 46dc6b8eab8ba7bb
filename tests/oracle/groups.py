"""Security groups, again: D, one rule after the other."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.address import Address, AddressError, Cidr, ServiceTag
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from tests.oracle.estate import Estate
from tests.oracle.routes import table_of
from tests.oracle.scope import OutOfScope

PLATFORM = Address.parse("168.63.129.16")
NO_GROUP_THERE = ("GatewaySubnet", "AzureFirewallSubnet", "RouteServerSubnet")  # D-08
PRIVATE = [
    Cidr.parse(t)
    for t in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
              "169.254.0.0/16", "224.0.0.0/4", "127.0.0.0/8", "fc00::/7", "fe80::/10")
]  # fmt: skip
PUBLIC_TAGS = {"storage", "sql", "azurekeyvault", "azurecloud", "gatewaymanager"}


def is_private(ip: Address) -> bool:
    return any(block.contains(ip) for block in PRIVATE)


@dataclass(frozen=True)
class Seen:
    """A flow as a group sees it; an end that is None is a public address without a number."""

    src: Address | ServiceTag | None
    dst: Address | ServiceTag | None
    protocol: str
    port: int
    foreign: bool = False


def group_of(estate: Estate, name: str | None) -> NetworkSecurityGroup | None:
    for group in estate.topology.nsgs:
        if group.name == name:
            if group.external or group.unknown:
                raise OutOfScope("a security group of which too little is known")
            return group
    return None


def tag(estate: Estate, vnet: str, subnet: Subnet) -> list[Cidr]:
    """Return the VirtualNetwork tag as the interfaces of a subnet see it (D-05)."""
    found = list(estate.space(vnet))
    for peer in estate.peers(vnet):
        half = estate.half(vnet, peer)
        if half is not None and half.allow_virtual_network_access:
            found += estate.space(peer)
    home = estate.gateway_home(vnet)
    if home is not None:
        found += estate.beyond(vnet)
        for other in (home, *estate.users_of(home)):
            half = estate.half(vnet, other)
            if half is None or half.allow_virtual_network_access:
                found += estate.space(other)
    table = table_of(estate, subnet)
    for route in table.routes if table else ():
        if isinstance(route.prefix, Cidr):
            found.append(route.prefix.network)
    return [p for p in found if p.length > 0] + [PLATFORM.cidr()]


def decide(
    estate: Estate, vnet: str, subnet: Subnet, nic: str | None, direction: str, flow: Seen
) -> tuple[str, str | None]:
    """Return (access, rule): inbound subnet then interface, outbound the other way (D-02)."""
    names = [subnet.nsg, nic] if direction == "Inbound" else [nic, subnet.nsg]
    answer: tuple[str, str | None] = ("Allow", None)
    for name in names:
        group = group_of(estate, name)
        if group is None:
            continue
        answer = _one_group(estate, vnet, subnet, group, direction, flow)
        if answer[0] == "Deny":
            return answer
    return answer


def blocks_platform(estate: Estate, subnet: Subnet, nic: str | None, flow: Seen) -> bool:
    """C-07: only rules that name the platform's own tags stop a packet to the host services."""
    for group in (group_of(estate, nic), group_of(estate, subnet.nsg)):
        rules = group.rules if group else ()
        for rule in sorted(rules, key=lambda rule: rule.priority):
            if rule.direction != "Outbound":
                continue
            words = {text.lower() for text in rule.destinations}
            if words & {"azureplatformdns", "azureplatformimds", "azureplatformlkm"}:
                raise OutOfScope("a rule about the platform's own services")
    return False


def _one_group(
    estate: Estate, vnet: str, subnet: Subnet, group: NetworkSecurityGroup, way: str, flow: Seen
) -> tuple[str, str]:
    mine = [rule for rule in group.rules if rule.direction == way]
    if len({rule.priority for rule in mine}) < len(mine):
        raise OutOfScope("one priority twice (NSG-02)")
    inside = tag(estate, vnet, subnet)
    for rule in sorted(mine, key=lambda rule: rule.priority):
        if _matches(estate, rule, flow, inside):
            return rule.access, rule.name
    src, dst = _in_tag(flow.src, inside, flow.foreign), _in_tag(flow.dst, inside, False)
    if way == "Inbound":
        if src and dst:
            return "Allow", "AllowVNetInBound"
        if flow.src == PLATFORM:
            return "Allow", "AllowAzureLoadBalancerInBound"
        return "Deny", "DenyAllInBound"
    if src and dst:
        return "Allow", "AllowVnetOutBound"
    if _internet(flow.dst, inside):
        return "Allow", "AllowInternetOutBound"
    return "Deny", "DenyAllOutBound"


def _in_tag(end: Address | ServiceTag | None, inside: list[Cidr], foreign: bool) -> bool:
    return isinstance(end, Address) and not foreign and any(p.contains(end) for p in inside)


def _internet(end: Address | ServiceTag | None, inside: list[Cidr]) -> bool:
    """D-06: everything outside VirtualNetwork that is reachable publicly."""
    if not isinstance(end, Address):
        return True
    return not is_private(end) and not any(p.contains(end) for p in inside)


def _matches(estate: Estate, rule: SecurityRule, flow: Seen, inside: list[Cidr]) -> bool:
    if set(rule.source_ports) != {"*"}:
        raise OutOfScope("source ports")
    if rule.protocol.lower() not in ("*", flow.protocol.lower()):
        return False
    if not any(_port(text, flow.port) for text in rule.ports):
        return False
    sources = any(_side(text, flow.src, inside, flow.foreign) for text in rule.sources)
    targets = any(_side(text, flow.dst, inside, False) for text in rule.destinations)
    if rule.source_asgs:  # a side that names groups means those, and prefixes only beside them
        sources = sources and rule.sources != ("*",)
        sources = sources or _grouped(estate, rule.source_asgs, flow.src)
    if rule.destination_asgs:
        targets = targets and rule.destinations != ("*",)
        targets = targets or _grouped(estate, rule.destination_asgs, flow.dst)
    return sources and targets


def _grouped(estate: Estate, groups: tuple[str, ...], end: Address | ServiceTag | None) -> bool:
    """Return whether an address is that of a machine in one of some application groups."""
    return any(
        isinstance(host.owner, VirtualMachine)
        and host.ip == end
        and set(groups) & set(host.owner.asgs)
        for host in estate.hosts()
    )


def _port(text: str, port: int) -> bool:
    if text == "*":
        return True
    low, _, high = text.partition("-")
    if not low.isdecimal() or (high and not high.isdecimal()):
        raise OutOfScope("a port that is no number")
    return int(low) <= port <= int(high or low)


def _side(text: str, end: Address | ServiceTag | None, inside: list[Cidr], foreign: bool) -> bool:
    word = text.lower()
    if word in ("*", "0.0.0.0/0"):
        return True
    if word == "virtualnetwork":
        return _in_tag(end, inside, foreign)
    if word == "internet":
        return _internet(end, inside)
    if word == "azureloadbalancer":
        return end == PLATFORM
    if word in PUBLIC_TAGS and isinstance(end, Address) and is_private(end):
        return False
    try:
        block = Cidr.parse(text) if "/" in text else Address.parse(text).cidr()
    except AddressError:
        raise OutOfScope(f"tag {text}") from None
    return isinstance(end, Address) and block.contains(end)
