"""Where flows end and others begin, and their private addresses: proxies, link services, Bastion.

Kept free of `places`, which reads the addresses here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kubernetes import Ingress, Workload
from aksdesigner.model.topology import Topology

DoorKind = Literal["agw", "agc", "bastion", "pls", "lb"]
DOOR_KINDS = ("agw", "agc", "bastion", "pls")
# patterns of ingress whose frontend is a load balancer that the cluster asks for
BALANCED = ("inCluster", "gatewayApi", "internalOnly")


class DoorAddress(NamedTuple):
    """A private address that a door has, or needs; in the order of a place's wish."""

    token: str
    kind: DoorKind
    key: Key
    vnet: str
    subnet: str
    address: Address | None = None


def door_addresses(topology: Topology) -> Iterator[DoorAddress]:
    """Yield the addresses of proxies, link services and Bastions: instances first, then frontends."""
    for agw in topology.application_gateways:
        token, key = f"agw:{agw.name}", key_of("agw", agw.name)
        if agw.private_ip is not None:
            yield DoorAddress(token, "agw", key, agw.vnet, agw.subnet, agw.private_ip)
        yield DoorAddress(token, "agw", key, agw.vnet, agw.subnet)
    for agc in topology.application_gateways_for_containers:
        token = f"agc:{agc.name}"
        yield DoorAddress(token, "agc", key_of("agc", agc.name), agc.vnet, agc.subnet)
    for bastion in topology.bastions:
        if bastion.subnet is not None:
            key = key_of("bastion", bastion.name)
            yield DoorAddress(
                f"bastion:{bastion.name}", "bastion", key, bastion.vnet, bastion.subnet
            )
    for pls in topology.private_link_services:
        yield DoorAddress(f"pls:{pls.name}", "pls", key_of("pls", pls.name), pls.vnet, pls.subnet)
    for cluster in topology.aks_clusters:
        yield from _ingress_addresses(cluster)


def _ingress_addresses(cluster: AksCluster) -> Iterator[DoorAddress]:
    """Yield the internal frontends of a cluster's ingress that are no declared balancer's."""
    declared = {lb.ip for lb in cluster.internal_lbs if lb.ip is not None}
    first = next(
        (p.subnet for p in cluster.pools if p.subnet and p.vnet in (None, cluster.vnet)), None
    )
    for ingress in cluster.ingress:
        subnet = ingress.subnet or first
        if not is_internal(ingress) or cluster.vnet is None or subnet is None:
            continue
        if ingress.ip is None or ingress.ip not in declared:
            token = ingress_token(cluster, ingress)
            yield DoorAddress(
                token, "lb", key_of("aks", cluster.name), cluster.vnet, subnet, ingress.ip
            )


def is_internal(ingress: Ingress) -> bool:
    """Return whether an ingress has a private frontend of the cluster's own balancer."""
    private = ingress.visibility == "internal" or ingress.pattern == "internalOnly"
    return ingress.pattern in BALANCED and private


def ingress_token(cluster: AksCluster, ingress: Ingress) -> str:
    """Return how paths name an ingress: ``ingress:CLUSTER/NAME``."""
    return f"ingress:{cluster.name}/{ingress.name}"


def ingress_of(topology: Topology, name: str) -> tuple[AksCluster, Ingress] | None:
    """Return the ingress that ``CLUSTER/NAME`` means, or None."""
    for cluster in topology.aks_clusters:
        for ingress in cluster.ingress:
            if name == f"{cluster.name}/{ingress.name}":
                return cluster, ingress
    return None


def workload_of(cluster: AksCluster, ingress: Ingress) -> Workload | None:
    """Return the workload behind an ingress, or None where it is not declared."""
    for workload in cluster.workloads:
        same_space = ingress.namespace in (None, workload.namespace)
        if same_space and workload.name == ingress.workload:
            return workload
    return None
