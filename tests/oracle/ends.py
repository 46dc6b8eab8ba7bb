"""The two ends of a question, again: who sends and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.address import Address, AddressError, ServiceTag
from aksdesigner.model.kinds.aks_cluster import AksCluster
from tests.oracle.estate import FLAT, Estate, Host
from tests.oracle.overlaps import pods, services
from tests.oracle.scope import OutOfScope

CLIENT = Address.parse("198.51.100.1")


@dataclass(frozen=True)
class Public:
    """A public address of the design, whose number nobody says: ``lb:pub``, ``fw:azfw/web``."""

    owner: str


End = Address | ServiceTag | Public


@dataclass(frozen=True)
class Sender:
    """Who sends: a host, a site or the Internet."""

    ip: End
    host: Host | None = None
    site: str | None = None
    cluster: AksCluster | None = None


def known(part: object) -> None:
    """Raise OutOfScope for a resource of which too little is known."""
    if getattr(part, "external", False) or getattr(part, "unknown", None):
        raise OutOfScope("a resource of which too little is known")
    if getattr(part, "model_extra", None):
        raise OutOfScope("a field of a newer file")


def first_of(estate: Estate, token: str) -> Host:
    """Return the first host of a token. Raises OutOfScope where it has no address."""
    for host in estate.hosts():
        if host.name == token:
            if not isinstance(host.owner, tuple):
                known(host.owner)
            return host
    raise OutOfScope(f"{token} has no address")


def assignable(estate: Estate, text: str) -> Host:
    """Return the host that a question about ``subnet:VNET/SUBNET`` means."""
    vnet, _, name = text.partition("/")
    subnet = estate.subnet(vnet, name) if vnet in estate.vnets else None
    blocks = [p.network for p in subnet.prefixes if p.version == 4] if subnet else []
    if not blocks or blocks[0].size < 8:
        raise OutOfScope("a subnet without a usable block")
    ip = blocks[0].address(4)
    owner = estate.owner(vnet, ip)
    if owner is not None and owner.kind != "lb" and owner.subnet == name:
        return Host(f"subnet:{text}", owner.kind, owner.vnet, owner.subnet, ip, owner.owner)
    return Host(f"subnet:{text}", "host", vnet, name, ip, None)


def sender_of(estate: Estate, text: str, dst: End | None) -> Sender:
    """Read who sends; what a pod shows depends on where to (C.7)."""
    kind, _, rest = text.partition(":")
    if kind in ("vm", "nva"):
        host = first_of(estate, text)
        return Sender(host.ip, host)
    if kind == "subnet":
        host = assignable(estate, rest)
        return Sender(host.ip, host)
    if kind == "onprem":
        name, at, ip = rest.partition("@")
        site = next(site for site in estate.topology.on_prem if site.name == name)
        known(site)
        blocks = [p for p in site.prefixes if p.length > 0]
        if not blocks and not at:
            raise OutOfScope("a site that announces only everything")
        return Sender(Address.parse(ip) if at else blocks[0].first, site=name)
    if kind == "internet":
        return Sender(Address.parse(rest) if rest else CLIENT)
    if kind == "pod":
        return _pod(estate, rest, dst)
    raise OutOfScope(f"source {text}")


def _pod(estate: Estate, rest: str, dst: End | None) -> Sender:
    cluster = next(aks for aks in estate.topology.aks_clusters if aks.name == rest.split("/")[0])
    known(cluster)
    if cluster.vnet is None:
        raise OutOfScope("a network that AKS manages")
    if cluster.network_policies or "/" in rest:
        raise OutOfScope("network policies, and pools by name")
    pool = estate.traced_pool(cluster)
    mine = [h for h in estate.hosts() if isinstance(h.owner, tuple) and h.owner[1] is pool]
    nodes = [h for h in mine if h.kind == "node"]
    flat = [h for h in mine if h.kind == "pod"]
    if cluster.cni_mode in ("podSubnetDynamic", "podSubnetStatic"):
        found = flat
    elif cluster.cni_mode == "nodeSubnet" and isinstance(dst, Address):
        home = flat[0].vnet if flat else ""
        found = flat if any(p.contains(dst) for p in estate.space(home)) else nodes
    else:
        found = nodes
    if not found:
        raise OutOfScope("a pod without an address")
    return Sender(found[0].ip, found[0], cluster=cluster)


def captured(estate: Estate, cluster: AksCluster, dst: Address) -> str | None:
    """Return "inside" for what never leaves the cluster, the reason for what is lost in it."""
    for ranges, reason in (
        (pods(cluster), "captured_by_overlay"),
        (services(cluster), "captured_by_service_cidr"),
    ):
        for block in ranges:
            if block.contains(dst):
                return reason if _is_elsewhere(estate, block.length, dst) else "inside"
    return None


def _is_elsewhere(estate: Estate, length: int, dst: Address) -> bool:
    """Return whether a network or site has the address; a summary route proves nothing."""
    spaces = [p for vnet in estate.vnets for p in (*estate.space(vnet), *estate.beyond(vnet))]
    spaces += [p for site in estate.topology.on_prem for p in site.prefixes]
    hosts = [h.ip for net in estate.topology.internet for h in net.destinations]
    return dst in hosts or any(p.contains(dst) and p.length >= max(length, 1) for p in spaces)


def target_of(estate: Estate, text: str, source: str) -> tuple[End, Host | None, int | None]:
    """Read what is asked for: its address, who that is, and a port that its rule demands."""
    try:
        return Address.parse(text), None, None
    except AddressError:
        pass
    kind, colon, rest = text.partition(":")
    if not colon:
        raise OutOfScope("names")
    if kind in ("vm", "nva", "fw", "pe"):
        host = first_of(estate, text)
        if source.startswith("internet") and getattr(host.owner, "public_ip", False):
            return Public(text), None, None
        return host.ip, host, None
    if kind == "internet":
        return (Address.parse(rest) if rest else CLIENT), None, None
    if kind == "subnet":
        host = assignable(estate, rest)
        return host.ip, host, None
    if kind == "onprem":
        return sender_of(estate, text, None).ip, None, None
    if kind == "tag":
        return ServiceTag(rest), None, None
    if kind == "lb":
        balancer = next(lb for lb in estate.topology.load_balancers if lb.name == rest)
        if balancer.type == "public":
            return Public(text), None, None
        host = first_of(estate, text)
        return host.ip, host, None
    if kind == "dnat":
        name, _, rule = rest.partition("/")
        fw = next(fw for fw in estate.topology.firewalls if fw.name == name)
        port = next(item.port for item in fw.dnat if item.name == rule)
        return Public(f"fw:{rest}"), None, int(port) if port and port.isdecimal() else None
    if kind == "api":
        cluster = next(aks for aks in estate.topology.aks_clusters if aks.name == rest)
        if not cluster.private and not cluster.api_server_vnet_integration:
            return ServiceTag("AzureCloud"), None, None
        host = first_of(estate, text)
        return host.ip, host, None
    if kind != "pod":
        raise OutOfScope(f"a target of kind {kind}")
    return _pod_target(estate, rest)


def _pod_target(estate: Estate, rest: str) -> tuple[End, Host | None, int | None]:
    if "/" in rest:
        raise OutOfScope("workloads and pools by name")
    cluster = next(aks for aks in estate.topology.aks_clusters if aks.name == rest)
    known(cluster)
    if cluster.network_policies:
        raise OutOfScope("network policies")
    if cluster.cni_mode in FLAT:
        pool = estate.traced_pool(cluster)
        for host in estate.hosts():
            if host.kind == "pod" and isinstance(host.owner, tuple) and host.owner[1] is pool:
                return host.ip, host, None
        raise OutOfScope("a pod without an address")
    if not pods(cluster) or pods(cluster)[0].size <= 10 or pods(cluster)[0].version == 6:
        raise OutOfScope("a pod range that is not known")
    return pods(cluster)[0].address(10), None, None
