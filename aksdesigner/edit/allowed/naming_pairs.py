"""Rows for pairs of which one names the other, and both are drawn: backends, parents, links."""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.edit.allowed.named import Named
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.private_link_service import PrivateLinkService
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix


def _backend(document: Document, balancer_key: Key, machine_key: Key | None) -> str:
    balancer = document.topology.index.at(balancer_key)
    machine = document.topology.index.at(machine_key) if machine_key else None
    vnet = getattr(machine, "vnet", None)
    is_internal = isinstance(balancer, LoadBalancer) and balancer.vnet is not None
    return "other network" if is_internal and vnet != balancer.vnet else ""  # type: ignore[union-attr]


def _container_backend(document: Document, _gateway: Key, cluster_key: Key | None) -> str:
    cluster = document.topology.index.at(cluster_key) if cluster_key else None
    is_kubenet = isinstance(cluster, AksCluster) and cluster.cni_mode == "kubenet"
    return "not with kubenet" if is_kubenet else ""  # azure-rules B.6


def _offered(document: Document, service_key: Key, balancer_key: Key | None) -> str:
    service = document.topology.index.at(service_key)
    balancer = document.topology.index.at(balancer_key) if balancer_key else None
    if not isinstance(balancer, LoadBalancer) or not isinstance(service, PrivateLinkService):
        return ""
    if balancer.type != "internal" or balancer.sku == "Basic":
        return "internal Standard balancers only"
    return "other network" if balancer.vnet not in (None, service.vnet) else ""


def _parent(document: Document, policy_key: Key, parent_key: Key | None) -> str:
    """A policy inherits from one that does not inherit from it."""
    seen: set[str] = set()
    name = split_key(parent_key)[1] if parent_key else None
    while name is not None and name not in seen:
        if name == split_key(policy_key)[1]:
            return "inherits from it"
        seen.add(name)
        above = document.topology.index.get(FirewallPolicy, name)
        name = above.parent if above else None
    return ""


def _from_prefix(document: Document, holder: Key, named: Key | None) -> str:
    prefix = document.topology.index.at(named) if named else None
    address = document.topology.index.at(holder)
    if not isinstance(prefix, PublicIpPrefix) or not isinstance(address, PublicIp):
        return ""
    if prefix.version != address.version:
        return f"prefix of {prefix.version}"
    bits = 32 if prefix.version == "IPv4" else 128
    used = sum(other.prefix == prefix.name for other in document.topology.public_ips)
    return "prefix is full" if used >= 2 ** (bits - prefix.length) else ""


_BACKEND = Named("backends", "backend", _backend, is_key=True, already="already a backend")
_WEB_BACKEND = Named("backends", "backend", is_key=True, already="already a backend")
_CONTAINERS = Named(
    "backends", "backend", _container_backend, is_key=True, already="already a backend"
)
_INTERFACE_GROUP = Named("nsg", "security group")

NAMING: Mapping[tuple[str, str], Named] = {
    ("lb", "vm"): _BACKEND,
    ("lb", "nva"): _BACKEND,
    ("agw", "aks"): _WEB_BACKEND,
    ("agw", "vm"): _WEB_BACKEND,
    ("agw", "lb"): _WEB_BACKEND,
    ("agc", "aks"): _CONTAINERS,
    ("vm", "nsg"): _INTERFACE_GROUP,
    ("nva", "nsg"): _INTERFACE_GROUP,
    ("pls", "lb"): Named("load_balancer", "load balancer", _offered),
    ("fwpol", "fwpol"): Named("parent", "parent", _parent),
    ("ruleset", "vnet"): Named("links", "linked network", already="already linked"),
    ("ruleset", "resolver"): Named("outbound", "resolver"),
    ("vhub", "site"): Named("sites", "branch"),
    ("er", "site"): Named("site", "site"),
    ("pip", "ippfx"): Named("prefix", "prefix", _from_prefix),
}
