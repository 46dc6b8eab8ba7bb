"""Resettle: what else must change when a resource gets another network or subnet."""

from __future__ import annotations

from typing import Any, TypeVar

from aksdesigner.edit.allowed import may_contain
from aksdesigner.edit.changes import checked
from aksdesigner.edit.command import Refused
from aksdesigner.edit.suggest import is_usable, next_address
from aksdesigner.model.address import Address
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource

R = TypeVar("R", bound=Resource)


def resettled(document: Document, old: Resource, new: R) -> R:
    """Return `new` with subnets and addresses that fit, when its network or subnet changed.

    A subnet that the new network lacks is replaced by one that may hold the resource. Raises
    Refused when there is none, or when the subnet chosen can't hold it.
    """
    if isinstance(new, NodePool) and isinstance(old, NodePool):
        _require_place(document, old, new)
    if isinstance(new, LoadBalancer) and isinstance(old, LoadBalancer):
        new = _balancer(old, new)  # type: ignore[assignment]
    if not hasattr(new, "vnet"):
        return new
    vnet = new.vnet
    moved = vnet != getattr(old, "vnet", None)
    if isinstance(new, AksCluster):
        return resettled_cluster(document, new) if moved else new  # type: ignore[return-value]
    if not hasattr(new, "subnet"):
        return new
    if vnet is None:
        return checked(new, {"subnet": None, "ip": None})
    subnet = getattr(new, "subnet", None)
    if not moved and subnet == getattr(old, "subnet", None):
        return new
    if not moved and key_of("subnet", f"{vnet}/{subnet}") not in document.topology.index.by_key:
        raise Refused(f"There is no subnet {vnet}/{subnet}.")
    key = key_of(old.kind, getattr(old, "name", ""))
    target = _target(document, old, key, vnet, subnet)
    return with_addresses(document, checked(new, {"subnet": target}), key)


def _require_place(document: Document, old: NodePool, new: NodePool) -> None:
    """Raise Refused when a pool chooses a subnet that Azure keeps for something else."""
    if new.subnet is None or new.subnet == old.subnet:
        return
    index = document.topology.index
    cluster = index.at(index.by_uid[old.uid].parent or "")
    subnet = key_of("subnet", f"{getattr(cluster, 'vnet', None)}/{new.subnet}")
    if subnet in index.by_key:
        verdict = may_contain(document, "aks", subnet, moving=index.by_uid[old.uid].parent)
        if not verdict:
            raise Refused(f"{new.subnet}: {verdict.reason}.")


def _balancer(old: LoadBalancer, new: LoadBalancer) -> LoadBalancer:
    """A public frontend stands in no subnet; a network makes a frontend internal."""
    if new.type == "public" and old.type != "public":
        return checked(new, {"vnet": None, "subnet": None, "ip": None})
    if new.vnet is not None and old.vnet is None:
        return checked(new, {"type": "internal"})
    return new


def _target(document: Document, old: Resource, key: Key, vnet: str, subnet: str | None) -> str:
    """Return the subnet of a network that takes a resource: the named one, else the first."""
    network = document.topology.index.get(VirtualNetwork, vnet)
    if network is None:
        raise Refused(f"There is no network {vnet}.")
    names = [item.name for item in network.subnets]
    is_named = subnet in names
    for name in [subnet] if is_named else names:
        verdict = may_contain(document, old.kind, key_of("subnet", f"{vnet}/{name}"), moving=key)
        if verdict:
            return str(name)
        if is_named:
            raise Refused(f"{vnet}/{name}: {verdict.reason}.")
    raise Refused(f"{vnet} has no subnet for it.")


def resettled_cluster(document: Document, cluster: AksCluster) -> AksCluster:
    """Put all pools into subnets of the cluster's network; forget subnets that it lacks."""
    network = document.topology.index.get(VirtualNetwork, cluster.vnet)
    if cluster.vnet is not None and network is None:
        raise Refused(f"There is no network {cluster.vnet}.")
    names = {subnet.name for subnet in network.subnets} if network else set()
    key = key_of("aks", cluster.name)
    nodes = None
    if network is not None and any(p.subnet not in names for p in cluster.pools):
        nodes = _target(document, cluster, key, network.name, None)
    pools = tuple(
        pool.model_copy(
            update={
                "subnet": pool.subnet if pool.subnet in names else nodes,
                "pod_subnet": pool.pod_subnet if pool.pod_subnet in names else None,
            }
        )
        for pool in cluster.pools
    )
    balancers = tuple(
        item if item.subnet in names or item.subnet is None else item.model_copy(update=_NOWHERE)
        for item in cluster.internal_lbs
    )
    api = cluster.api_server_subnet if cluster.api_server_subnet in names else None
    changes = {"pools": pools, "internal_lbs": balancers, "api_server_subnet": api}
    return with_addresses(document, checked(cluster, changes), key)


_NOWHERE: dict[str, Any] = {"subnet": None, "ip": None}


def with_addresses(document: Document, resource: R, key: Key) -> R:
    """Return a resource whose fixed addresses its subnets can give; unfit ones are suggested anew.

    `key` is the key under which the document knows it, so that it does not stand in its own way.
    """
    vnet = getattr(resource, "vnet", None)
    if isinstance(resource, AksCluster):
        return _with_cluster_addresses(document, resource, vnet)  # type: ignore[return-value]
    place = key_of("subnet", f"{vnet}/{getattr(resource, 'subnet', None)}")
    subnet = document.topology.index.at(place)
    if not isinstance(subnet, Subnet):
        return resource
    ip, ips = getattr(resource, "ip", None), getattr(resource, "ips", ())
    if ip is not None and _is_unfit(subnet, ip):
        return checked(resource, {"ip": next_address(document, place, key)})
    if any(_is_unfit(subnet, address) for address in ips):
        return checked(resource, {"ips": _several(document, place, key, len(ips))})
    return resource


def _is_unfit(subnet: Subnet, address: Address) -> bool:
    return bool(subnet.prefixes) and not is_usable(subnet, address)


def _several(document: Document, place: Key, key: Key, count: int) -> tuple[Address, ...]:
    """Return the next free address of a subnet; endpoints with more get them from Azure."""
    first = next_address(document, place, key)
    return () if first is None or count > 1 else (first,)


def _with_cluster_addresses(
    document: Document, cluster: AksCluster, vnet: str | None
) -> AksCluster:
    first = next((pool.subnet for pool in cluster.pools if pool.subnet), None)

    def fits(address: Address | None, subnet_name: str | None) -> bool:
        subnet = document.topology.index.get(Subnet, f"{vnet}/{subnet_name or first}")
        return address is None or subnet is None or not _is_unfit(subnet, address)

    balancers = tuple(
        item if fits(item.ip, item.subnet) else item.model_copy(update={"ip": None})
        for item in cluster.internal_lbs
    )
    node = cluster.node_ip if fits(cluster.node_ip, None) else None
    return checked(cluster, {"internal_lbs": balancers, "node_ip": node})
