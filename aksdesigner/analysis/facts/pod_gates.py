"""NetworkPolicies on a path: asked where a workload sends, and where one receives (C.7, F)."""

from __future__ import annotations

from aksdesigner.analysis.facts.doors import BALANCED, workload_of
from aksdesigner.analysis.facts.ends import Origin, Target
from aksdesigner.analysis.facts.packets import Stop, Walk, failed
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.facts.pods import dns_service_address, own_service_ranges
from aksdesigner.analysis.facts.policies import (
    DNS_PEER,
    DNS_PORT,
    Peer,
    PolicyRuling,
    Way,
    judge,
    pod_peer,
    selects,
)
from aksdesigner.model.address import Address
from aksdesigner.model.ids import key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kubernetes import Ingress, Workload


def send(walk: Walk, origin: Origin, target: Target) -> Stop | None:
    """Return why a policy stops a workload from sending, its question to DNS included, or None."""
    cluster, workload = origin.cluster, origin.workload
    if cluster is None or workload is None:
        return None
    if target.name is not None and target.dns is not None:
        stop = _ask(walk, cluster, origin.pool, workload, "Egress", DNS_PEER, DNS_PORT, "udp")
        if stop:
            return stop
    peer = _other_end(walk, cluster, target)
    packet = walk.packet
    return _ask(walk, cluster, origin.pool, workload, "Egress", peer, packet.port, packet.protocol)


def receive(walk: Walk, origin: Origin, target: Target) -> Stop | None:
    """Return why a policy stops a workload from receiving, or None."""
    if target.ingress is not None and target.pod_of is None:
        return _through_controller(walk, *target.ingress)
    cluster, workload = target.pod_of, target.workload
    if cluster is None or workload is None:
        return None
    same = origin.cluster is not None and origin.cluster.name == cluster.name
    if same and origin.workload is not None and not origin.workload.host_network:
        peer = pod_peer(origin.workload)
    else:
        src = walk.packet.src
        address = src if isinstance(src, Address) else None
        peer = Peer(address=address, in_cluster=same)
    packet = walk.packet
    return _ask(walk, cluster, target.pool, workload, "Ingress", peer, packet.port, packet.protocol)


def _through_controller(walk: Walk, cluster: AksCluster, ingress: Ingress) -> Stop | None:
    """Judge the second half of an in-cluster ingress: from its controller to the workload.

    Which pods the controller is, the design does not say.
    """
    workload = workload_of(cluster, ingress)
    if ingress.pattern not in BALANCED or workload is None:
        return None
    peer = Peer(in_cluster=True, is_service=True)
    port = int(ingress.target_port) if ingress.target_port.isdecimal() else walk.packet.port
    pool = f"pool:{cluster.name}/{workload.pool}" if workload.pool else None
    walk.note(f"The controller hands it to {workload.namespace}/{workload.name} port {port}.")
    return _ask(walk, cluster, pool, workload, "Ingress", peer, port, "tcp")


def _other_end(walk: Walk, cluster: AksCluster, target: Target) -> Peer:
    """Return whom a packet of a pod is for, as its policies see it."""
    if target.workload is not None and target.pod_of is not None:
        same = target.pod_of.name == cluster.name
        if same and not target.workload.host_network:
            return pod_peer(target.workload)
    dst = walk.packet.dst
    if not isinstance(dst, Address):
        return Peer()
    if dst == dns_service_address(cluster):
        return DNS_PEER
    if any(block.contains(dst) for block in own_service_ranges(cluster)):
        return Peer(in_cluster=True, is_service=True)
    nodes = (p for p in places_of(walk.design).all if p.kind in ("node", "pod"))
    owned = any(p.address == dst and p.token == f"pod:{cluster.name}" for p in nodes)
    return Peer(address=dst, in_cluster=owned)


def _ask(
    walk: Walk,
    cluster: AksCluster,
    pool_key: str | None,
    workload: Workload,
    way: Way,
    peer: Peer,
    port: int,
    protocol: str,
) -> Stop | None:
    if not walk.filtered or not any(selects(p, workload, way) for p in cluster.network_policies):
        return None
    pool = _pool(cluster, pool_key)
    ruling = judge(cluster, pool, workload, way, peer, port, protocol)
    key = key_of("aks", cluster.name)
    walk.decided("networkPolicy", ruling.outcome, ruling.policy, key, ruling.text)
    walk.note(ruling.text)
    return _stop(walk, ruling, key)


def _stop(walk: Walk, ruling: PolicyRuling, key: str) -> Stop | None:
    if ruling.outcome == "unknown":
        return failed("notComputed", "unknown_value", ruling.text)
    if ruling.outcome != "deny":
        return None
    return walk.bar(failed("dropped", "policy_deny", ruling.text, key=key, setting=ruling.policy))


def _pool(cluster: AksCluster, key: str | None) -> NodePool | None:
    name = split_key(key or "")[1].partition("/")[2]
    return next((pool for pool in cluster.pools if pool.name == name), None)
