"""Resettle: what else must change when a resource gets another network or subnet."""

from __future__ import annotations

from typing import Any, TypeVar

from aksdesigner.azure.special_subnets import BASTION_SUBNET
from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.changes import checked
from aksdesigner.edit.command import Refused
from aksdesigner.edit.own_subnets import RESOLVERS, is_unused
from aksdesigner.edit.suggest import is_usable, next_address
from aksdesigner.model.address import Address
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.dns_resolver import DnsResolver, InboundEndpoint, OutboundEndpoint
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
        return new  # its network is that of its cluster, whatever its own field says
    if isinstance(new, LoadBalancer) and isinstance(old, LoadBalancer):
        new = _balancer(old, new)  # type: ignore[assignment]
    if isinstance(new, Bastion) and isinstance(old, Bastion):
        new = _bastion(document, old, new)  # type: ignore[assignment]
    moved = getattr(new, "vnet", None) != getattr(old, "vnet", None)
    if isinstance(new, AksCluster):
        return resettled_cluster(document, new) if moved else new  # type: ignore[return-value]
    if isinstance(new, DnsResolver):
        return _resolver(document, new) if moved else new  # type: ignore[return-value]
    if not hasattr(new, "vnet") or not hasattr(new, "subnet"):
        return new
    return _placed_anew(document, old, new, moved=moved)


def _placed_anew(document: Document, old: Resource, new: R, *, moved: bool) -> R:
    """Return what names a network and a subnet in a subnet that takes it, its address fitting."""
    vnet, subnet = getattr(new, "vnet", None), getattr(new, "subnet", None)
    if vnet is None:
        return checked(new, {"subnet": None, "ip": None})
    if isinstance(new, Bastion) and (subnet is None or (old.subnet is None and not moved)):  # type: ignore[attr-defined]
        return new
    if not moved and subnet == getattr(old, "subnet", None):
        return new
    if not moved and key_of("subnet", f"{vnet}/{subnet}") not in document.topology.index.by_key:
        raise Refused(f"There is no subnet {vnet}/{subnet}.")
    key = key_of(old.kind, getattr(old, "name", ""))
    target = _target(document, old, key, vnet, subnet)
    return with_addresses(document, checked(new, {"subnet": target}), key)


def _bastion(document: Document, old: Bastion, new: Bastion) -> Bastion:
    """The Developer SKU has no subnet; every other one has Azure's."""
    if new.sku == "Developer":
        return checked(new, {"subnet": None})
    if new.subnet is not None or old.sku != "Developer":
        return new
    if f"subnet:{new.vnet}/{BASTION_SUBNET}" not in document.topology.index.by_key:
        raise Refused(f"{new.vnet} has no {BASTION_SUBNET}.")
    return checked(new, {"subnet": BASTION_SUBNET})


def _resolver(document: Document, new: DnsResolver) -> DnsResolver:
    """Put a resolver into delegated subnets of another network that are free."""
    network = document.topology.index.get(VirtualNetwork, new.vnet)
    if network is None:
        raise Refused(f"There is no network {new.vnet}.")
    key = key_of("resolver", new.name)
    free = [
        subnet.name
        for subnet in network.subnets
        if (subnet.delegation or "").casefold() == RESOLVERS.casefold()
        and is_unused(document, network, subnet, key)
    ]
    if len(free) < len(new.inbound) + len(new.outbound):
        raise Refused(f"{new.vnet} has no subnets for it.")
    return resettled_resolver(document, new, new.vnet, tuple(free))


def resettled_resolver(
    document: Document, resolver: DnsResolver, vnet: str, subnets: tuple[str, ...]
) -> DnsResolver:
    """Return a resolver whose endpoints, inbound ones first, take these subnets of a network.

    Endpoints beyond the subnets that there are go; a fixed address is suggested anew.
    """
    there = iter(subnets)
    key = key_of("resolver", resolver.name)
    inbound = tuple(
        InboundEndpoint(
            subnet=name,
            ip=next_address(document, key_of("subnet", f"{vnet}/{name}"), key)
            if endpoint.ip
            else None,
        )
        for endpoint, name in zip(resolver.inbound, there, strict=False)
    )
    outbound = tuple(
        OutboundEndpoint(subnet=name) for _, name in zip(resolver.outbound, there, strict=False)
    )
    changes = {"vnet": vnet, "inbound": inbound, "outbound": outbound, "inbound_ip": None}
    return checked(resolver, changes)


def _require_place(document: Document, old: NodePool, new: NodePool) -> None:
    """Raise Refused when a pool chooses a subnet that Azure keeps for something else."""
    if new.subnet is None or (new.subnet, new.vnet) == (old.subnet, old.vnet):
        return
    index = document.topology.index
    cluster = index.at(index.by_uid[old.uid].parent or "")
    subnet = key_of("subnet", f"{new.vnet or getattr(cluster, 'vnet', None)}/{new.subnet}")
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
                "vnet": None,
                "subnet": pool.subnet if pool.subnet in names else nodes,
                "pod_subnet": pool.pod_subnet if pool.pod_subnet in names else None,
            }
        )
        for pool in cluster.pools
    )
    changes: dict[str, Any] = {"pools": pools}
    for field in ("internal_lbs", "ingress"):
        changes[field] = tuple(
            item
            if item.subnet in names or item.subnet is None
            else item.model_copy(update=_NOWHERE)
            for item in getattr(cluster, field)
        )
    for field in ("api_server_subnet", "planned_endpoint_subnet"):
        subnet = getattr(cluster, field)
        changes[field] = subnet if subnet in names else None
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
    ips = getattr(resource, "ips", ())
    for field in ("ip", "private_ip"):
        ip = getattr(resource, field, None)
        if ip is not None and _is_unfit(subnet, ip):
            return checked(resource, {field: next_address(document, place, key)})
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
    ingress = tuple(
        item
        if item.subnet is None or fits(item.ip, item.subnet)
        else item.model_copy(update={"ip": None})
        for item in cluster.ingress
    )
    node = cluster.node_ip if fits(cluster.node_ip, None) else None
    return checked(cluster, {"internal_lbs": balancers, "ingress": ingress, "node_ip": node})
