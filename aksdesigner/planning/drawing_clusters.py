"""Clusters of a plan as the file format holds them."""

from __future__ import annotations

from typing import Any

from aksdesigner.planning.planner import AddressPlan
from aksdesigner.planning.sheet import Cluster, Pool, Spoke
from aksdesigner.planning.sizing import SHARED_SERVICES, subnet_names

Plain = dict[str, Any]
FEWEST_NODES = 3  # a pool starts with so many, or with its maximum where that is less
_CILIUM_MODES = ("overlay", "podSubnetDynamic", "podSubnetStatic", "nodeSubnet")
_POD_SUBNET_MODES = ("podSubnetDynamic", "podSubnetStatic")


def cluster_data(
    plan: AddressPlan, spoke: Spoke, cluster: Cluster, *, is_routed: bool, frontend: str | None
) -> Plain:
    """Return a cluster; `is_routed` when a firewall takes its egress, `frontend` an address.

    The frontend is that of an internal load balancer in the subnet for ingress.
    """
    data: Plain = {
        "name": cluster.name,
        "vnet": spoke.name,
        "cniMode": cluster.cni_mode,
        **_dataplane(cluster),
        "outboundType": "userDefinedRouting" if is_routed else "loadBalancer",
        "private": cluster.private,
        "identity": "UserAssigned",
        "pools": [
            _pool(cluster, pool, is_first=index == 0) for index, pool in enumerate(cluster.pools)
        ],
    }
    pods = plan.at(f"{cluster.name} pods")
    if pods is not None:
        data["podCidr"] = str(pods.prefix)
    services = plan.at(SHARED_SERVICES if plan.sheet.share_services else f"{cluster.name} services")
    if services is not None:
        data["serviceCidr"] = str(services.prefix)
        data["dnsServiceIp"] = str(services.dns_ip)
    if cluster.internal_load_balancers:
        data["internalLbIps"] = cluster.internal_load_balancers
    if frontend is not None:
        data["internalLbs"] = [{"name": "internal", "subnet": "snet-ilb", "ip": frontend}]
    return data


def _dataplane(cluster: Cluster) -> Plain:
    """Return dataplane and policy engine; modes without Cilium get Calico, which all of them take."""
    if cluster.dataplane == "cilium" and cluster.cni_mode in _CILIUM_MODES:
        return {"dataplane": "cilium", "networkPolicy": "cilium"}
    return {"networkPolicy": "none" if cluster.cni_mode == "byo" else "calico"}


def _pool(cluster: Cluster, pool: Pool, *, is_first: bool) -> Plain:
    """Return a pool; the first is the system pool where the sheet names none."""
    nodes, pods = subnet_names(cluster)
    has_system = any(other.mode == "System" for other in cluster.pools)
    count = pool.nodes if pool.nodes is not None else min(FEWEST_NODES, pool.max_nodes)
    data: Plain = {
        "name": pool.name,
        "mode": "System" if is_first and not has_system else pool.mode,
        "subnet": nodes,
        "count": count,
        "minCount": min(count, pool.max_nodes),
        "maxCount": pool.max_nodes,
        "maxSurge": pool.max_surge,
    }
    if pool.max_pods is not None:
        data["maxPods"] = pool.max_pods
    if cluster.cni_mode in _POD_SUBNET_MODES:
        data["podSubnet"] = pods
    return data
