"""Rows for what hangs on others as a chip: tables, groups, policies, public addresses.

Dropped on what names it, it is made and named at once; dropped elsewhere it waits outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.edit.allowed.named import Named, may_name, names_in
from aksdesigner.edit.allowed.outside import at_root
from aksdesigner.edit.allowed.row import Row
from aksdesigner.edit.allowed.verdict import Drop, Verdict, no, yes
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kinds.waf_policy import WafPolicy
from aksdesigner.model.nesting import REGION


def _subnet_takes(document: Document, subnet_key: Key, kind: str) -> str:
    """Return why a subnet that Azure keeps for a service takes no chip of a kind."""
    subnet = document.topology.index.at(subnet_key)
    special = special_subnet(subnet.name) if isinstance(subnet, Subnet) else None
    if special is None:
        return ""
    takes = {"nsg": special.takes_nsg, "natgw": special.takes_nat, "rt": special.takes_routes}
    return "" if takes[kind] else f"no {_SUBNET_ROWS[kind].word} here"


def _table(document: Document, holder: Key, _named: Key | None) -> str:
    return _subnet_takes(document, holder, "rt")


def _group(document: Document, holder: Key, _named: Key | None) -> str:
    return _subnet_takes(document, holder, "nsg")


def _nat(document: Document, holder: Key, named: Key | None) -> str:
    reason = _subnet_takes(document, holder, "natgw")
    if reason or named is None:
        return reason
    own, name = split_key(holder)[1].partition("/")[0], split_key(named)[1]
    for vnet in document.topology.vnets:
        if vnet.name != own and any(s.nat_gateway == name for s in vnet.subnets):
            return "serves another network"  # azure-rules B.4
    return ""


def _waf(document: Document, holder: Key, named: Key | None) -> str:
    policy = document.topology.index.at(named) if named else None
    wanted = "frontDoor" if split_key(holder)[0] == "fd" else "applicationGateway"
    if isinstance(policy, WafPolicy) and policy.scope != wanted:
        return "of the other scope"
    return ""


def _application_group(document: Document, holder: Key, named: Key | None) -> str:
    """All interfaces of an application security group are in one network."""
    machine = document.topology.index.at(holder)
    name = split_key(named)[1] if named else None
    for other in document.topology.vms:
        is_elsewhere = isinstance(machine, VirtualMachine) and other.vnet != machine.vnet
        if is_elsewhere and name in other.asgs:
            return "serves another network"
    return ""


def _public_address(document: Document, holder: Key, named: Key | None) -> str:
    thing = document.topology.index.at(holder)
    if isinstance(thing, LoadBalancer) and thing.type == "internal":
        return "balancer is internal"
    if isinstance(thing, Bastion):
        if thing.sku == "Developer":
            return "Developer has none"
        if thing.private_only:
            return "Bastion is private"
    if named is None:
        return ""
    for user in users_of_address(document, named):
        if user != holder:
            return "has another user"
    return ""


def users_of_address(document: Document, address: Key) -> Iterator[Key]:
    """Yield the keys of what has a public address: one thing at most in Azure."""
    name = split_key(address)[1]
    for (kind, named), row in HANGING.items():
        if named != "pip":
            continue
        for key, _ in document.topology.index.of_kind(KIND_BY_TOKEN[kind]):
            if name in names_in(document, row, key):
                yield key


def _from_prefix(document: Document, holder: Key, named: Key | None) -> str:
    prefix = document.topology.index.at(named) if named else None
    address = document.topology.index.at(holder)
    if not isinstance(prefix, PublicIpPrefix) or not isinstance(address, PublicIp):
        return ""
    if prefix.version != address.version:
        return f"prefix of {prefix.version}"
    bits = 32 if prefix.version == "IPv4" else 128
    used = sum(other.prefix == prefix.name for other in document.topology.public_ips)
    return "prefix is full" if used >= 2 ** (bits - prefix.length) else ""


_SUBNET_ROWS = {
    "rt": Named("route_table", "route table", _table),
    "nsg": Named("nsg", "security group", _group),
    "natgw": Named("nat_gateway", "NAT gateway", _nat),
}
# (what names, what hangs on it)
HANGING: Mapping[tuple[str, str], Named] = {
    **{("subnet", kind): row for kind, row in _SUBNET_ROWS.items()},
    ("vnet", "ddos"): Named("ddos_plan", "DDoS plan"),
    ("fw", "fwpol"): Named("policy", "policy"),
    ("agw", "waf"): Named("waf_policy", "WAF policy", _waf),
    ("agc", "waf"): Named("waf_policy", "WAF policy", _waf),
    ("fd", "waf"): Named("waf_policy", "WAF policy", _waf),
    ("vm", "asg"): Named("asgs", "application group", _application_group),
    ("fw", "pip"): Named("public_ip_names", "public IP", _public_address),
    ("lb", "pip"): Named("public_ip_names", "public IP", _public_address),
    ("natgw", "pip"): Named("public_ips", "public IP", _public_address),
    ("gw", "pip"): Named("public_ips", "public IP", _public_address),
    ("agw", "pip"): Named("public_ip", "public IP", _public_address),
    ("bastion", "pip"): Named("public_ip", "public IP", _public_address),
    ("rs", "pip"): Named("public_ip", "public IP", _public_address),
    ("natgw", "ippfx"): Named("public_ip_prefixes", "public prefix"),
    ("pip", "ippfx"): Named("prefix", "prefix", _from_prefix),
    ("vhub", "vwan"): Named("wan", "Virtual WAN"),
}
# a circuit hangs on its gateway by a connection, an object of its own
HANGS = frozenset({*HANGING, ("gw", "er")})
# kinds that are chips where something names them
HUNG = tuple(dict.fromkeys(named for _, named in HANGING))


def may_hang(document: Document, kind: str, holder: Key, named: Key | None = None) -> Verdict:
    """Return whether a thing of a kind may hang on another one; `named` is None for a new one."""
    row = HANGING.get((split_key(holder)[0], kind))
    if row is None or document.topology.index.at(holder) is None:
        return no(_WANTS.get(kind, "stays outside networks"))
    return may_name(document, row, key_of(*split_key(holder)), named)


_WANTS = {
    "rt": "needs a subnet",
    "nsg": "needs a subnet",
    "natgw": "needs a subnet",
    "ddos": "needs a network",
    "fwpol": "needs a firewall",
    "waf": "needs a gateway",
    "asg": "needs a machine",
}


def _hung(drop: Drop) -> Verdict:
    if drop.parent is None or drop.parent_kind == REGION:
        return at_root(drop)
    if (drop.parent_kind, drop.kind) not in HANGING:
        return no(_WANTS.get(drop.kind, "stays outside networks"))
    verdict = may_hang(drop.document, drop.kind, drop.parent)
    if verdict and drop.moving:
        return may_hang(drop.document, drop.kind, drop.parent, drop.moving)
    return verdict


def _circuit(drop: Drop) -> Verdict:
    """A circuit dropped on an ExpressRoute gateway is connected to it."""
    gateway = drop.index.at(drop.parent) if drop.parent else None
    if not isinstance(gateway, NetworkGateway):
        return at_root(drop)
    if gateway.type != "ExpressRoute":
        return no("ExpressRoute gateways only")
    return yes(f"circuit of {gateway.name}")


ROWS: Mapping[str, Row] = {**dict.fromkeys(HUNG, _hung), "er": _circuit}
