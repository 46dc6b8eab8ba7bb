"""What an AKS cluster needs around it, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aksdesigner.azure.limits import limit
from aksdesigner.iac.design import Design, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Parameter
from aksdesigner.iac.placeholders import NODE_SIZE, resource_id
from aksdesigner.iac.plan.firewall import is_way_out
from aksdesigner.iac.value_rules import id_rule, value_rule
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone

IDENTITY = "identity"
DEFAULT_SERVICE_RANGE = Cidr.parse("10.0.0.0/16")  # azure-rules A-24
POD_RANGE_MODES = frozenset({"overlay", "kubenet", "byo"})  # azure-rules A-33
POD_SUBNET_MODES = frozenset({"podSubnetDynamic", "podSubnetStatic"})

# well-known ids of built-in roles, the same in every tenant
ROLES = {
    "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
    "Private DNS Zone Contributor": "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
}

PLUGINS: dict[str, tuple[str, str | None]] = {
    "overlay": ("azure", "overlay"),
    "podSubnetDynamic": ("azure", None),
    "podSubnetStatic": ("azure", None),
    "nodeSubnet": ("azure", None),
    "kubenet": ("kubenet", None),
    "byo": ("none", None),
}


@dataclass(frozen=True)
class Grant:
    """A role that the cluster's identity gets on a resource of the design."""

    role: Literal["Network Contributor", "Private DNS Zone Contributor"]
    scope: Key


@dataclass(frozen=True)
class Ranges:
    """Pod and service ranges as texts, and the DNS service address; absent ones are Azure's."""

    pods: tuple[str, ...]
    services: tuple[str, ...]
    dns: Address | None


def pools_of(draft: Draft, key: Key, cluster: AksCluster) -> tuple[NodePool, tuple[NodePool, ...]]:
    """Return (the first system pool, the others); a cluster without pools gets az's default."""
    pools = tuple(pool for pool in cluster.pools if not pool.virtual_nodes)
    if not pools:
        draft.omit(key, "pools", "Azure demands a system pool: one of three nodes was added")
        return NodePool(name="nodepool1", mode="System"), ()
    fit = [p for p in pools if p.os == "Linux" and p.priority != "Spot"]
    first = next((p for p in fit if p.mode == "System"), fit[0] if fit else None)
    if first is None:
        reason = "none can be the system pool that Azure demands: one of three nodes was added"
        draft.omit(key, "pools", reason)
        taken = {pool.name for pool in pools}
        name = next(n for n in (f"nodepool{i}" for i in range(1, 1000)) if n not in taken)
        return NodePool(name=name, mode="System"), pools
    others = tuple(p for p in pools if p is not first)
    if first.mode != "System":
        reason = "Azure demands a system pool: the first that can be one is written as one"
        draft.omit(pool_key(cluster, first), "mode", reason)
        first = first.model_copy(update={"mode": "System"})
    return first, others


def node_size(draft: Draft, cluster: AksCluster, pool: NodePool) -> str | Parameter:
    """Return the drawn VM size of a pool, or ask for it."""
    return pool.size or draft.ask(
        f"{cluster.name} {pool.name} vm size",
        f"VM size of the nodes of pool {pool.name} of cluster {cluster.name}, "
        f"for example {NODE_SIZE}.",
        example=NODE_SIZE,
        rule=value_rule("vmSize"),
        resource=pool_key(cluster, pool),
    )


def pool_key(cluster: AksCluster, pool: NodePool) -> Key:
    """Return the key of a pool."""
    return key_of("pool", f"{cluster.name}/{pool.name}")


def autoscale_of(draft: Draft, cluster: AksCluster, pool: NodePool) -> tuple[int, int] | None:
    """Return (minimum, maximum) of the autoscaler; for an absent minimum the drawn count stands."""
    if pool.max_count is None:
        return None
    if cluster.node_provisioning:
        reason = "node auto-provisioning takes the place of the autoscaler"
        for name in ("min_count", "max_count"):
            if getattr(pool, name) is not None:
                draft.omit(pool_key(cluster, pool), name, reason)
        return None
    lowest = pool.min_count
    if lowest is None:
        lowest = pool.count
        reason = "not drawn: the drawn number of nodes is the autoscaler's minimum"
        draft.omit(pool_key(cluster, pool), "min_count", reason)
    elif lowest > pool.max_count:
        reason = f"it is more than the autoscaler's maximum of {pool.max_count}"
        draft.omit(pool_key(cluster, pool), "min_count", reason)
    highest = _fitting(draft, cluster, pool, "max_count", pool.max_count)
    return _fitting(draft, cluster, pool, "min_count", min(lowest, highest)), highest


def node_count(draft: Draft, cluster: AksCluster, pool: NodePool) -> int:
    """Return the number of nodes of a pool, as many as Azure takes."""
    return _fitting(draft, cluster, pool, "count", pool.count)


def _fitting(draft: Draft, cluster: AksCluster, pool: NodePool, name: str, drawn: int) -> int:
    """Return a number of nodes that Azure takes; another drawn one is reported."""
    least, most = (1 if pool.mode == "System" else 0), limit("nodesPerPool").value
    if not least <= drawn <= most:
        reason = f"Azure takes {least} to {most} nodes in such a pool, not {drawn}"
        draft.omit(pool_key(cluster, pool), name, reason)
    return min(max(drawn, least), most)


def ranges_of(cluster: AksCluster) -> Ranges:
    """Return the ranges to say: Azure wants the service range and its DNS address together.

    The DNS address is IPv4, and so are the ranges where they are not one of each version.
    """
    pods = cluster.pod_cidrs if cluster.cni_mode in POD_RANGE_MODES else ()
    services = cluster.service_cidrs
    if not takes_ipv6(cluster):
        pods = tuple(p for p in pods if p.version == 4)
        services = tuple(s for s in services if s.version == 4)
    dns = cluster.dns_service_ip
    if dns is not None and dns.version != 4:
        dns = None
    inside = next((s for s in services if s.version == 4 and s.size > 10), None)
    if dns is None and inside:
        dns = inside.network.address(10)  # azure-rules A-24
    if dns is not None and not services:
        services = (DEFAULT_SERVICE_RANGE,)
    return Ranges(tuple(str(p.network) for p in pods), tuple(str(s.network) for s in services), dns)


def takes_ipv6(cluster: AksCluster) -> bool:
    """Return whether a cluster is written with addresses of both versions."""
    pods = cluster.pod_cidrs if cluster.cni_mode in POD_RANGE_MODES else ()
    several = (cluster.ip_families, pods, cluster.service_cidrs)
    return any(len(values) > 1 for values in several)


def told_ranges(draft: Draft, key: Key, cluster: AksCluster) -> Ranges:
    """Return the ranges to say, and report those that Azure refuses."""
    if cluster.dns_service_ip is not None and cluster.dns_service_ip.version != 4:
        draft.omit(key, "dns_service_ip", "Azure takes an IPv4 address only")
    if not takes_ipv6(cluster):
        for name in ("pod_cidrs", "service_cidrs"):
            if any(block.version != 4 for block in getattr(cluster, name)):
                draft.omit(key, name, "a cluster of one IP family has IPv4 ranges")
        if "ipv6" in cluster.ip_families:
            draft.omit(key, "ip_families", "Azure has no cluster of IPv6 alone")
    _report_unsaid(draft, key, cluster)
    return ranges_of(cluster)


def _report_unsaid(draft: Draft, key: Key, cluster: AksCluster) -> None:
    """Report what is drawn of a cluster whose other settings leave no place for it."""
    if PLUGINS[cluster.cni_mode][0] != "azure" and cluster.dataplane != "azure":
        reason = f"only the plug-in azure has dataplanes, and not {cluster.cni_mode}"
        draft.omit(key, "dataplane", reason)
    if cluster.pod_cidrs and cluster.cni_mode not in POD_RANGE_MODES:
        draft.omit(key, "pod_cidrs", f"pods have no range of their own with {cluster.cni_mode}")
    integrated = cluster.api_server_vnet_integration and cluster.vnet
    if cluster.api_server_subnet and not integrated:
        draft.omit(key, "api_server_subnet", "the API server does not stand in the network")


def subnets_of(cluster: AksCluster) -> tuple[Key, ...]:
    """Return the subnets that a cluster's nodes, pods and API server stand in."""
    places = [
        (network_of(cluster, pool), name)
        for pool in cluster.pools
        for name in (pool.subnet, pod_subnet_of(cluster, pool))
    ]
    if cluster.api_server_vnet_integration:
        places.append((cluster.vnet, cluster.api_server_subnet))
    keys = (subnet_key(vnet, name) for vnet, name in places if vnet and name)
    return tuple(dict.fromkeys(keys))


def network_of(cluster: AksCluster, pool: NodePool) -> str | None:
    """Return the network of a pool's subnets: its own where it names one, else the cluster's."""
    return pool.vnet or cluster.vnet


def wanted_grants(design: Design, cluster: AksCluster) -> list[Grant]:
    """Return the roles that a cluster in its own network needs (azure-rules C.4)."""
    wanted = [Grant("Network Contributor", scope) for scope in subnets_of(cluster)]
    wanted += [Grant("Network Contributor", scope) for scope in _route_tables(design, cluster)]
    zone = zone_of(design, cluster)
    if zone:
        wanted.append(Grant("Private DNS Zone Contributor", key_of("zone", zone)))
        if cluster.vnet:
            wanted.append(Grant("Network Contributor", key_of("vnet", cluster.vnet)))
    return wanted


def grants_of(draft: Draft, cluster: AksCluster) -> list[Grant]:
    """Return the roles that are given here; on what others own, their owners give them."""
    design = draft.design
    return [g for g in wanted_grants(design, cluster) if not design.is_existing(g.scope)]


def _route_tables(design: Design, cluster: AksCluster) -> list[Key]:
    """kubenet writes the pods' routes into the table of the node subnet."""
    if cluster.cni_mode != "kubenet":
        return []
    subnets = (design.subnet(network_of(cluster, p), p.subnet) for p in cluster.pools)
    names = [s.route_table for s in subnets if s and s.route_table]
    return [key_of("rt", name) for name in dict.fromkeys(names)]


def pod_subnet_of(cluster: AksCluster, pool: NodePool) -> str | None:
    """Return the subnet that a pool's pods stand in: Azure gives one to two modes alone."""
    podded = cluster.cni_mode in POD_SUBNET_MODES and not pool.virtual_nodes
    return pool.pod_subnet if podded else None


def told_pod_subnet(draft: Draft, cluster: AksCluster, pool: NodePool) -> Key | None:
    """Return the key of the subnet of a pool's pods, and report one that its mode has no place for."""
    name, vnet = pod_subnet_of(cluster, pool), network_of(cluster, pool)
    if pool.pod_subnet and not name:
        reason = f"pods have no subnet of their own with {cluster.cni_mode}"
        draft.omit(pool_key(cluster, pool), "pod_subnet", reason)
    return subnet_key(vnet, name) if vnet and name else None


def zone_of(design: Design, cluster: AksCluster) -> str | None:
    """Return the name of the drawn zone that holds the API server's record."""
    zone = cluster.private_dns_zone
    return zone if zone and design.index.get(PrivateDnsZone, zone) else None


def comes_before(draft: Draft, cluster: AksCluster) -> tuple[str, ...]:
    """Return what nodes need at their first start: the way out, and their server's name.

    With a route of its own the way out is the firewall behind the peerings; a drawn zone of the
    API server answers where it is linked.
    """
    design = draft.design
    wanted: list[str] = []
    if cluster.outbound_type == "userDefinedRouting":
        for key, firewall in design.index.of_kind(Firewall):
            if is_way_out(design, firewall, cluster) and not design.is_existing(key):
                wanted.append(draft.symbols.symbol(key))
        homes = {cluster.vnet, *(pool.vnet for pool in cluster.pools)} - {None}
        for key, peering in design.index.of_kind(Peering):
            own = not design.is_existing(key_of("vnet", peering.from_))
            if own and homes & {peering.from_, peering.to}:
                wanted.append(draft.symbols.symbol(key))
    zone = design.index.get(PrivateDnsZone, zone_of(design, cluster) if cluster.private else None)
    if zone and not design.is_existing(key_of("zone", zone.name)):
        key = key_of("zone", zone.name)
        wanted += [draft.symbols.symbol(key, f"link {link.vnet}") for link in zone.links]
    return tuple(wanted)


def outbound_type(draft: Draft, key: Key, cluster: AksCluster) -> str:
    """Return the outbound type; previews have no stable API version and are reported."""
    wanted = cluster.outbound_type or "loadBalancer"
    if wanted in ("managedNATGatewayV2", "block"):
        draft.omit(key, "outbound_type", f"{wanted} is a preview that no stable API version has")
        if cluster.outbound:
            draft.omit(key, "outbound", "only the outbound type loadBalancer has these settings")
        return "loadBalancer"
    if cluster.outbound and wanted != "loadBalancer":
        draft.omit(key, "outbound", "only the outbound type loadBalancer has these settings")
    elif cluster.outbound and cluster.load_balancer_sku == "basic":
        draft.omit(key, "outbound", "a basic load balancer has no such settings")
    return wanted


def takes_outbound(cluster: AksCluster) -> bool:
    """Return whether a cluster's balancer takes settings of its outbound addresses."""
    standard = cluster.load_balancer_sku == "standard"
    return standard and cluster.outbound_type in (None, "loadBalancer")


def zones_of(cluster: AksCluster, pool: NodePool) -> tuple[str, ...]:
    """Return the zones of a pool: its own, else those of the cluster."""
    return pool.zones or cluster.zones


def registry_of(draft: Draft, key: Key, cluster: AksCluster) -> Expression | None:
    """Return the id of the cache registry of a network isolated cluster, to fill in."""
    if not cluster.isolated:
        return None
    return draft.ask(
        f"{cluster.name} bootstrap registry id",
        f"Resource id of the container registry that cluster {cluster.name} takes its own "
        "images from.",
        example=resource_id("Microsoft.ContainerRegistry/registries"),
        rule=id_rule("Microsoft.ContainerRegistry/registries"),
        resource=key,
    )


def named_zone(draft: Draft, key: Key, cluster: AksCluster) -> Expression | None:
    """Return the id of the API server's own zone: a drawn one, or one to fill in."""
    zone = cluster.private_dns_zone
    if not cluster.private or zone is None or zone.lower() in ("system", "none"):
        return None
    if zone_of(draft.design, cluster):
        return draft.id_of(key_of("zone", zone))
    return draft.ask(
        f"{cluster.name} private dns zone id",
        f"Resource id of the private DNS zone {zone} of cluster {cluster.name}.",
        example=resource_id("Microsoft.Network/privateDnsZones"),
        rule=id_rule("Microsoft.Network/privateDnsZones"),
        resource=key,
        stands_for=key_of("zone", zone),
    )
