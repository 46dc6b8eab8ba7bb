"""Rows for what hangs on others as a chip: tables, groups, policies, public addresses.

Dropped on what names it, it is made and named at once; dropped elsewhere it waits outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.edit.allowed.named import Check, Named, may_name, names_in, nothing
from aksdesigner.edit.allowed.outside import at_root
from aksdesigner.edit.allowed.row import Row
from aksdesigner.edit.allowed.verdict import Drop, Verdict, no, yes
from aksdesigner.model.document import Document
from aksdesigner.model.hanging import HANGING as FIELDS
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway
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
    return "" if takes[kind] else f"no {_WORDS[kind][0]} here"


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


# what each kind is to what names it, and why it may not hang there
_WORDS: Mapping[str, tuple[str, Check]] = {
    "rt": ("route table", _table),
    "nsg": ("security group", _group),
    "natgw": ("NAT gateway", _nat),
    "ddos": ("DDoS plan", nothing),
    "fwpol": ("policy", nothing),
    "waf": ("WAF policy", _waf),
    "asg": ("application group", _application_group),
    "pip": ("public IP", _public_address),
    "ippfx": ("public prefix", nothing),
    "vwan": ("Virtual WAN", nothing),
}
HANGING: Mapping[tuple[str, str], Named] = {
    (holder, kind): Named(field, *_WORDS[kind]) for (holder, kind), field in FIELDS.items()
}
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
