"""What boxes say: titles, figures and second lines of everything that holds nothing."""

from __future__ import annotations

from collections.abc import Callable

from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.internet import Internet
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.part import Resource
from aksdesigner.present.attached import Attached
from aksdesigner.present.leaf_lines import UNCOMPUTED, count, dots, grouped, line_of
from aksdesigner.present.picture import NOWHERE, Node

SIZE_UNKNOWN = "size unknown"
# what AKS takes where a design says nothing (azure-rules A.3)
DEFAULT_POD_RANGE = "10.244.0.0/16"
DEFAULT_SERVICE_RANGE = "10.0.0.0/16"

_CNI = {
    "overlay": "CNI Overlay",
    "podSubnetDynamic": "CNI pod subnet",
    "podSubnetStatic": "CNI pod subnet, static blocks",
    "nodeSubnet": "Node subnet CNI",
    "kubenet": "kubenet",
    "byo": "Bring your own CNI",
}
_EGRESS = {
    None: "egress by load balancer",
    "loadBalancer": "egress by load balancer",
    "managedNATGateway": "egress by managed NAT",
    "managedNATGatewayV2": "egress by managed NAT",
    "userAssignedNATGateway": "egress by NAT gateway",
    "userDefinedRouting": "egress by route",
    "none": "no egress",
    "block": "egress blocked",
}

Words = Callable[[Resource], tuple[str, tuple[str, ...]]]


def node_of(key: Key, resource: Resource, parent: Key | None, attached: Attached) -> Node:
    """Return the box of a resource that is no network and no subnet, at the origin."""
    form, icon = _form(resource, attached)
    subtitle, lines = _words(resource)
    cells = _cells(resource) if isinstance(resource, NodePool) else None
    host = attached.nat_subnet.get(resource.name) if isinstance(resource, NatGateway) else None
    return Node(
        key=key,
        uid=resource.uid,
        kind=resource.kind,
        form=form,
        parent=parent if host is None else host,
        box=NOWHERE,
        title=resource.name,  # type: ignore[attr-defined]
        subtitle=subtitle,
        icon=icon,
        lines=lines,
        is_container=isinstance(resource, AksCluster),
        is_uncomputed=resource.kind in UNCOMPUTED,
        cells=cells,
        host=host,
    )


def _form(resource: Resource, attached: Attached) -> tuple[str, str]:
    kind = resource.kind
    if isinstance(resource, NetworkGateway):
        return "card", "ergw" if resource.type == "ExpressRoute" else "gw"
    if isinstance(resource, NatGateway) and resource.name in attached.nat_subnet:
        return "astride", kind
    forms = {
        "aks": "cluster",
        "pool": "pool",
        "pe": "endpoint",
        "paas": "pill",
        "zone": "pill",
        "fd": "outside",
        "site": "outside",
        "internet": "outside",
    }
    return forms.get(kind, "card"), kind


def _words(resource: Resource) -> tuple[str, tuple[str, ...]]:
    """Return the figure beside the title and the lines under it."""
    if isinstance(resource, AksCluster):
        return cluster_words(resource), ()
    if isinstance(resource, NodePool):
        return _pool_figure(resource), (_pool_line(resource),)
    if isinstance(resource, OnPremises):
        prefixes = [str(prefix) for prefix in resource.prefixes]
        more = (f"+ {len(prefixes) - 3}",) if len(prefixes) > 3 else ()
        return "", (*prefixes[:3], *more)
    if isinstance(resource, Internet):
        lines = [text for host in resource.destinations[:2] for text in (host.name, str(host.ip))]
        more = (f"+ {len(resource.destinations) - 2}",) if len(resource.destinations) > 2 else ()
        return "", (*lines, *more)
    if isinstance(resource, FrontDoor):
        return "", _front_lines(resource)
    line = line_of(resource)
    return "", (line,) if line else ()


def _front_lines(front: FrontDoor) -> tuple[str, ...]:
    more = (f"+ {len(front.hosts) - 2}",) if len(front.hosts) > 2 else ()
    return (*front.hosts[:2], *more, dots(front.sku, count(len(front.origins), "origin")))


def cluster_words(cluster: AksCluster) -> str:
    """Return a cluster's second line: pod network, dataplane, API server, egress."""
    mode = _CNI[cluster.cni_mode] + (", Cilium" if cluster.dataplane == "cilium" else "")
    server = "private" if cluster.private else "public"
    if cluster.api_server_vnet_integration:
        server = "API server in the VNet"
    return dots(mode, server, _EGRESS[cluster.outbound_type])


def _pool_figure(pool: NodePool) -> str:
    if pool.max_count is not None:
        return f"{grouped(pool.count)} of {grouped(pool.max_count)}"
    return count(pool.count, "node")


def _cells(pool: NodePool) -> tuple[int, int]:
    return pool.count, max(pool.count, pool.max_count or 0)


def _pool_line(pool: NodePool) -> str:
    size = (pool.size or "").removeprefix("Standard_")
    zones = f"zones {_span(pool.zones)}" if len(pool.zones) > 1 else ""
    zone = f"zone {pool.zones[0]}" if len(pool.zones) == 1 else ""
    spot = "spot" if pool.priority == "Spot" else ""
    os = "Windows" if pool.os == "Windows" else ""
    return dots(size, zones or zone, spot, os) or f"{pool.mode.lower()} mode"


def _span(zones: tuple[str, ...]) -> str:
    ordered = sorted(zones)
    digits = all(zone.isdecimal() for zone in ordered)
    if digits and [int(z) for z in ordered] == list(
        range(int(ordered[0]), int(ordered[0]) + len(ordered))
    ):
        return f"{ordered[0]}–{ordered[-1]}"
    return ", ".join(ordered)


def pod_line(cluster: AksCluster, *, is_named: bool) -> str:
    """Return the second line of a pod range."""
    most = sum(pool.max_count or pool.count for pool in cluster.pools)
    mode = "kubenet" if cluster.cni_mode == "kubenet" else "overlay"
    return dots(cluster.name if is_named else "", mode, f"up to {count(most, 'node')}")


def service_line(cluster: AksCluster, *, is_named: bool) -> str:
    """Return the second line of a service range."""
    dns = f"DNS {cluster.dns_service_ip}" if cluster.dns_service_ip else ""
    return dots(cluster.name if is_named else "", "virtual", dns)


def subnet_lines(subnet: Subnet, reserved: int) -> tuple[str, ...]:
    """Return the lines of a subnet: delegation, addresses kept for endpoints."""
    lines = (
        [f"Delegated to {subnet.delegation.removeprefix('Microsoft.')}"]
        if subnet.delegation
        else []
    )
    if reserved:
        lines.append(f"{count(reserved, 'address', 'addresses')} reserved for endpoints")
    return tuple(lines)
