"""The one table of what may stand in what on the canvas, and what may be connected to what.

Palette, drag, reparent, connect and the commands themselves all ask here; a refusal is a reason of
few words that stands beside the pointer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.azure.special_subnets import (
    FIREWALL_SUBNET,
    GATEWAY_SUBNET,
    special_subnet,
)
from aksdesigner.edit.suggest import has_room
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.nesting import REGION, container_of
from aksdesigner.model.topology import Index


@dataclass(frozen=True)
class Verdict:
    """Whether something may be done: `reason` says why not, `makes` what it would make."""

    ok: bool
    reason: str = ""
    makes: str = ""

    def __bool__(self) -> bool:
        return self.ok


def _yes(makes: str = "") -> Verdict:
    return Verdict(ok=True, makes=makes)


def _no(reason: str) -> Verdict:
    return Verdict(ok=False, reason=reason)


@dataclass(frozen=True)
class _Drop:
    """One question: a kind over a place. `parent` is None at the root; `moving` is already there."""

    document: Document
    kind: str
    parent: Key | None
    moving: Key | None

    @property
    def index(self) -> Index:
        return self.document.topology.index

    @property
    def parent_kind(self) -> str:
        return split_key(self.parent)[0] if self.parent else ""

    @property
    def subnet(self) -> Subnet | None:
        found = self.index.at(self.parent) if self.parent else None
        return found if isinstance(found, Subnet) else None

    @property
    def vnet(self) -> VirtualNetwork | None:
        """The network that is, or holds, the place."""
        if self.parent is None:
            return None
        entry = self.index.by_key.get(self.parent)
        key = entry.parent if entry and self.parent_kind == "subnet" else self.parent
        found = self.index.at(key) if key else None
        return found if isinstance(found, VirtualNetwork) else None


def may_contain(
    document: Document, kind: str, parent_key: Key | None, *, moving: Key | None = None
) -> Verdict:
    """Return whether a thing of a kind may stand in a place (None is the free canvas).

    `moving` is the key of the resource that would be moved there, so that it does not stand in its
    own way; without it the question is about a new one.
    """
    rule = _RULES.get(kind)
    if rule is None:
        return _no("drawn by connecting" if kind == "peering" else "cannot be placed")
    parent = None if parent_key is None else key_of(*split_key(parent_key))
    drop = _Drop(document, kind, parent, moving)
    if parent is not None and drop.parent_kind != REGION and drop.index.at(parent) is None:
        return _no("not in this design")
    return rule(drop)


def _at_root(drop: _Drop) -> Verdict:
    if drop.parent is None or drop.parent_kind == REGION:
        return _yes()
    return _no("stays outside networks")


def _outside_regions(drop: _Drop) -> Verdict:
    if drop.parent_kind == REGION:
        return _no("stays outside regions")
    return _at_root(drop)


def _region(drop: _Drop) -> Verdict:
    return _yes() if drop.parent is None else _no("stays at the root")


def _internet(drop: _Drop) -> Verdict:
    others = [k for k in drop.index.by_key if split_key(k)[0] == "internet" and k != drop.moving]
    return _no("already drawn") if others else _outside_regions(drop)


def _vnet(drop: _Drop) -> Verdict:
    return _yes() if drop.parent_kind in ("", REGION) else _no("needs free canvas")


def _subnet(drop: _Drop) -> Verdict:
    vnet = drop.index.at(drop.parent) if drop.parent else None
    if not isinstance(vnet, VirtualNetwork):
        return _no("needs a VNet")
    if drop.moving and split_key(drop.moving)[1].startswith(f"{vnet.name}/"):
        return _yes()
    return _yes() if has_room(vnet) else _no("network is full")


def _pool(drop: _Drop) -> Verdict:
    return _yes() if drop.parent_kind == "aks" else _no("needs a cluster")


def _ordinary(drop: _Drop) -> Verdict:
    """Machines, appliances, endpoints and clusters: a subnet that Azure keeps for nobody."""
    subnet = drop.subnet
    if subnet is None:
        return _no("needs a subnet")
    special = special_subnet(subnet.name)
    if special is not None:
        return _no(special.reason)
    if subnet.delegation:
        return _no(f"delegated to {subnet.delegation.rpartition('/')[2]}")
    return _yes()


def _cluster(drop: _Drop) -> Verdict:
    verdict = _ordinary(drop)
    if not verdict:
        return verdict
    for key, cluster in drop.index.of_kind(AksCluster):
        is_here = key != drop.moving and container_of(drop.index, key) == drop.parent
        if is_here and cluster.cni_mode == "kubenet":
            return _no("kubenet cluster here")
    return verdict


def _balancer(drop: _Drop) -> Verdict:
    return _yes("public") if drop.parent_kind in ("", REGION) else _ordinary(drop)


def _firewall(drop: _Drop) -> Verdict:
    verdict = _in_special(drop, FIREWALL_SUBNET)
    if not verdict or drop.vnet is None:
        return verdict
    for firewall in drop.document.topology.firewalls:
        if firewall.vnet == drop.vnet.name and key_of("fw", firewall.name) != drop.moving:
            return _no("one firewall per network")  # azure-rules B.6
    return verdict


def _gateway(drop: _Drop) -> Verdict:
    verdict = _in_special(drop, GATEWAY_SUBNET)
    if not verdict or drop.vnet is None:
        return verdict
    moved = drop.index.at(drop.moving) if drop.moving else None
    here = gateway_types_in(drop.document, drop.vnet.name, apart_from=drop.moving)
    if len(here) >= 2 or (isinstance(moved, NetworkGateway) and moved.type in here):
        return _no("gateway exists already")  # one of each type, azure-rules A.2
    return verdict


def gateway_types_in(document: Document, vnet: str, apart_from: Key | None = None) -> list[str]:
    """Return the types of the gateways of a network, in file order."""
    return [
        gateway.type
        for gateway in document.topology.gateways
        if gateway.vnet == vnet and key_of("gw", gateway.name) != apart_from
    ]


def _in_special(drop: _Drop, name: str) -> Verdict:
    """A service with a subnet of its own: dropped there, or on a network that gets the subnet."""
    if drop.subnet is not None:
        if drop.subnet.name == name:
            return _yes()
        special = special_subnet(drop.subnet.name)
        return _no(special.reason if special else f"needs {name}")
    if drop.vnet is None:
        return _no("needs a VNet")
    if any(subnet.name == name for subnet in drop.vnet.subnets):
        return _yes()
    return _yes(name) if has_room(drop.vnet, name) else _no("network is full")


def _association(drop: _Drop) -> Verdict:
    if drop.parent_kind in ("", REGION):
        return _yes()
    if drop.subnet is None:
        return _no("needs a subnet")
    verdict = may_associate(drop.document, drop.kind, drop.parent)
    if verdict and getattr(drop.subnet, ASSOCIATIONS[drop.kind]) is not None:
        return _no(f"has a {_TITLES[drop.kind]}")
    return verdict


# kind -> the field of a subnet that names it
ASSOCIATIONS = {"rt": "route_table", "nsg": "nsg", "natgw": "nat_gateway"}
_TITLES = {"rt": "route table", "nsg": "security group", "natgw": "NAT gateway"}


def may_associate(
    document: Document, kind: str, subnet_key: Key | None, name: str | None = None
) -> Verdict:
    """Return whether a subnet may name a route table, security group or NAT gateway.

    `name` is the one that would be associated, None for a new one.
    """
    subnet = document.topology.index.at(subnet_key) if subnet_key else None
    if not isinstance(subnet, Subnet) or subnet_key is None:
        return _no("needs a subnet")
    special = special_subnet(subnet.name)
    if special is not None:
        takes = {"nsg": special.takes_nsg, "natgw": special.takes_nat, "rt": special.takes_routes}
        if not takes[kind]:
            return _no(f"no {_TITLES[kind]} here")
    if kind == "natgw" and name is not None:
        own = split_key(subnet_key)[1].partition("/")[0]
        for vnet in document.topology.vnets:
            if vnet.name != own and any(s.nat_gateway == name for s in vnet.subnets):
                return _no("serves another network")  # azure-rules B.4
    return _yes(f"{_TITLES[kind]} of {split_key(subnet_key)[1]}")


_RULES: dict[str, Callable[[_Drop], Verdict]] = {
    "region": _region,
    "vnet": _vnet,
    "subnet": _subnet,
    "rt": _association,
    "nsg": _association,
    "natgw": _association,
    "aks": _cluster,
    "pool": _pool,
    "fw": _firewall,
    "gw": _gateway,
    "nva": _ordinary,
    "vm": _ordinary,
    "pe": _ordinary,
    "lb": _balancer,
    "paas": _at_root,
    "zone": _at_root,
    "site": _outside_regions,
    "internet": _internet,
}


def may_connect(document: Document, source_key: Key, target_key: Key) -> Verdict:
    """Return whether two things may be connected, in either direction, and what that makes."""
    source, target = key_of(*split_key(source_key)), key_of(*split_key(target_key))
    index = document.topology.index
    if index.at(source) is None or index.at(target) is None:
        return _no("not in this design")
    if source == target:
        return _no("the same thing")
    pair = ordered_pair(source, target)
    if pair is None:
        return _no("nothing to connect")
    return _PAIRS[split_key(pair[0])[0], split_key(pair[1])[0]](document, *pair)


def ordered_pair(one: Key, other: Key) -> tuple[Key, Key] | None:
    """Return two keys in the order of the table of pairs, or None when no row fits."""
    for pair in ((one, other), (other, one)):
        if (split_key(pair[0])[0], split_key(pair[1])[0]) in _PAIRS:
            return pair
    return None


def _peering(document: Document, one: Key, other: Key) -> Verdict:
    a, b = split_key(one)[1], split_key(other)[1]
    halves = {(p.from_, p.to) for _, p in document.topology.index.of_kind(Peering)}
    have = ((a, b) in halves) + ((b, a) in halves)
    if have == 2:
        return _no("already peered")
    return _yes(f"{'other half of ' if have else ''}peering {a} – {b}")


def _associated(document: Document, subnet_key: Key, other: Key) -> Verdict:
    kind, name = split_key(other)
    subnet = document.topology.index.at(subnet_key)
    if getattr(subnet, ASSOCIATIONS[kind]) == name:
        return _no("already connected")
    return may_associate(document, kind, subnet_key, name)


def _to_site(document: Document, gateway_key: Key, site_key: Key) -> Verdict:
    gateway = document.topology.index.at(gateway_key)
    assert isinstance(gateway, NetworkGateway)
    name = split_key(site_key)[1]
    if any(connection.site == name for connection in gateway.connections):
        return _no("already connected")
    return _yes(f"{_CONNECTION[gateway.type]} to {name}")


_CONNECTION = {"Vpn": "VPN connection", "ExpressRoute": "ExpressRoute circuit"}


def _to_gateway(document: Document, one: Key, other: Key) -> Verdict:
    a, b = document.topology.index.at(one), document.topology.index.at(other)
    assert isinstance(a, NetworkGateway) and isinstance(b, NetworkGateway)
    if a.vnet == b.vnet:
        return _no("same network")
    if a.type != "Vpn" or b.type != "Vpn":
        return _no("VPN gateways only")
    if any(c.peer_gateway == b.name for c in a.connections):
        return _no("already connected")
    return _yes(f"VPN connection {a.name} – {b.name}")


def _to_service(document: Document, endpoint_key: Key, service_key: Key) -> Verdict:
    endpoint = document.topology.index.at(endpoint_key)
    assert isinstance(endpoint, PrivateEndpoint)
    name = split_key(service_key)[1]
    if endpoint.target == name:
        return _no("already connected")
    return _yes(f"endpoint of {name}")


def _zone_link(document: Document, zone_key: Key, vnet_key: Key) -> Verdict:
    zone = document.topology.index.at(zone_key)
    assert isinstance(zone, PrivateDnsZone)
    name = split_key(vnet_key)[1]
    if any(link.vnet == name for link in zone.links):
        return _no("already linked")
    return _yes(f"zone link to {name}")


def _zone_group(document: Document, endpoint_key: Key, zone_key: Key) -> Verdict:
    endpoint = document.topology.index.at(endpoint_key)
    assert isinstance(endpoint, PrivateEndpoint)
    name = split_key(zone_key)[1]
    if name in endpoint.zone_group:
        return _no("already connected")
    return _yes(f"record in {name}")


def _backend(document: Document, balancer_key: Key, machine_key: Key) -> Verdict:
    balancer = document.topology.index.at(balancer_key)
    assert isinstance(balancer, LoadBalancer)
    if machine_key in {key_of(*split_key(text)) for text in balancer.backends}:
        return _no("already a backend")
    vnet = getattr(document.topology.index.at(machine_key), "vnet", None)
    if balancer.vnet is not None and vnet != balancer.vnet:
        return _no("other network")
    return _yes(f"backend of {balancer.name}")


def _interface_group(document: Document, machine_key: Key, group_key: Key) -> Verdict:
    name = split_key(group_key)[1]
    if getattr(document.topology.index.at(machine_key), "nsg", None) == name:
        return _no("already connected")
    return _yes(f"security group of {split_key(machine_key)[1]}")


_Pair = Callable[[Document, Key, Key], Verdict]
_PAIRS: dict[tuple[str, str], _Pair] = {
    ("vnet", "vnet"): _peering,
    ("subnet", "rt"): _associated,
    ("subnet", "nsg"): _associated,
    ("subnet", "natgw"): _associated,
    ("gw", "site"): _to_site,
    ("gw", "gw"): _to_gateway,
    ("pe", "paas"): _to_service,
    ("pe", "zone"): _zone_group,
    ("zone", "vnet"): _zone_link,
    ("lb", "vm"): _backend,
    ("lb", "nva"): _backend,
    ("vm", "nsg"): _interface_group,
    ("nva", "nsg"): _interface_group,
}
