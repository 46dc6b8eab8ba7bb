"""What networks, groups, gateways and resolvers mean, in one form."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.plan.network import MANAGED_SUBNETS
from aksdesigner.model.kinds.dns_resolver import DnsResolver, InboundEndpoint
from aksdesigner.model.kinds.dns_ruleset import DnsRuleset
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

ANY = ("*",)


def lone(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of a filter: ``*`` swallows everything beside it, nothing means ``*``."""
    kept = tuple(dict.fromkeys(values)) or ANY
    return ANY if "*" in kept else kept


def subnet(_design: Design, item: Subnet) -> dict[str, Any]:
    """A subnet that a service of Azure fills has that service's way out."""
    filled = item.name in MANAGED_SUBNETS or item.delegation
    return {"private": True} if filled and item.private else {}


def security_group(_design: Design, item: NetworkSecurityGroup) -> dict[str, Any]:
    """Application groups stand for the end that names them."""
    rules = []
    for rule in item.rules:
        source, destination = rule.source_asgs, rule.destination_asgs
        changes = {
            "sources": ANY if source and lone(rule.sources) == ANY else lone(rule.sources),
            "destinations": lone(rule.destinations),
            "source_ports": lone(rule.source_ports),
            "ports": lone(rule.ports),
            "source_asgs": tuple(dict.fromkeys(source)),
            "destination_asgs": tuple(dict.fromkeys(destination)),
        }
        rules.append(rule.model_copy(update=changes))
    return {"rules": tuple(rules)}


def nat_gateway(_design: Design, item: NatGateway) -> dict[str, Any]:
    """A gateway with addresses or prefixes of the drawing has only as many more as are asked."""
    named = item.public_ips or item.public_ip_prefixes
    return {"ips": 1} if named and item.ips <= max(1, len(item.public_ips)) else {}


def gateway(design: Design, item: NetworkGateway) -> dict[str, Any]:
    """Prefixes of a connection are those of its site where it names none."""
    connections = []
    for connection in item.connections:
        changes: dict[str, Any] = {}
        site = design.index.get(OnPremises, connection.site)
        if site is not None and connection.prefixes == site.prefixes:
            changes["prefixes"] = None
        connections.append(connection.model_copy(update=changes))
    return {"connections": tuple(connections)}


def site(_design: Design, item: OnPremises) -> dict[str, Any]:
    """Prefixes of a site are whole networks."""
    return {"prefixes": tuple(p.network for p in item.prefixes)}


def resolver(design: Design, item: DnsResolver) -> dict[str, Any]:
    """The short form means one inbound endpoint in the subnet around its address."""
    if item.inbound or item.inbound_ip is None:
        drawn = any(e.ip == item.inbound_ip for e in item.inbound)
        return {"inbound_ip": None} if drawn else {}
    around = design.index.get(VirtualNetwork, item.vnet)
    for place in around.subnets if around else ():
        if any(prefix.contains(item.inbound_ip) for prefix in place.prefixes):
            endpoint = InboundEndpoint(subnet=place.name, ip=item.inbound_ip)
            return {"inbound": (endpoint,), "inbound_ip": None}
    return {}


def ruleset(_design: Design, item: DnsRuleset) -> dict[str, Any]:
    """A suffix ends with a dot for Azure; whom a set forwards from, and links, count once."""
    rules = tuple(
        rule.model_copy(update={"suffix": f"{rule.suffix.rstrip('.')}."})
        for rule in item.rules
        if rule.targets
    )
    return {
        "rules": rules,
        "links": tuple(dict.fromkeys(item.links)),
        "outbound": tuple(dict.fromkeys(item.outbound)),
    }


def zone(_design: Design, item: PrivateDnsZone) -> dict[str, Any]:
    """Links of a zone are resources of their own, in no order."""
    return {"links": tuple(sorted(item.links, key=lambda link: link.vnet))}
