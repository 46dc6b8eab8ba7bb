"""Node pool -> azurerm's default pool, or a node pool resource of its own."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.cluster import (
    autoscale_of,
    network_of,
    node_count,
    node_size,
    pool_key,
    told_pod_subnet,
    zones_of,
)
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool

CRITICAL = "CriticalAddonsOnly=true:NoSchedule"


def to_azurerm(draft: Draft, key: Key, cluster: AksCluster, pool: NodePool) -> None:
    """Declare a pool as a resource of its own."""
    spot = pool.priority == "Spot"
    draft.declare(
        "azurerm_kubernetes_cluster_node_pool",
        pool_key(cluster, pool),
        {
            "name": pool.name,
            "kubernetes_cluster_id": draft.id_of(key),
            "mode": pool.mode,
            "os_type": pool.os,
            **_shared(draft, cluster, pool),
            "priority": "Spot" if spot else None,
            "eviction_policy": "Delete" if spot else None,
            "node_taints": list(pool.taints) or None,
            "upgrade_settings": _upgrade(draft, cluster, pool),
        },
    )


def default_pool(draft: Draft, cluster: AksCluster, pool: NodePool) -> dict[str, Raw]:
    """Return the body of the pool that azurerm writes inside the cluster."""
    key = pool_key(cluster, pool)
    only_critical = pool.taints == (CRITICAL,)
    if pool.taints and not only_critical:
        reason = f"azurerm's default pool takes no taint but {CRITICAL}"
        draft.omit(key, "taints", reason)
    if pool.priority == "Spot":
        draft.omit(key, "priority", "azurerm's default pool can't be a spot pool")
    if pool.os == "Windows" or (pool.mode == "User" and cluster.pools):
        draft.omit(key, "mode", "azurerm's default pool is a Linux system pool")
    return {
        "name": pool.name,
        **_shared(draft, cluster, pool),
        "only_critical_addons_enabled": True if only_critical else None,
        "upgrade_settings": _upgrade(draft, cluster, pool),
    }


def _shared(draft: Draft, cluster: AksCluster, pool: NodePool) -> dict[str, Raw]:
    scale = autoscale_of(draft, cluster, pool)
    vnet = network_of(cluster, pool)
    if scale:
        reason = "the autoscaler owns the number of nodes; azurerm starts with the minimum"
        draft.omit(pool_key(cluster, pool), "count", reason)
    podded = told_pod_subnet(draft, cluster, pool)
    if cluster.cni_mode == "podSubnetStatic" and podded:
        reason = "azurerm has no property for static block allocation of pod addresses"
        draft.omit(pool_key(cluster, pool), "pod_subnet", reason, "allocation")
    return {
        "vm_size": node_size(draft, cluster, pool),
        "node_count": None if scale else node_count(draft, cluster, pool),
        "auto_scaling_enabled": scale is not None,
        "min_count": scale[0] if scale else None,
        "max_count": scale[1] if scale else None,
        "max_pods": pool.max_pods,
        "zones": list(zones_of(cluster, pool)) or None,
        "vnet_subnet_id": draft.id_of(subnet_key(vnet, pool.subnet))
        if vnet and pool.subnet
        else None,
        "pod_subnet_id": draft.id_of(podded) if podded else None,
        "node_labels": dict(pool.labels) or None,
    }


def _upgrade(draft: Draft, cluster: AksCluster, pool: NodePool) -> Raw:
    if pool.max_unavailable is not None:
        reason = "azurerm has no property for it"
        draft.omit(pool_key(cluster, pool), "max_unavailable", reason)
    return blocks({"max_surge": pool.max_surge}) if pool.max_surge is not None else None


def read_default(lift: Lift, said: Said, known: dict[str, NodePool]) -> NodePool | None:
    """Return the pool inside a cluster: a Linux system pool."""
    critical = said.has("only_critical_addons_enabled")
    if critical:
        said.must("only_critical_addons_enabled", value=True)
    return _read_shared(
        lift, said, known, mode="System", os="Linux", taints=[CRITICAL] if critical else None
    )


def read_own(lift: Lift, said: Said, known: dict[str, NodePool]) -> NodePool | None:
    """Return a pool that is a resource of its own."""
    spot = said.get("priority")
    if spot is not None or said.has("eviction_policy"):
        said.must("eviction_policy", "Delete")
    return _read_shared(
        lift,
        said,
        known,
        mode=said.take("mode"),
        os=said.take("os_type"),
        priority=spot,
        taints=said.get("node_taints"),
    )


def _read_shared(
    lift: Lift, said: Said, known: dict[str, NodePool], **values: Any
) -> NodePool | None:
    name = said.take("name")
    drawn = known.get(name)
    scaled = said.take("auto_scaling_enabled") is True
    if scaled:
        values["min_count"], values["max_count"] = said.take("min_count"), said.take("max_count")
    else:
        values["count"] = said.take("node_count")
    vnet = None
    for field in ("subnet", "pod_subnet"):
        attribute = "vnet_subnet_id" if field == "subnet" else f"{field}_id"
        if said.has(attribute):
            place, values[field] = lift.subnet(said, attribute)
            if vnet not in (None, place):
                said.report(f"its subnets stand in {vnet} and {place}")
            vnet = place
    upgrade = said.lone("upgrade_settings") if said.has("upgrade_settings") else None
    if upgrade:
        values["max_surge"] = upgrade.take("max_surge")
        upgrade.done()
    if vnet is None and drawn is not None:
        vnet = drawn.vnet  # nothing of a pool without a subnet says its network
    return lift.made(
        said,
        NodePool,
        name=name,
        uid=drawn.uid if drawn else None,
        size=said.drawn("vm_size"),
        vnet=vnet,
        max_pods=said.get("max_pods"),
        zones=said.get("zones"),
        labels=said.get("node_labels"),
        **values,
    )
