"""Who wishes for which private address: drawn ones, and those of which Azure would give one (A-06).

A wish without an address is granted by `aksdesigner.analysis.facts.places`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.doors import door_addresses
from aksdesigner.azure.reserved import first_reserved, last_reserved
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Topology

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


class Wish(NamedTuple):
    """A resource that has, or needs, an address."""

    token: str
    kind: PlaceKind
    key: Key
    vnet: str
    subnet: str
    address: Address | None = None


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
    yield from _machine_wishes(design.topology)
    yield from design.topology.reading("private_endpoints", EndpointWishes).wishes
    yield from _derived_wishes(design)


def wishes_by_network(design: Design) -> dict[str, tuple[Wish, ...]]:
    """Return who has or needs an address by network, each in file order."""
    found = dict(design.topology.reading("private_endpoints", EndpointWishes).by_network)
    for name, wishes in _by_network(_machine_wishes(design.topology)).items():
        found[name] = (*wishes, *found.get(name, ()))
    for name, wishes in _by_network(_derived_wishes(design)).items():
        found[name] = (*found.get(name, ()), *wishes)
    return found


def _by_network(wishes: Iterable[Wish]) -> dict[str, tuple[Wish, ...]]:
    found: dict[str, list[Wish]] = {}
    for wish in wishes:
        found.setdefault(wish.vnet, []).append(wish)
    return {name: tuple(listed) for name, listed in found.items()}


def _derived_wishes(design: Design) -> Iterator[Wish]:
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
        self.by_network = _by_network(self.wishes)


def _machine_wishes(topology: Topology) -> Iterator[Wish]:
    for fw in topology.firewalls:
        yield Wish(f"fw:{fw.name}", "fw", key_of("fw", fw.name), fw.vnet, fw.subnet, fw.ip)
    for nva in topology.nvas:
        yield Wish(f"nva:{nva.name}", "nva", key_of("nva", nva.name), nva.vnet, nva.subnet, nva.ip)
    for lb in topology.load_balancers:
        if lb.type == "internal" and lb.vnet and lb.subnet:
            yield Wish(f"lb:{lb.name}", "lb", key_of("lb", lb.name), lb.vnet, lb.subnet, lb.ip)
    for vm in topology.vms:
        yield Wish(f"vm:{vm.name}", "vm", key_of("vm", vm.name), vm.vnet, vm.subnet, vm.ip)


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
