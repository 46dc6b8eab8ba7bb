"""What node pools and everything else ask of subnets: nodes, surge, addresses (B.1 to B.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import (
    BATCH,
    cosmos_endpoint_ips,
    dynamic_planning,
    registry_endpoint_ips,
    static_blocks,
    surge,
)
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.wishes import inbound_of
from aksdesigner.azure import aks
from aksdesigner.azure.limits import limit
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kubernetes import Ingress

POD_SUBNET_MODES = ("podSubnetDynamic", "podSubnetStatic")
MONITOR_SCOPE_IPS = 12  # grows with regions; the engine's number (azure-rules B.5)


@dataclass(frozen=True)
class PoolPlan:
    """One pool as the planner counts it: `nodes` is the autoscaler's maximum, else the count."""

    key: Key
    cluster: AksCluster
    pool: NodePool
    nodes: int
    surge: int
    max_pods: int

    @property
    def total(self) -> int:
        """Nodes during an upgrade."""
        return self.nodes + self.surge

    @property
    def current(self) -> int:
        """Nodes now."""
        return max(0, self.pool.count)

    @property
    def subnet(self) -> Key | None:
        """The node subnet, where the network is the design's own."""
        return self._placed(self.pool.subnet)

    @property
    def pod_subnet(self) -> Key | None:
        """The pod subnet, in the modes that have one."""
        if self.cluster.cni_mode not in POD_SUBNET_MODES:
            return None
        return self._placed(self.pool.pod_subnet)

    def _placed(self, name: str | None) -> Key | None:
        """Return the key of a subnet of the pool's network, which may not be the cluster's."""
        if self.pool.vnet is not None and name is not None:
            return key_of("subnet", f"{self.pool.vnet}/{name}")
        return subnet_key(self.cluster, name)

    @property
    def addresses_per_node(self) -> int:
        """What one node takes of its node subnet: its pods too in the node subnet mode (B.3)."""
        return 1 + self.max_pods if self.cluster.cni_mode == "nodeSubnet" else 1

    @property
    def pod_addresses_per_node(self) -> int:
        """What to plan for one node in a pod subnet (azure-rules B.3)."""
        if self.cluster.cni_mode == "podSubnetStatic":
            return static_blocks(self.max_pods) * BATCH
        return dynamic_planning(self.max_pods)

    @property
    def pod_floor_per_node(self) -> int:
        """What one node takes of a pod subnet before any pod asks (azure-rules B.3)."""
        is_static = self.cluster.cni_mode == "podSubnetStatic"
        return self.pod_addresses_per_node if is_static else BATCH


def subnet_key(cluster: AksCluster, name: str | None) -> Key | None:
    """Return the key of a subnet that a cluster names, or None where it names none."""
    if cluster.vnet is None or name is None:
        return None
    return key_of("subnet", f"{cluster.vnet}/{name}")


def _subnet_of_pool(cluster: AksCluster, pool: NodePool, name: str | None) -> Key | None:
    if pool.vnet is not None and name is not None:
        return key_of("subnet", f"{pool.vnet}/{name}")
    return subnet_key(cluster, name)


def plan_of(cluster: AksCluster, pool: NodePool) -> PoolPlan:
    """Return the planning numbers of a pool (azure-rules B.1, B.2)."""
    nodes = max(0, pool.count if pool.max_count is None else pool.max_count)
    wanted = pool.max_pods if pool.max_pods is not None else aks.default_max_pods(cluster.cni_mode)
    return PoolPlan(
        key=key_of("pool", f"{cluster.name}/{pool.name}"),
        cluster=cluster,
        pool=pool,
        nodes=nodes,
        surge=surge(nodes, pool.max_surge, pool.max_unavailable),
        max_pods=max(1, wanted),
    )


@kept
def plans_of(facts: Facts) -> tuple[PoolPlan, ...]:
    """Return every pool's plan, in file order."""
    return tuple(plan_of(c, pool) for c in facts.topology.aks_clusters for pool in c.pools)


@kept
def plans_in(facts: Facts, subnet: Key) -> tuple[PoolPlan, ...]:
    """Return the pools whose nodes stand in a subnet."""
    return tuple(plan for plan in plans_of(facts) if plan.subnet == subnet)


@kept
def pod_plans_in(facts: Facts, subnet: Key) -> tuple[PoolPlan, ...]:
    """Return the pools whose pods take their addresses from a subnet."""
    return tuple(plan for plan in plans_of(facts) if plan.pod_subnet == subnet)


@kept
def cluster_plans(facts: Facts, cluster: str) -> tuple[PoolPlan, ...]:
    """Return the pools of one cluster."""
    return tuple(plan for plan in plans_of(facts) if plan.cluster.name == cluster)


def overlap_nodes(facts: Facts, plans: Iterable[PoolPlan]) -> tuple[PoolPlan, ...]:
    """Return the pools that a migration doubles (settings migrationOverlap)."""
    listed = tuple(plans)
    wanted = facts.settings.migration_overlap
    if wanted == "none" or not listed:
        return ()
    return listed if wanted == "all" else (max(listed, key=lambda plan: plan.nodes),)


def headroom_nodes(facts: Facts, plans: Iterable[PoolPlan]) -> int:
    """Return HEAD: emergency nodes and those of a migration, for pools that share something."""
    listed = tuple(plans)
    if not listed:
        return 0
    doubled = sum(plan.nodes for plan in overlap_nodes(facts, listed))
    return max(0, facts.settings.headroom_nodes) + doubled


def headroom_addresses(facts: Facts, plans: Iterable[PoolPlan], each: dict[Key, int]) -> int:
    """Return the addresses of HEAD; an emergency node counts like the largest of its pools."""
    listed = tuple(plans)
    if not listed:
        return 0
    doubled = sum(plan.nodes * each[plan.key] for plan in overlap_nodes(facts, listed))
    return max(0, facts.settings.headroom_nodes) * max(each.values()) + doubled


@dataclass(frozen=True)
class Extra:
    """Addresses of a subnet that no node takes; `what` is the noun of the arithmetic line."""

    what: str
    count: int
    key: Key | None = None
    kind: str = "other"


@kept
def extras_in(facts: Facts, subnet: Key) -> tuple[Extra, ...]:
    """Return what else lives in a subnet: load balancers, endpoints, machines (B.3, B.5)."""
    return extras_by_subnet(facts).get(subnet, ())


@kept
def extras_by_subnet(facts: Facts) -> dict[Key, tuple[Extra, ...]]:
    """Return the extras of every subnet that has some."""
    found: dict[Key, list[Extra]] = {}
    every = (_cluster_extras, _endpoint_extras, _machines, _services, _names_and_links)
    for place, extra in (placed for source in every for placed in source(facts)):
        if place is not None and extra.count > 0:
            found.setdefault(place, []).append(extra)
    return {place: tuple(extras) for place, extras in found.items()}


Placed = tuple[Key | None, Extra]


def first_subnet(cluster: AksCluster) -> Key | None:
    """Return the first pool's node subnet: internal load balancers, the API endpoint (B.3, B.5)."""
    return subnet_key(cluster, cluster.pools[0].subnet) if cluster.pools else None


def _cluster_extras(facts: Facts) -> Iterator[Placed]:
    for cluster in facts.topology.aks_clusters:
        first = first_subnet(cluster)
        key = key_of("aks", cluster.name)
        name = f"internal load balancers of {cluster.name}"
        yield first, Extra(name, cluster.internal_lb_ips, key, "ilb")
        for balancer in cluster.internal_lbs:
            place = subnet_key(cluster, balancer.subnet) or first
            label = f"internal load balancer {balancer.name or 'of ' + cluster.name}"
            yield place, Extra(label, 1, key, "ilb")
        for ingress in _own_frontends(cluster):
            place = subnet_key(cluster, ingress.subnet) or first
            yield place, Extra(f"internal ingress {ingress.name}", 1, key, "ilb")
        if cluster.api_server_vnet_integration:
            each = limit("addressesPerApiServerCluster").value
            place = subnet_key(cluster, cluster.api_server_subnet)
            yield place, Extra(f"API server of {cluster.name}", each, key, "api")
        elif cluster.private:
            yield first, Extra(f"API server endpoint of {cluster.name}", 1, key, "apiEndpoint")


def _own_frontends(cluster: AksCluster) -> Iterator[Ingress]:
    """Yield the internal ingresses whose load balancer is not listed by itself."""
    listed = {(balancer.name, balancer.ip) for balancer in cluster.internal_lbs}
    names, addresses = {name for name, _ in listed}, {ip for _, ip in listed if ip is not None}
    for ingress in cluster.ingress:
        by_gateway = ingress.pattern in ("agic", "agc")
        known = ingress.name in names or ingress.ip in addresses
        placed = ingress.ip is not None or ingress.subnet is not None
        if ingress.visibility == "internal" and placed and not by_gateway and not known:
            yield ingress


def endpoint_ips(facts: Facts, endpoint: PrivateEndpoint) -> int:
    """Return how many addresses an endpoint takes (azure-rules B.5)."""
    service = facts.index.get(PlatformService, endpoint.target)
    groups = {group.casefold() for group in endpoint.group_ids}
    by_kind = max(1, len(endpoint.group_ids))
    if (service and service.service == "containerRegistry") or "registry" in groups:
        by_kind = registry_endpoint_ips(
            max(1, service.replicas) if service else 1,
            regional_endpoints=bool(service and service.regional_endpoints),
        )
    elif service and service.service == "cosmosDb":
        by_kind = cosmos_endpoint_ips(max(1, service.regions))
    elif (service and service.service == "monitorScope") or "azuremonitor" in groups:
        by_kind = MONITOR_SCOPE_IPS
    return max(by_kind, len(endpoint.ips))


def _endpoint_extras(facts: Facts) -> Iterator[Placed]:
    for endpoint in facts.topology.private_endpoints:
        place = key_of("subnet", f"{endpoint.vnet}/{endpoint.subnet}")
        label = f"private endpoint {endpoint.name}"
        key = key_of("pe", endpoint.name)
        yield place, Extra(label, endpoint_ips(facts, endpoint), key, "pe")
    for kept_back in facts.topology.private_endpoint_ips:
        place = key_of("subnet", kept_back.subnet)
        yield place, Extra("reserved for private endpoints", kept_back.ips, None, "pe")


def _machines(facts: Facts) -> Iterator[Placed]:
    topology = facts.topology
    for vm in topology.vms:
        place = key_of("subnet", f"{vm.vnet}/{vm.subnet}")
        yield place, Extra(f"virtual machine {vm.name}", vm.count, key_of("vm", vm.name))
    for nva in topology.nvas:
        place = key_of("subnet", f"{nva.vnet}/{nva.subnet}")
        yield place, Extra(f"appliance {nva.name}", 1, key_of("nva", nva.name))
    for firewall in topology.firewalls:
        key = key_of("fw", firewall.name)
        place = key_of("subnet", f"{firewall.vnet}/{firewall.subnet}")
        yield place, Extra(f"firewall {firewall.name}", 1, key)
        if firewall.management_subnet is not None:
            place = key_of("subnet", f"{firewall.vnet}/{firewall.management_subnet}")
            yield place, Extra(f"management of firewall {firewall.name}", 1, key)
    for gateway in topology.gateways:
        place = key_of("subnet", f"{gateway.vnet}/GatewaySubnet")
        count = 2 if gateway.active_active else 1
        yield place, Extra(f"gateway {gateway.name}", count, key_of("gw", gateway.name))
    for balancer in topology.load_balancers:
        if balancer.type == "internal" and balancer.vnet and balancer.subnet:
            place = key_of("subnet", f"{balancer.vnet}/{balancer.subnet}")
            label = f"load balancer {balancer.name}"
            yield place, Extra(label, 1, key_of("lb", balancer.name), "ilb")


# what each takes of its subnet (azure-rules B.6); a route server runs as two instances
ROUTE_SERVER_IPS = 2


def _services(facts: Facts) -> Iterator[Placed]:
    """Yield the gateways and hosts that live in a subnet of their own."""
    topology = facts.topology
    for gateway in topology.application_gateways:
        place = key_of("subnet", f"{gateway.vnet}/{gateway.subnet}")
        key = key_of("agw", gateway.name)
        yield place, Extra(f"instances of {gateway.name}", gateway.most_instances, key, "agw")
        if gateway.private_ip is not None:
            yield place, Extra(f"private frontend of {gateway.name}", 1, key, "agw")
    for containers in topology.application_gateways_for_containers:
        place = key_of("subnet", f"{containers.vnet}/{containers.subnet}")
        each = limit("addressesPerGatewayForContainers").value
        yield (
            place,
            Extra(f"association of {containers.name}", each, key_of("agc", containers.name), "agc"),
        )
    for bastion in topology.bastions:
        if bastion.subnet is not None and bastion.sku != "Developer":
            place = key_of("subnet", f"{bastion.vnet}/{bastion.subnet}")
            key = key_of("bastion", bastion.name)
            yield place, Extra(f"instances of {bastion.name}", bastion.scale_units, key, "bastion")
    for server in topology.route_servers:
        place = key_of("subnet", f"{server.vnet}/{server.subnet}")
        key = key_of("rs", server.name)
        yield place, Extra(f"route server {server.name}", ROUTE_SERVER_IPS, key, "rs")


def _names_and_links(facts: Facts) -> Iterator[Placed]:
    """Yield the endpoints of resolvers, and the addresses of link services."""
    topology = facts.topology
    for resolver in topology.dns_resolvers:
        key = key_of("resolver", resolver.name)
        for subnet, _ in inbound_of(facts, resolver):
            place = key_of("subnet", f"{resolver.vnet}/{subnet}")
            yield place, Extra(f"inbound endpoint of {resolver.name}", 1, key, "resolver")
        for outbound in resolver.outbound:
            place = key_of("subnet", f"{resolver.vnet}/{outbound.subnet}")
            yield place, Extra(f"outbound endpoint of {resolver.name}", 1, key, "resolver")
    for link in topology.private_link_services:
        place = key_of("subnet", f"{link.vnet}/{link.subnet}")
        yield (
            place,
            Extra(f"NAT addresses of {link.name}", link.nat_ips, key_of("pls", link.name), "pls"),
        )
