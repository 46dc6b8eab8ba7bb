"""Where a cluster stands: its network, its subnets, its version."""

from __future__ import annotations

from aksdesigner.analysis.facts.demand import plan_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.subnet import Subnet


def kubernetes_version(cluster: AksCluster) -> tuple[int, int] | None:
    """Return (major, minor), or None where the text names none."""
    parts = (cluster.kubernetes_version or "").split(".")
    if len(parts) < 2 or not all(p.isascii() and p.isdecimal() for p in parts[:2]):
        return None
    return int(parts[0]), int(parts[1])


def node_subnets(facts: Facts, cluster: AksCluster) -> dict[Key, Subnet]:
    """Return the node subnets of a cluster that exist, in the order of its pools."""
    return _subnets(facts, [plan_of(cluster, pool).subnet for pool in cluster.pools])


def pod_subnets(facts: Facts, cluster: AksCluster) -> dict[Key, Subnet]:
    """Return the pod subnets of a cluster that exist, in the order of its pools."""
    return _subnets(facts, [plan_of(cluster, pool).pod_subnet for pool in cluster.pools])


def _subnets(facts: Facts, keys: list[Key | None]) -> dict[Key, Subnet]:
    found = ((key, facts.index.at(key)) for key in dict.fromkeys(keys) if key is not None)
    return {key: subnet for key, subnet in found if isinstance(subnet, Subnet)}
