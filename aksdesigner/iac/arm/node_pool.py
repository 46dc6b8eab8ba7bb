"""Node pool -> an agent pool profile, inside the cluster or as a resource of its own."""

from __future__ import annotations

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.cluster import (
    autoscale_of,
    network_of,
    node_count,
    node_size,
    pool_key,
    told_pod_subnet,
    zones_of,
)
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool

MODES = {"podSubnetStatic": "StaticBlock", "podSubnetDynamic": "DynamicIndividual"}


def to_arm(draft: Draft, key: Key, cluster: AksCluster, pool: NodePool) -> None:
    """Declare a pool as a child of its cluster."""
    draft.declare(
        versioned("Microsoft.ContainerService/managedClusters/agentPools"),
        pool_key(cluster, pool),
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": pool.name,
            "properties": pool_profile(draft, cluster, pool),
        },
    )


def pool_profile(draft: Draft, cluster: AksCluster, pool: NodePool) -> dict[str, Raw]:
    """Return what both forms of a pool say."""
    scale = autoscale_of(draft, cluster, pool)
    count = pool.count if scale else node_count(draft, cluster, pool)
    if scale:
        count = min(max(count, scale[0]), scale[1])
        if count != pool.count:
            reason = f"the autoscaler keeps {scale[0]} to {scale[1]} nodes"
            draft.omit(pool_key(cluster, pool), "count", reason)
    spot = pool.priority == "Spot"
    return {
        "mode": pool.mode,
        "type": "VirtualMachineScaleSets",
        "osType": pool.os,
        "vmSize": node_size(draft, cluster, pool),
        "count": count,
        "enableAutoScaling": scale is not None,
        "minCount": scale[0] if scale else None,
        "maxCount": scale[1] if scale else None,
        "maxPods": pool.max_pods,
        "availabilityZones": list(zones_of(cluster, pool)) or None,
        **_subnets(draft, cluster, pool),
        "upgradeSettings": _upgrade(pool),
        "scaleSetPriority": "Spot" if spot else None,
        "scaleSetEvictionPolicy": "Delete" if spot else None,
        "nodeTaints": list(pool.taints) or None,
        "nodeLabels": dict(pool.labels) or None,
        "localDNSProfile": {"mode": "Required"}
        if cluster.local_dns and pool.os == "Linux"
        else None,
    }


def _subnets(draft: Draft, cluster: AksCluster, pool: NodePool) -> dict[str, Raw]:
    vnet = network_of(cluster, pool)
    if not vnet:
        return {}
    node = draft.id_of(subnet_key(vnet, pool.subnet)) if pool.subnet else None
    podded = told_pod_subnet(draft, cluster, pool)
    pods = draft.id_of(podded) if podded else None
    mode = MODES.get(cluster.cni_mode) if pods else None
    return {"vnetSubnetID": node, "podSubnetID": pods, "podIPAllocationMode": mode}


def _upgrade(pool: NodePool) -> Raw:
    if pool.max_surge is None and pool.max_unavailable is None:
        return None
    return {"maxSurge": pool.max_surge, "maxUnavailable": pool.max_unavailable}
