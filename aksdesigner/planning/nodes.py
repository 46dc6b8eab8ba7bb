"""How many nodes a cluster must be able to have at once, with the arithmetic as sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from aksdesigner.analysis.facts.formulas import (
    BATCH,
    dynamic_planning,
    percent_of,
    static_blocks,
    surge,
)
from aksdesigner.analysis.facts.words import count_of, number
from aksdesigner.azure.aks import default_max_pods
from aksdesigner.azure.limits import limit
from aksdesigner.planning.sheet import Cluster, Pool, Sheet


@dataclass(frozen=True)
class PoolNodes:
    """A pool in numbers: `nodes` after growth, `surge` on top of them, `doubled` by a migration."""

    pool: Pool
    nodes: int
    surge: int
    max_pods: int
    doubled: bool


@dataclass(frozen=True)
class ClusterNodes:
    """A cluster in numbers; `emergency` nodes are those nobody asked for yet."""

    cluster: Cluster
    pools: tuple[PoolNodes, ...]
    emergency: int
    percent: int
    factor: Fraction

    @property
    def steady(self) -> int:
        """Nodes of all pools at their largest."""
        return sum(pool.nodes for pool in self.pools)

    @property
    def surge(self) -> int:
        """Nodes that an upgrade of all pools adds."""
        return sum(pool.surge for pool in self.pools)

    @property
    def doubled(self) -> int:
        """Nodes that stand twice during a migration."""
        return sum(pool.nodes for pool in self.pools if pool.doubled)

    @property
    def total(self) -> int:
        """Nodes at once, at worst."""
        return self.steady + self.surge + self.doubled + self.emergency

    def addresses(self, each: dict[str, int]) -> int:
        """Return addresses for all of them, `each` a node of a pool; emergencies are the largest."""
        of_pools = sum(
            (pool.nodes * (2 if pool.doubled else 1) + pool.surge) * each[pool.pool.name]
            for pool in self.pools
        )
        return of_pools + self.emergency * max(each.values())

    def sum_text(self) -> str:
        """Return the nodes as a sum: ``300 nodes + 100 surge (system 2, ...) + ... = 610 nodes``."""
        parts = [count_of(self.steady, "node"), f"{number(self.surge)} surge ({self._surges()})"]
        if self.doubled:
            names = ", ".join(pool.pool.name for pool in self.pools if pool.doubled)
            parts.append(f"{number(self.doubled)} blue/green ({names})")
        if self.emergency:
            parts.append(f"{number(self.emergency)} emergency ({self.percent} %)")
        return " + ".join(parts)

    def _surges(self) -> str:
        return ", ".join(f"{pool.pool.name} {number(pool.surge)}" for pool in self.pools)

    def growth_text(self) -> str:
        """Return how growth made the pools larger, or nothing where they don't grow."""
        if self.factor == 1:
            return ""
        now = sum(pool.pool.max_nodes for pool in self.pools)
        return (
            f"{self.cluster.name}: {count_of(now, 'node')} × growth {float(self.factor):g} = "
            f"{count_of(self.steady, 'node')}, each pool rounded up"
        )


def nodes_of(sheet: Sheet, cluster: Cluster) -> ClusterNodes:
    """Return the nodes of a cluster: growth first, then surge, migration and emergency."""
    factor = Fraction(str(sheet.growth_factor))
    grown = {pool.name: math.ceil(pool.max_nodes * factor) for pool in cluster.pools}
    largest = max(cluster.pools, key=lambda pool: grown[pool.name])
    wanted = sheet.migration_overlap
    pools = tuple(
        PoolNodes(
            pool=pool,
            nodes=grown[pool.name],
            # a surge grows with its pool, and is rounded up before and after
            surge=max(
                surge(grown[pool.name], pool.max_surge),
                math.ceil(surge(pool.max_nodes, pool.max_surge) * factor),
            ),
            max_pods=max_pods_of(cluster, pool),
            doubled=wanted == "all" or (wanted == "largestPool" and pool is largest),
        )
        for pool in cluster.pools
    )
    emergency = percent_of(sheet.headroom_percent, sum(pool.nodes for pool in pools))
    return ClusterNodes(cluster, pools, emergency, sheet.headroom_percent, factor)


def max_pods_of(cluster: Cluster, pool: Pool) -> int:
    """Return the pods per node of a pool, the mode's default where the sheet says nothing."""
    return pool.max_pods if pool.max_pods is not None else default_max_pods(cluster.cni_mode)


def node_addresses(cluster: Cluster, pool: PoolNodes) -> int:
    """Return what a node takes of its node subnet (azure-rules B.3)."""
    return 1 + pool.max_pods if cluster.cni_mode == "nodeSubnet" else 1


def pod_addresses(cluster: Cluster, pool: PoolNodes) -> int:
    """Return what to plan for a node in a pod subnet (azure-rules B.3)."""
    if cluster.cni_mode == "podSubnetStatic":
        return static_blocks(pool.max_pods) * BATCH
    return dynamic_planning(pool.max_pods)


def beyond_limits(nodes: ClusterNodes) -> list[str]:
    """Return what Azure doesn't allow, however many addresses there are (azure-rules A.2, B.3)."""
    found: list[str] = []
    name, total = nodes.cluster.name, nodes.total
    most = limit("nodesPerCluster").value
    if nodes.cluster.cni_mode == "kubenet":
        most = min(most, limit("kubenetNodesPerCluster").value)
    if total > most:
        found.append(
            f"{name}: {nodes.sum_text()} = {number(total)} nodes, Azure allows {number(most)} a cluster"
        )
    of_pool = limit("nodesPerPool").value
    for pool in nodes.pools:
        if pool.nodes + pool.surge > of_pool:
            found.append(
                f"{name}/{pool.pool.name}: {number(pool.nodes)} nodes + {number(pool.surge)} surge, "
                f"Azure allows {number(of_pool)} a pool; divide it into several pools"
            )
    return found
