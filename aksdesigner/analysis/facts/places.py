"""Who owns which private address: declared ones, and those that Azure would give (A-06, A-07).

A resource without an address gets the first one of its subnet that nobody declared, in file
order; an Azure Firewall gets the fourth address of its subnet, as Azure does. The result is the
same on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from aksdesigner.analysis.facts.design import Design, subnet_key, vnet_key
from aksdesigner.analysis.facts.doors import door_addresses
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.azure.reserved import first_reserved, last_reserved
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

PlaceKind = Literal[
    "vm",
    "nva",
    "fw",
    "lb",
    "pe",
    "api",
    "node",
    "pod",
    "host",
    "resolver",
    "resolverOut",
    "agw",
    "agc",
    "bastion",
    "pls",
]
FLAT_MODES = ("nodeSubnet", "podSubnetDynamic", "podSubnetStatic")
POD_SUBNET_MODES = ("podSubnetDynamic", "podSubnetStatic")
CLUSTER_SUBNET = "Microsoft.ContainerService/managedClusters"


@dataclass(frozen=True)
class Place:
    """An address of a network and what answers there.

    `key` is the resource to highlight, `declared` is False where the address was derived.
    """

    token: str
    kind: PlaceKind
    key: Key | None
    vnet: Key
    subnet: Key
    address: Address
    declared: bool = True


@dataclass(frozen=True)
class Places:
    """Owners of private addresses."""

    all: tuple[Place, ...]
    by_address: dict[tuple[Key, Address], Place]
    by_key: dict[Key, tuple[Place, ...]]

    def owner(self, vnet: Key, address: Address) -> Place | None:
        """Return what owns an address inside a network, or None."""
        return self.by_address.get((vnet, address))

    def of(self, key: Key, kind: PlaceKind | None = None) -> tuple[Place, ...]:
        """Return the places of a resource."""
        return tuple(p for p in self.by_key.get(key, ()) if kind in (None, p.kind))

    def first(self, key: Key, kind: PlaceKind | None = None) -> Place | None:
        """Return the first place of a resource, or None (no address could be derived)."""
        return next(iter(self.of(key, kind)), None)


class Wish(NamedTuple):
    """A resource that has, or needs, an address."""

    token: str
    kind: PlaceKind
    key: Key
    vnet: str
    subnet: str
    address: Address | None = None


class AllPlaces:
    """The owners of a whole design. Each question is kept for itself, network by network."""

    def __init__(self, design: Design) -> None:
        self._design = design

    @property
    def all(self) -> tuple[Place, ...]:
        """Every place, in file order."""
        return _all_places(self._design)

    def within(self, vnet: Key) -> tuple[Place, ...]:
        """Return the places of one network, in file order."""
        return _places_in(self._design, vnet).all

    def owner(self, vnet: Key, address: Address) -> Place | None:
        """Return what owns an address inside a network, or None."""
        return _place_at(self._design, vnet, address)

    def of(self, key: Key, kind: PlaceKind | None = None) -> tuple[Place, ...]:
        """Return the places of a resource."""
        found = _places_with(self._design, key)
        return found if kind is None else tuple(place for place in found if place.kind == kind)

    def first(self, key: Key, kind: PlaceKind | None = None) -> Place | None:
        """Return the first place of a resource, or None (no address could be derived)."""
        return next(iter(self.of(key, kind)), None)


def places_of(design: Design) -> AllPlaces:
    """Return every owner of a private address."""
    return AllPlaces(design)


@kept
def _wishes(design: Design) -> tuple[Wish, ...]:
    return tuple(wishes_of(design))


@kept
def _wishes_by_vnet(design: Design) -> dict[Key, tuple[Wish, ...]]:
    found: dict[Key, list[Wish]] = {}
    for wish in _wishes(design):
        found.setdefault(vnet_key(wish.vnet), []).append(wish)
    return {vnet: tuple(wishes) for vnet, wishes in found.items()}


@kept
def _wishes_in(design: Design, vnet: Key) -> tuple[Wish, ...]:
    return _wishes_by_vnet(design).get(vnet, ())


@kept
def _places_in(design: Design, vnet: Key) -> Places:
    return settled(
        _wishes_in(design, vnet),
        lambda network, subnet: design.index.get(Subnet, f"{network}/{subnet}"),
    )


@kept
def _place_at(design: Design, vnet: Key, address: Address) -> Place | None:
    return _places_in(design, vnet).owner(vnet, address)


@kept
def _homes(design: Design) -> dict[Key, tuple[Key, ...]]:
    """Return the networks in which each resource has, or needs, an address."""
    found: dict[Key, dict[Key, None]] = {}
    for wish in _wishes(design):
        found.setdefault(wish.key, {})[vnet_key(wish.vnet)] = None
    return {key: tuple(vnets) for key, vnets in found.items()}


@kept
def _homes_of(design: Design, key: Key) -> tuple[Key, ...]:
    return _homes(design).get(key, ())


@kept
def _places_with(design: Design, key: Key) -> tuple[Place, ...]:
    homes = _homes_of(design, key)
    return tuple(place for vnet in homes for place in _places_in(design, vnet).of(key))


@kept
def _all_places(design: Design) -> tuple[Place, ...]:
    """Return the places of all networks in the order of the file, where networks alternate."""
    left = {vnet: iter(_places_in(design, vnet).all) for vnet in _wishes_by_vnet(design)}
    ahead = {vnet: next(places, None) for vnet, places in left.items()}
    found: list[Place] = []
    for wish in _wishes(design):
        vnet = vnet_key(wish.vnet)
        place = ahead[vnet]
        if place is not None and _grants(place, wish):
            found.append(place)
            ahead[vnet] = next(left[vnet], None)
    return tuple(found)


def _grants(place: Place, wish: Wish) -> bool:
    """Return whether a place is what a wish came to; one without room came to nothing."""
    return (
        place.declared == (wish.address is not None)
        and (place.key, place.kind, place.token) == (wish.key, wish.kind, wish.token)
        and place.subnet == subnet_key(wish.vnet, wish.subnet)
    )


def settled(wishes: Sequence[Wish], subnet_of: Callable[[str, str], Subnet | None]) -> Places:
    """Return the owners of addresses that some wishes give; networks never touch each other.

    `subnet_of` finds a subnet by the names of its network and itself.
    """
    taken: dict[tuple[Key, Address], Place] = {}
    found: dict[int, Place] = {}
    for order, wish in enumerate(wishes):
        if wish.address is not None:
            found[order] = _settle(taken, wish, wish.address, declared=True)
    tried: dict[tuple[str, str], int] = {}  # below it, every address of a subnet is taken
    for order, wish in enumerate(wishes):
        if wish.address is None:
            where = (wish.vnet, wish.subnet)
            start = tried.get(where, first_reserved())
            free = _free(subnet_of(*where), wish, taken, start)
            if free is not None:
                tried[where], address = free
                found[order] = _settle(taken, wish, address, declared=False)
    places = tuple(found[order] for order in sorted(found))
    by_key: dict[Key, list[Place]] = {}
    for place in places:
        by_key.setdefault(place.key or place.subnet, []).append(place)
    return Places(places, taken, {key: tuple(listed) for key, listed in by_key.items()})


def _settle(
    taken: dict[tuple[Key, Address], Place], wish: Wish, address: Address, *, declared: bool
) -> Place:
    vnet = vnet_key(wish.vnet)
    subnet = subnet_key(wish.vnet, wish.subnet)
    place = Place(wish.token, wish.kind, wish.key, vnet, subnet, address, declared)
    taken.setdefault((vnet, address), place)
    return place


def _free(
    subnet: Subnet | None, wish: Wish, taken: dict[tuple[Key, Address], Place], start: int
) -> tuple[int, Address] | None:
    """Return the first free address from an offset on, with its own offset, or None."""
    prefix = ipv4_prefix(subnet) if subnet else None
    if prefix is None:
        return None
    vnet = vnet_key(wish.vnet)
    for offset in range(start, prefix.size - last_reserved()):
        address = prefix.address(offset)
        if (vnet, address) not in taken:
            return offset, address
    return None


def ipv4_prefix(subnet: Subnet) -> Cidr | None:
    """Return the first IPv4 prefix of a subnet, else its first prefix, else None."""
    return next((p for p in subnet.prefixes if p.version == 4), next(iter(subnet.prefixes), None))


def first_assignable(subnet: Subnet) -> Address | None:
    """Return the first address of a subnet that Azure gives out (A-07), or None."""
    prefix = ipv4_prefix(subnet)
    if prefix is None or prefix.size <= first_reserved() + last_reserved():
        return None
    return prefix.address(first_reserved())


def wishes_of(design: Design) -> Iterator[Wish]:
    """Yield who has or needs an address, in file order."""
    yield from _drawn_wishes(design)
    for resolver in design.topology.dns_resolvers:
        yield from _resolver_wishes(design, resolver)
    for cluster in design.topology.aks_clusters:
        if cluster.vnet is not None:
            yield from _cluster_wishes(design, cluster, cluster.vnet)
    for door in door_addresses(design.topology):
        yield Wish(*door)


class EndpointWishes:
    """What the private endpoints of a design wish for."""

    def __init__(self, endpoints: Iterable[PrivateEndpoint]) -> None:
        self.wishes = tuple(
            Wish(f"pe:{pe.name}", "pe", key_of("pe", pe.name), pe.vnet, pe.subnet, ip)
            for pe in endpoints
            for ip in pe.ips or (None,)
        )


def _drawn_wishes(design: Design) -> Iterator[Wish]:
    topology = design.topology
    for fw in topology.firewalls:
        yield Wish(f"fw:{fw.name}", "fw", key_of("fw", fw.name), fw.vnet, fw.subnet, fw.ip)
    for nva in topology.nvas:
        yield Wish(f"nva:{nva.name}", "nva", key_of("nva", nva.name), nva.vnet, nva.subnet, nva.ip)
    for lb in topology.load_balancers:
        if lb.type == "internal" and lb.vnet and lb.subnet:
            yield Wish(f"lb:{lb.name}", "lb", key_of("lb", lb.name), lb.vnet, lb.subnet, lb.ip)
    for vm in topology.vms:
        yield Wish(f"vm:{vm.name}", "vm", key_of("vm", vm.name), vm.vnet, vm.subnet, vm.ip)
    yield from topology.reading("private_endpoints", EndpointWishes).wishes


def _resolver_wishes(design: Design, resolver: DnsResolver) -> Iterator[Wish]:
    """Yield the endpoints of a DNS resolver: those that answer, then those that forward."""
    token, key = f"resolver:{resolver.name}", key_of("resolver", resolver.name)
    for subnet, ip in inbound_of(design, resolver):
        yield Wish(token, "resolver", key, resolver.vnet, subnet, ip)
    for outbound in resolver.outbound:
        yield Wish(token, "resolverOut", key, resolver.vnet, outbound.subnet)


def inbound_of(design: Design, resolver: DnsResolver) -> tuple[tuple[str, Address | None], ...]:
    """Return subnet and address of each inbound endpoint; `inboundIp` finds its subnet itself."""
    found = [(inbound.subnet, inbound.ip) for inbound in resolver.inbound]
    ip = resolver.inbound_ip
    network = design.index.get(VirtualNetwork, resolver.vnet)
    if ip is not None and network is not None and ip not in {known for _, known in found}:
        for subnet in network.subnets:
            if any(prefix.contains(ip) for prefix in subnet.prefixes):
                found.append((subnet.name, ip))
                break
    return tuple(found)


def _cluster_wishes(design: Design, cluster: AksCluster, vnet: str) -> Iterator[Wish]:
    key = key_of("aks", cluster.name)
    token = f"pod:{cluster.name}"
    traced = traced_pool(design, cluster)
    for pool in cluster.pools:
        if pool.subnet is None:
            continue
        pool_key = key_of("pool", f"{cluster.name}/{pool.name}")
        ip = cluster.node_ip if pool is traced else None
        home = pool.vnet or vnet
        yield Wish(token, "node", pool_key, home, pool.subnet, ip)
        if cluster.cni_mode in FLAT_MODES:
            yield Wish(token, "pod", pool_key, home, pod_subnet_of(cluster, pool))
    first = _first_subnet(cluster)
    for order, lb in enumerate(cluster.internal_lbs):
        subnet = lb.subnet or first
        if subnet is not None:
            name = lb.name or f"{cluster.name}-internal{order + 1}"
            yield Wish(f"lb:{name}", "lb", key, vnet, subnet, lb.ip)
    api = api_subnet(design, cluster)
    if api is not None:
        yield Wish(f"api:{cluster.name}", "api", key, vnet, api)


def pod_subnet_of(cluster: AksCluster, pool: NodePool) -> str:
    """Return the subnet whose addresses the pods of a flat mode take."""
    if cluster.cni_mode in POD_SUBNET_MODES and pool.pod_subnet:
        return pool.pod_subnet
    return pool.subnet or ""


def traced_pool(design: Design, cluster: AksCluster) -> NodePool | None:
    """Return the pool a trace starts in: that of nodeIp, else the first User pool, else the first."""
    if cluster.node_ip is not None:
        for pool in cluster.pools:
            subnet = design.index.get(Subnet, f"{pool.vnet or cluster.vnet}/{pool.subnet}")
            if subnet and any(prefix.contains(cluster.node_ip) for prefix in subnet.prefixes):
                users = [p for p in cluster.pools if p.subnet == pool.subnet and p.mode == "User"]
                return users[0] if users else pool
    return next((p for p in cluster.pools if p.mode == "User"), next(iter(cluster.pools), None))


def api_subnet(design: Design, cluster: AksCluster) -> str | None:
    """Return the subnet of the API server's private address, or None for a public one (C.4)."""
    if cluster.api_server_vnet_integration:
        if cluster.api_server_subnet:
            return cluster.api_server_subnet
        vnet = design.index.get(VirtualNetwork, cluster.vnet)
        subnets = vnet.subnets if vnet else ()
        return next((s.name for s in subnets if s.delegation == CLUSTER_SUBNET), None)
    if not cluster.private:
        return None
    return _first_subnet(cluster)


def _first_subnet(cluster: AksCluster) -> str | None:
    """Return the node subnet of the first pool in the cluster's own network, or None."""
    own = (None, cluster.vnet)
    return next((p.subnet for p in cluster.pools if p.subnet and p.vnet in own), None)


def as_host(design: Design, vnet: Key, address: Address) -> Place | None:
    """Return a place for an address of a network that a question names itself, or None."""
    for subnet in design.vnet(vnet).subnets:
        if any(prefix.contains(address) for prefix in subnet.prefixes):
            name = design.vnet(vnet).name
            return Place(
                f"subnet:{name}/{subnet.name}",
                "host",
                subnet_key(name, subnet.name),
                vnet,
                subnet_key(name, subnet.name),
                address,
            )
    return None


def renamed(place: Place, token: str) -> Place:
    """Return the same place under the token that a question used."""
    return replace(place, token=token)
