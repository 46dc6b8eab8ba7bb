"""Pods as sources and destinations: which address they show, what their node captures (C.7)."""

from __future__ import annotations

from aksdesigner.analysis.facts.crossing import modelled_prefixes
from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.gateway_scope import prefixes_of
from aksdesigner.analysis.facts.packets import Stop, failed
from aksdesigner.analysis.facts.places import Place, places_of
from aksdesigner.analysis.facts.wishes import FLAT_MODES, POD_SUBNET_MODES
from aksdesigner.azure import aks
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster


def own_pod_ranges(cluster: AksCluster) -> tuple[Cidr, ...]:
    """Return the pod ranges that stay inside a cluster: none in the flat modes (A-24, A-33)."""
    if cluster.cni_mode in FLAT_MODES:
        return ()
    if cluster.pod_cidrs or cluster.cni_mode == "byo":
        return cluster.pod_cidrs
    return (Cidr.parse(aks.default_pod_cidr()),)


def own_service_ranges(cluster: AksCluster) -> tuple[Cidr, ...]:
    """Return the service ranges of a cluster, the implicit default included (A-24)."""
    return cluster.service_cidrs or (Cidr.parse(aks.default_service_cidr()),)


def dns_service_address(cluster: AksCluster) -> Address | None:
    """Return the address of the cluster's own DNS: declared, or the tenth of its range (A-23).

    None where the range is too small to have a tenth.
    """
    services = own_service_ranges(cluster)[0]
    tenth = services.address(10) if services.size > 10 else None
    return cluster.dns_service_ip or tenth


def shown_place(
    design: Design,
    cluster: AksCluster,
    pool: Key,
    dst: Address | None,
    *,
    host_network: bool = False,
) -> Place | None:
    """Return the place whose address a pod of a pool shows towards a destination (C.7)."""
    places = places_of(design)
    node, pod = places.first(pool, "node"), places.first(pool, "pod")
    if host_network:
        return node
    if cluster.cni_mode in POD_SUBNET_MODES:
        return pod
    if cluster.cni_mode == "nodeSubnet" and pod is not None and dst is not None:
        inside = any(space.contains(dst) for space in prefixes_of(design, pod.vnet))
        return pod if inside else node
    return node


def captured(design: Design, cluster: AksCluster, dst: Address) -> Stop | None:
    """Return what a node does itself with a packet of its pod, before any route, or None.

    A destination in the cluster's own ranges never leaves it: fine for a pod or service, a black
    hole for a host outside that has the same address.
    """
    for reason, noun, ranges in (
        ("captured_by_overlay", "pod range", own_pod_ranges(cluster)),
        ("captured_by_service_cidr", "service range", own_service_ranges(cluster)),
    ):
        block = next((block for block in ranges if block.contains(dst)), None)
        if block is None:
            continue
        if not _is_outside(design, block, dst):
            return Stop("host", text=f"{dst} is in the {noun} {block} of {cluster.name} itself.")
        text = f"{dst} is outside the cluster, and its own {noun} {block} captures the packet."
        return failed("blackhole", reason, text)
    return None


def _is_outside(design: Design, block: Cidr, dst: Address) -> bool:
    """Return whether a modelled host or network outside has an address of a cluster's own range.

    A summary route that strictly holds the range proves no host (A.4).
    """
    return any(
        prefix.contains(dst) and not prefix.strictly_contains(block)
        for prefix in modelled_prefixes(design)
    ) or any(dst == host.ip for net in design.topology.internet for host in net.destinations)
