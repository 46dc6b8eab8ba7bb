"""What a drop proposes: the next free name, prefix and address, so that a new thing is correct."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from aksdesigner.azure import reserved
from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.model.address import RFC6598, Address, Cidr, next_free
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Index, Topology

VNET_LENGTH = 16
SUBNET_LENGTH = 24
# enough for 400 nodes and their surge in overlay mode, and room for internal load balancers
AKS_SUBNET_LENGTH = 22
SMALLEST_SUBNET = 29  # azure-rules A-03
IPV6_SUBNET_LENGTH = 64  # azure-rules A-08
HUB_LENGTH = 24
SERVICE_LENGTH = 16
POD_LENGTH = 16

# where networks are looked for, in this order
VNET_SPACES = tuple(Cidr.parse(t) for t in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
# what AKS takes when a cluster says nothing (azure-rules A-24)
DEFAULT_PODS = Cidr.parse("10.244.0.0/16")
DEFAULT_SERVICES = Cidr.parse("10.0.0.0/16")
POD_MODES = ("overlay", "kubenet", "byo")  # azure-rules A-33

_STEMS = {
    "subnet": "snet",
    "rt": "rt",
    "nsg": "nsg",
    "asg": "asg",
    "aks": "aks",
    "nva": "nva",
    "gw": "vgw",
    "er": "erc",
    "rs": "rtserv",
    "site": "onprem",
    "vwan": "vwan",
    "vhub": "vhub",
    "natgw": "natgw",
    "pip": "pip",
    "ippfx": "ippre",
    "ddos": "ddos",
    "lb": "lb",
    "agw": "agw",
    "agc": "agc",
    "waf": "waf",
    "fd": "afd",
    "bastion": "bas",
    "vm": "vm",
    "pe": "pe",
    "pls": "pl",
    "paas": "svc",
    "fwpol": "afwp",
    "ipgroup": "ipg",
    "resolver": "dnspr",
    "ruleset": "dnsfrs",
}


def next_name(document: Document, kind: str, parent: Key | None = None, stem: str = "") -> str:
    """Return a name that no resource of the kind has.

    Networks are ``hub``, then ``spoke1``, ``spoke2``...; pools ``system``, then ``user1``...; the
    rest a stem of the Cloud Adoption Framework and a number (``rt-1``). `parent` is the network of
    a subnet, or the cluster of a pool; names there need only be free inside it.
    """
    owner = split_key(parent)[1] if parent and kind in ("subnet", "pool") else None
    taken = _names(document.topology.index, kind, owner)
    return next(name for name in _candidates(kind, stem, taken) if name.casefold() not in taken)


def _names(index: Index, kind: str, owner: str | None) -> set[str]:
    names = [split_key(key)[1] for key in index.by_key if split_key(key)[0] == kind]
    if owner is not None:
        names = [n.removeprefix(f"{owner}/") for n in names if n.startswith(f"{owner}/")]
    return {name.casefold() for name in names}


def _candidates(kind: str, stem: str, taken: set[str]) -> Iterator[str]:
    if stem:
        yield from _numbered(f"{stem}-", 1)
    elif kind == "vnet":
        if not taken:
            yield "hub"
        yield from _numbered("spoke", 1)
    elif kind == "pool":
        if not taken:
            yield "system"
        yield from _numbered("user", 1)
    elif kind in _PLAIN:
        yield _PLAIN[kind]
        yield from _numbered(f"{_PLAIN[kind]}-", 2)
    elif kind == "zone":
        yield "example.internal"
        yield from (f"example{n}.internal" for n in range(2, 100_000))
    else:
        yield from _numbered(f"{_STEMS[kind]}-", 1)


_PLAIN = {"fw": "azfw", "internet": "Internet"}


def _numbered(stem: str, start: int) -> Iterator[str]:
    number = start
    while True:
        yield f"{stem}{number}"
        number += 1


def service_stem(service: str) -> str:
    """Return how names of a type of platform service start."""
    known = LINKED_SERVICES.get(service)
    return known.stem if known else _STEMS["paas"]


def next_vnet_prefix(document: Document, length: int = VNET_LENGTH) -> Cidr | None:
    """Return the next free prefix for a network, or None when private space is full.

    Free of every network, site, pod and service range and of what Azure keeps. A site that
    announces a summary (10.0.0.0/8) would leave nothing; then the sites are not counted.
    """
    topology = document.topology
    azure = _azure_ranges()
    own = [*vnet_ranges(topology), *cluster_ranges(topology), *azure]
    for taken in ([*own, *site_ranges(topology)], own):
        for space in VNET_SPACES:
            free = next_free(space, length, taken) if space.length <= length else None
            if free is not None:
                return free
    return None


def next_subnet_prefix(
    vnet: VirtualNetwork, name: str = "", purpose: str | None = None
) -> Cidr | None:
    """Return the next free prefix for a subnet, or None when the network is full or has no size.

    A /24, or what a reserved name asks for (azure-rules B.6), or a /22 for AKS nodes; a smaller
    block where that does not fit.
    """
    special = special_subnet(name)
    if special is not None:
        return free_prefix(vnet, special.length)
    if not any(prefix.version == 4 for prefix in vnet.prefixes):
        return free_prefix(vnet, IPV6_SUBNET_LENGTH, 6)
    for length in range(_wanted_length(name, purpose), SMALLEST_SUBNET + 1):
        free = free_prefix(vnet, length)
        if free is not None:
            return free
    return None


def free_prefix(
    vnet: VirtualNetwork, length: int, version: int = 4, *, apart_from: Iterable[Cidr] = ()
) -> Cidr | None:
    """Return the lowest free block of a length in a network's address space, or None.

    `apart_from` are ranges that count as taken.
    """
    taken = [prefix for subnet in vnet.subnets for prefix in subnet.prefixes]
    taken += [other for other in apart_from if other.version == version]
    for space in vnet.prefixes:
        if space.version == version and space.length <= length:
            free = next_free(space.network, length, taken)
            if free is not None:
                return free
    return None


def _wanted_length(name: str, purpose: str | None) -> int:
    is_aks = "aks" in name.casefold() or (purpose or "").casefold() == "aks"
    return AKS_SUBNET_LENGTH if is_aks else SUBNET_LENGTH


def next_address(
    document: Document, subnet_key: Key, apart_from: Key | None = None
) -> Address | None:
    """Return the lowest free address of a subnet that Azure gives out, or None.

    Azure keeps the first four addresses and the last one (azure-rules A-06). Addresses of
    `apart_from` count as free.
    """
    subnet = document.topology.index.at(subnet_key)
    if not isinstance(subnet, Subnet):
        return None
    taken = {address for key, address in addresses_of(document.topology) if key != apart_from}
    for prefix in subnet.prefixes:
        if prefix.version != 4:
            continue
        for offset in range(reserved.first_reserved(), prefix.size - reserved.last_reserved()):
            address = prefix.network.address(offset)
            if address not in taken:
                return address
    return None


def is_usable(subnet: Subnet, address: Address) -> bool:
    """Return whether a subnet can give an address out (azure-rules A-07)."""
    first, last = reserved.first_reserved(), reserved.last_reserved()
    return any(
        prefix.contains(address)
        and first <= address.value - prefix.first_value < prefix.size - last
        for prefix in subnet.prefixes
    )


def addresses_of(topology: Topology) -> Iterator[tuple[Key, Address]]:
    """Yield (key, address) for every private address that the design fixes."""
    for section in ("firewalls", "nvas", "load_balancers", "vms", *_SEVERAL):
        for item in getattr(topology, section):
            found = _SEVERAL[section](item) if section in _SEVERAL else (item.ip,)
            for address in found:
                if address is not None:
                    yield key_of(item.kind, item.name), address


def _of_cluster(cluster: AksCluster) -> tuple[Address | None, ...]:
    balancers = tuple(item.ip for item in cluster.internal_lbs)
    return (*balancers, *(item.ip for item in cluster.ingress), cluster.node_ip)


def _of_resolver(resolver: DnsResolver) -> tuple[Address | None, ...]:
    return (resolver.inbound_ip, *(endpoint.ip for endpoint in resolver.inbound))


# sections whose resources fix more than one address, or fix it in another field than ``ip``
_SEVERAL: dict[str, Callable[[Any], tuple[Address | None, ...]]] = {
    "private_endpoints": lambda endpoint: endpoint.ips,
    "application_gateways": lambda gateway: (gateway.private_ip,),
    "dns_resolvers": _of_resolver,
    "aks_clusters": _of_cluster,
}


def next_service_range(document: Document) -> Cidr | None:
    """Return a free service range for a cluster: outside every range of the design, not AKS's own.

    Counts down from 172.29.0.0/16, just below what AKS keeps (azure-rules A-20); other clusters'
    service ranges may be shared (A-28) and are, only when nothing else is left.
    """
    topology = document.topology
    used = [*vnet_ranges(topology), *site_ranges(topology), *pod_ranges(topology)]
    azure = _azure_ranges()
    for taken in ([*used, *service_ranges(topology), *azure], [*used, *azure]):
        for block in _service_candidates():
            if not any(block.overlaps(other) for other in taken):
                return block
    own = [*vnet_ranges(topology), *pod_ranges(topology), *azure]
    return next((b for b in _service_candidates() if not _meets(b, own)), None)


def _service_candidates() -> Iterator[Cidr]:
    for second in range(29, 15, -1):
        yield Cidr.parse(f"172.{second}.0.0/{SERVICE_LENGTH}")
    yield Cidr.parse("192.168.0.0/16")
    for second in range(255, -1, -1):
        yield Cidr.parse(f"10.{second}.0.0/{SERVICE_LENGTH}")


def next_pod_range(document: Document) -> Cidr | None:
    """Return a free pod range for an overlay cluster: AKS's default where nothing else uses it."""
    topology = document.topology
    azure = _azure_ranges()
    own = [*vnet_ranges(topology), *service_ranges(topology), *azure]
    for taken in ([*own, *site_ranges(topology)], own):
        if not _meets(DEFAULT_PODS, taken):
            return DEFAULT_PODS
        for space in (RFC6598, *VNET_SPACES):
            free = next_free(space, POD_LENGTH, taken)
            if free is not None:
                return free
    return None


def _meets(block: Cidr, others: Iterable[Cidr]) -> bool:
    return any(block.overlaps(other) for other in others)


def vnet_ranges(topology: Topology) -> list[Cidr]:
    """Return the address space of every network and of every virtual hub."""
    hubs = [hub.prefix for hub in topology.virtual_hubs if hub.prefix is not None]
    return [*(prefix for vnet in topology.vnets for prefix in vnet.prefixes), *hubs]


def site_ranges(topology: Topology) -> list[Cidr]:
    """Return what sites and gateway connections announce; a default route is no range."""
    found = [prefix for _, site in topology.index.of_kind(OnPremises) for prefix in site.prefixes]
    for _, gateway in topology.index.of_kind(NetworkGateway):
        for connection in gateway.connections:
            found.extend(connection.prefixes or ())
    return [prefix for prefix in found if not prefix.is_default]


def cluster_ranges(topology: Topology) -> list[Cidr]:
    """Return the pod and service ranges of every cluster, defaults included."""
    return [*pod_ranges(topology), *service_ranges(topology)]


def pod_ranges(topology: Topology) -> list[Cidr]:
    """Return the pod ranges of the clusters whose mode has one (azure-rules A-33)."""
    return [
        prefix
        for cluster in topology.aks_clusters
        if cluster.cni_mode in POD_MODES
        for prefix in (cluster.pod_cidrs or (DEFAULT_PODS,))
    ]


def service_ranges(topology: Topology) -> list[Cidr]:
    """Return the service range of every cluster."""
    return [p for cluster in topology.aks_clusters for p in services_of(cluster)]


def services_of(cluster: AksCluster) -> tuple[Cidr, ...]:
    """Return the service ranges of a cluster; absent means AKS's default (azure-rules A-24)."""
    return cluster.service_cidrs or (DEFAULT_SERVICES,)


def _azure_ranges() -> list[Cidr]:
    texts = (
        *reserved.aks_prefixes(),
        *reserved.forbidden_prefixes(),
        *reserved.docker_prefixes(),
    )
    return [Cidr.parse(text) for text in texts]


def has_room(vnet: VirtualNetwork, name: str = "") -> bool:
    """Return whether a network can take another subnet; one without a size always can."""
    return not vnet.prefixes or next_subnet_prefix(vnet, name) is not None
