"""The one line under the name of a card, for everything that is no cluster, pool or box outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aksdesigner.model.ids import split_key
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.private_link_service import PrivateLinkService
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.part import Resource

NOT_COMPUTED = "not computed"
# kinds that are drawn and whose part in a packet's way no rule of azure-rules covers
UNCOMPUTED = ("rs", "vwan", "vhub")


def some(items: Sequence[object], most: int) -> str:
    """Return the first items and how many more there are: ``10.0.0.0/16, 10.1.0.0/16 + 2``."""
    shown = ", ".join(str(item) for item in items[:most])
    return f"{shown} + {len(items) - most}" if len(items) > most else shown


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 public IP``, ``3 public IPs``."""
    return f"{grouped(number)} {one if number == 1 else many or one + 's'}"


def grouped(number: int) -> str:
    """Return a number with its thousands apart: ``1,054``."""
    return f"{number:,}"


def dots(*parts: object) -> str:
    """Return the parts that say something, with dots between them."""
    return " · ".join(str(part) for part in parts if part not in (None, ""))


def line_of(resource: Resource) -> str:
    """Return the one line under the name of a card; empty where the name says it all."""
    words = _LINES.get(resource.kind)
    return words(resource) if words else resource.title


def _gateway(gateway: NetworkGateway) -> str:
    words = ["ExpressRoute" if gateway.type == "ExpressRoute" else "VPN"]
    if gateway.active_active:
        words.append("active-active")
    if gateway.bgp:
        words.append("BGP")
    return ", ".join(words)


def _machine(machine: NetworkVirtualAppliance | VirtualMachine) -> str:
    public = "public IP" if machine.public_ip else ""
    if isinstance(machine, VirtualMachine) and machine.count > 1:
        return dots(count(machine.count, "VM"), public)
    if isinstance(machine, NetworkVirtualAppliance) and machine.snat:
        return dots(machine.ip, "translates", public)
    return dots(machine.ip, public) or machine.title


def _balancer(balancer: LoadBalancer) -> str:
    if balancer.type == "internal":
        return str(balancer.ip or "internal")
    return count(balancer.public_ips, "public IP")


def _backends(texts: Sequence[str]) -> str:
    names = [split_key(text)[1] for text in texts]
    return f"to {some(names, 1)}" if names else ""


def _application_gateway(gateway: ApplicationGateway) -> str:
    public = "public" if gateway.public_frontend else ""
    return dots(gateway.private_ip, public, _backends(gateway.backends))


def _policy(policy: FirewallPolicy) -> str:
    collections = sum(len(group.collections) for group in policy.rule_collection_groups)
    return dots(policy.tier, count(collections, "collection"))


def _bastion(bastion: Bastion) -> str:
    return dots(bastion.sku, "private" if bastion.private_only else "")


def _link_service(service: PrivateLinkService) -> str:
    return f"offers {service.load_balancer}" if service.load_balancer else service.title


def _resolver(resolver: DnsResolver) -> str:
    addresses = [resolver.inbound_ip, *(endpoint.ip for endpoint in resolver.inbound)]
    known = [address for address in addresses if address is not None]
    out = "forwards" if resolver.outbound else ""
    return dots(some(known, 1), out) or "no endpoints"


def _public_ip(address: PublicIp) -> str:
    return dots(address.ip or ("IPv6" if address.version == "IPv6" else "Public IP"), "in no use")


def _public_prefix(prefix: PublicIpPrefix) -> str:
    size = 2 ** ((32 if prefix.version == "IPv4" else 128) - prefix.length)
    return dots(f"/{prefix.length}", count(size, "address", "addresses"))


_LINES: Mapping[str, Callable[[Any], str]] = {
    "fw": lambda fw: dots(fw.ip, count(fw.public_ips, "public IP")),
    "gw": _gateway,
    "nva": _machine,
    "vm": _machine,
    "lb": _balancer,
    "natgw": lambda nat: count(nat.ips, "public IP"),
    "rt": lambda table: dots(count(len(table.routes), "route"), "on no subnet"),
    "nsg": lambda group: dots(count(len(group.rules), "rule"), "on no subnet"),
    "pe": lambda endpoint: some(endpoint.ips, 1),
    "zone": lambda _zone: "",
    "paas": lambda _service: "",
    "asg": lambda _group: "on no machine",
    "ipgroup": lambda group: count(len(group.prefixes), "prefix", "prefixes"),
    "fwpol": _policy,
    "er": lambda circuit: dots(f"{grouped(circuit.bandwidth)} Mbps", circuit.provider),
    "rs": lambda _server: f"BGP {NOT_COMPUTED}",
    "vwan": lambda wan: dots(wan.type, NOT_COMPUTED),
    "vhub": lambda hub: dots(hub.prefix, NOT_COMPUTED),
    "pip": _public_ip,
    "ippfx": _public_prefix,
    "ddos": lambda _plan: "on no network",
    "agw": _application_gateway,
    "agc": lambda gateway: _backends(gateway.backends) or "no backend",
    "waf": lambda policy: dots(policy.mode, "in no use"),
    "bastion": _bastion,
    "pls": _link_service,
    "resolver": _resolver,
    "ruleset": lambda ruleset: dots(
        count(len(ruleset.rules), "rule"),
        some(ruleset.outbound, 1) and f"by {some(ruleset.outbound, 1)}",
    ),
}
