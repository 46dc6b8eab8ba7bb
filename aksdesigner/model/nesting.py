"""What stands in what on the canvas, and under which key a view keeps a position.

The file nests subnets in networks and pools in clusters; the canvas also puts machines, endpoints
and clusters into the subnet they take addresses from. Everybody who draws, moves or deletes asks
here, so that all agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.private_link_service import PrivateLinkService
from aksdesigner.model.kinds.route_server import RouteServer
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Index

GATEWAY_SUBNET = "GatewaySubnet"

# Boxes of the drawing that are no resources: a region's frame, a cluster's pod and service range.
REGION = "region"
PENDANTS = ("pods", "services")
# what names its network and the subnet it stands in
PLACED = (
    VirtualMachine,
    NetworkVirtualAppliance,
    PrivateEndpoint,
    PrivateLinkService,
    Firewall,
    Bastion,
    RouteServer,
    LoadBalancer,
    ApplicationGateway,
    ApplicationGatewayForContainers,
)


def container_of(index: Index, key: Key) -> Key | None:
    """Return the key of the resource that contains `key` on the canvas, None at the root.

    Subnet -> network; machine, appliance, endpoint, link service, firewall, Bastion, Route Server,
    application gateway, internal load balancer -> subnet (the network where it names none);
    gateway -> GatewaySubnet (the network where it has none); DNS resolver -> the subnet of its
    first endpoint (else its network); cluster -> the node subnet of its first pool (else its
    network); pool -> cluster. What hangs on others as a chip (route tables, security groups,
    policies, public addresses) is contained in nothing; neither is anything unknown.
    """
    entry = index.by_key.get(key)
    if entry is None:
        return None
    if entry.parent is not None:
        return entry.parent
    return _container(index, entry.resource)


def _container(index: Index, resource: Resource) -> Key | None:
    if isinstance(resource, PLACED):
        return _place(index, resource.vnet, resource.subnet)
    if isinstance(resource, NetworkGateway):
        return _place(index, resource.vnet, GATEWAY_SUBNET)
    if isinstance(resource, DnsResolver):
        names = [e.subnet for e in resource.inbound] + [e.subnet for e in resource.outbound]
        held = None if names else _subnet_with(index, resource.vnet, resource.inbound_ip)
        return _place(index, resource.vnet, names[0] if names else held)
    if isinstance(resource, AksCluster):
        first = next((pool.subnet for pool in resource.pools if pool.subnet), None)
        return _place(index, resource.vnet, first)
    return None


def _place(index: Index, vnet: str | None, subnet: str | None) -> Key | None:
    """Return the subnet's key, or the network's where the subnet is not known."""
    if vnet is None:
        return None
    for key in (key_of("subnet", f"{vnet}/{subnet}"), key_of("vnet", vnet)):
        if key in index.by_key:
            return key
    return None


def _subnet_with(index: Index, vnet: str, address: Address | None) -> str | None:
    """Return the name of the subnet of a network that an address lies in."""
    network = index.get(VirtualNetwork, vnet)
    if network is None or address is None:
        return None
    for subnet in network.subnets:
        if any(prefix.contains(address) for prefix in subnet.prefixes):
            return subnet.name
    return None


def children_of(index: Index) -> Mapping[Key, tuple[Key, ...]]:
    """Return, for each container that holds something, the keys directly in it, in file order."""
    known: Mapping[Key, tuple[Key, ...]] | None = index.notes.get(children_of)
    if known is None:
        found: dict[Key, list[Key]] = {}
        for key in index.by_key:
            parent = container_of(index, key)
            if parent is not None:
                found.setdefault(parent, []).append(key)
        known = {parent: tuple(keys) for parent, keys in found.items()}
        index.notes[children_of] = known
    return known


def with_contents(index: Index, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return `keys` and everything inside them at any depth, each once, containers first."""
    children = children_of(index)
    out: dict[Key, None] = {}
    todo = list(keys)
    while todo:
        key = todo.pop(0)
        if key not in out:
            out[key] = None
            todo.extend(children.get(key, ()))
    return tuple(out)


def position_name(key: Key) -> str:
    """Return how a view names a key: a subnet bare (``hub/app``), everything else in full."""
    kind, name = split_key(key)
    bare = kind == "subnet" and ":" not in name
    return name if bare else key_of(kind, name)


def position_key(name: str) -> Key:
    """Return the key that a view's name means (the reverse of `position_name`)."""
    return key_of(*split_key(name))


def position_of(positions: Mapping[str, tuple[float, ...]], key: Key) -> tuple[float, ...] | None:
    """Return the position that a view keeps for a key, under either of its spellings."""
    found = positions.get(position_name(key))
    return found if found is not None else positions.get(key_of(*split_key(key)))


def ancestors_of(index: Index, key: Key) -> Iterator[Key]:
    """Yield the containers of a key, innermost first."""
    parent = container_of(index, key)
    while parent is not None:
        yield parent
        parent = container_of(index, parent)
