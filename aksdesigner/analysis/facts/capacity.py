"""Addresses of each subnet: what there is, what is needed, in numbers and in words (B.3)."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.analysis.facts.demand import (
    PoolPlan,
    cluster_plans,
    extras_in,
    headroom_addresses,
    headroom_nodes,
    plans_in,
    pod_plans_in,
)
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.formulas import node_blocks, usable_addresses
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.ranges import pod_cidrs_of
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.analysis.results import Capacity, PodSubnetCapacity, PoolDemand
from aksdesigner.azure.limits import limit
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

BLOCK_MODES = ("overlay", "kubenet")  # one /24 of the pod range for each node


@dataclass(frozen=True)
class PodBlocks:
    """Node blocks of a cluster's pod range: what it holds, what its pools need (B.3)."""

    cluster: AksCluster
    cidrs: tuple[Cidr, ...]
    blocks: int
    need: int

    @property
    def fits(self) -> bool:
        """Whether each node gets its block."""
        return self.need <= self.blocks


def usable_of(subnet: Subnet) -> int:
    """Return the IPv4 addresses of a subnet that can be given out (azure-rules A-06)."""
    return sum(usable_addresses(p.length) for p in subnet.prefixes if p.version == 4)


def is_sized(subnet: Subnet) -> bool:
    """Return whether the subnet has an IPv4 prefix; one without is a box of unknown size."""
    return any(p.version == 4 for p in subnet.prefixes)


@kept
def pod_blocks_of(facts: Facts, cluster_name: str) -> PodBlocks | None:
    """Return the node blocks of a cluster, or None where its mode gives none out."""
    plans = cluster_plans(facts, cluster_name)
    cluster = facts.index.get(AksCluster, cluster_name)
    if cluster is None or cluster.cni_mode not in BLOCK_MODES:
        return None
    cidrs = tuple(c for c in pod_cidrs_of(cluster) if c.version == 4)
    blocks = sum(node_blocks(c.length) for c in cidrs)
    need = sum(plan.total for plan in plans) + headroom_nodes(facts, plans)
    return PodBlocks(cluster, cidrs, blocks, need)


@kept
def pod_subnet_of(facts: Facts, subnet_key: Key) -> PodSubnetCapacity | None:
    """Return what pods need of a subnet, or None where no pool's pods live there (B.3).

    `floor` is what the nodes take before any pod asks; `need` what to plan for; `fits` compares
    the plan. Below the floor the cluster fails (CAP-06), below the plan it may (CAP-07).
    """
    subnet = facts.index.at(subnet_key)
    plans = pod_plans_in(facts, subnet_key)
    if not isinstance(subnet, Subnet) or not plans:
        return None
    floors = {plan.key: plan.pod_floor_per_node for plan in plans}
    wanted = {plan.key: plan.pod_addresses_per_node for plan in plans}
    floor = sum(p.total * floors[p.key] for p in plans)
    need = sum(p.total * wanted[p.key] for p in plans)
    floor += headroom_addresses(facts, plans, floors)
    need += headroom_addresses(facts, plans, wanted)
    usable = usable_of(subnet)
    return PodSubnetCapacity(subnet_key, usable, floor, need, need <= usable)


@kept
def capacity_of(facts: Facts, subnet_key: Key) -> Capacity:
    """Return the capacity of a subnet. Raises KeyError for what is no subnet of the design."""
    subnet = facts.index.at(subnet_key)
    if not isinstance(subnet, Subnet):
        raise KeyError(subnet_key)
    plans, pods = plans_in(facts, subnet_key), pod_plans_in(facts, subnet_key)
    usable = usable_of(subnet)
    extras = sum(extra.count for extra in extras_in(facts, subnet_key))
    demands = (*(_node_demand(facts, p) for p in plans), *(_pod_demand(facts, p) for p in pods))
    head = headroom_addresses(facts, plans, {p.key: p.addresses_per_node for p in plans})
    head += headroom_addresses(facts, pods, {p.key: p.pod_addresses_per_node for p in pods})
    need = sum(d.addresses for d in demands) + head + extras
    steady = extras + sum(p.nodes * p.addresses_per_node for p in plans)
    steady += sum(p.nodes * p.pod_addresses_per_node for p in pods)
    today = extras + sum(p.current * p.addresses_per_node for p in plans)
    today += sum(p.current * p.pod_addresses_per_node for p in pods)
    blocks = _tightest_blocks(facts, plans)
    return Capacity(
        subnet=subnet_key,
        usable=usable,
        nodes=sum(p.nodes for p in plans),
        surge=sum(p.surge for p in plans),
        extras=extras,
        need=need,
        fits=need <= usable,
        steady=steady,
        steady_fits=steady <= usable,
        today=today,
        headroom=headroom_nodes(facts, plans),
        max_nodes=_max_nodes(facts, plans, usable - extras, blocks),
        pod_blocks=blocks.blocks if blocks else None,
        pod_blocks_need=blocks.need if blocks else None,
        pod_fits=blocks.fits if blocks else None,
        pod_subnet=_tightest_pod_subnet(facts, plans),
        pools=demands,
        arithmetic=_lines(facts, subnet_key, demands, head, need, usable),
    )


def _pool_label(facts: Facts, plan: PoolPlan) -> str:
    many = len(facts.topology.aks_clusters) > 1
    return f"{plan.cluster.name}/{plan.pool.name}" if many else plan.pool.name


def _node_demand(facts: Facts, plan: PoolPlan) -> PoolDemand:
    each = plan.addresses_per_node
    total = plan.total * each
    sum_text = f"{count_of(plan.nodes, 'node')} + {number(plan.surge)} surge"
    if each > 1:
        sum_text = f"({sum_text}) × {number(each)}"
    text = f"{_pool_label(facts, plan)}: {sum_text} = {count_of(total, 'address')}"
    return PoolDemand(plan.key, plan.nodes, plan.surge, total, text)


def _pod_demand(facts: Facts, plan: PoolPlan) -> PoolDemand:
    each = plan.pod_addresses_per_node
    total = plan.total * each
    text = (
        f"pods of {_pool_label(facts, plan)}: ({count_of(plan.nodes, 'node')} + "
        f"{number(plan.surge)} surge) × {number(each)} = {count_of(total, 'address')}"
    )
    return PoolDemand(plan.key, plan.nodes, plan.surge, total, text)


def _tightest_blocks(facts: Facts, plans: tuple[PoolPlan, ...]) -> PodBlocks | None:
    """Several clusters may share a subnet: the one nearest to its pod range's end speaks."""
    names = dict.fromkeys(plan.cluster.name for plan in plans)
    found = [blocks for name in names if (blocks := pod_blocks_of(facts, name))]
    return min(found, key=lambda b: b.blocks - b.need) if found else None


def _tightest_pod_subnet(facts: Facts, plans: tuple[PoolPlan, ...]) -> PodSubnetCapacity | None:
    keys = dict.fromkeys(plan.pod_subnet for plan in plans if plan.pod_subnet is not None)
    found = [pods for key in keys if (pods := pod_subnet_of(facts, key))]
    return min(found, key=lambda p: p.usable - p.need) if found else None


def _max_nodes(
    facts: Facts, plans: tuple[PoolPlan, ...], free: int, blocks: PodBlocks | None
) -> int | None:
    """Return how many nodes, surge included, the subnet and its pods' ranges can take."""
    if not plans:
        return None
    bounds = [max(0, free) // max(p.addresses_per_node for p in plans)]
    if blocks:
        bounds.append(blocks.blocks)
    if any(p.cluster.cni_mode == "kubenet" for p in plans):
        bounds.append(limit("kubenetNodesPerCluster").value)
    pods = _tightest_pod_subnet(facts, plans)
    if pods:
        bounds.append(pods.usable // max(p.pod_addresses_per_node for p in plans))
    return min(*bounds, limit("nodesPerCluster").value)


def _lines(
    facts: Facts,
    subnet_key: Key,
    demands: tuple[PoolDemand, ...],
    head: int,
    need: int,
    usable: int,
) -> tuple[str, ...]:
    lines = [demand.arithmetic for demand in demands]
    if head:
        nodes = headroom_nodes(facts, plans_in(facts, subnet_key))
        label = f"headroom of {count_of(nodes, 'node')}" if nodes else "headroom of pods"
        lines.append(f"{label}: {count_of(head, 'address')}")
    lines.extend(
        f"{extra.what}: {count_of(extra.count, 'address')}"
        for extra in extras_in(facts, subnet_key)
    )
    if lines:
        lines.append(f"total: {number(need)} of {number(usable)} usable")
    return tuple(lines)


@kept
def subnets_of(facts: Facts) -> tuple[Key, ...]:
    """Return the keys of every subnet, in file order."""
    return tuple(
        key_of("subnet", f"{vnet.name}/{subnet.name}")
        for vnet in facts.topology.vnets
        for subnet in vnet.subnets
    )


@kept
def subnets_in(facts: Facts, vnet: Key) -> tuple[Key, ...]:
    """Return the keys of a network's subnets, in file order."""
    found = facts.index.at(vnet)
    subnets = found.subnets if isinstance(found, VirtualNetwork) else ()
    return tuple(key_of("subnet", f"{split_key(vnet)[1]}/{subnet.name}") for subnet in subnets)
