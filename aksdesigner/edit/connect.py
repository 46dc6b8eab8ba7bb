"""Connect and disconnect: peerings, associations, connections, links, backends.

What may be connected is asked of `allowed`; here stands what each row of that table makes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.edit.allowed import ASSOCIATIONS, may_connect, ordered_pair
from aksdesigner.edit.changes import (
    checked,
    found_as,
    full_key,
    with_added,
    with_removed,
    with_replaced,
    with_topology,
)
from aksdesigner.edit.command import Refused
from aksdesigner.edit.mentions import without_mentions
from aksdesigner.edit.peer import peered
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone, ZoneLink
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.part import Resource
from aksdesigner.model.topology import Topology


@dataclass(frozen=True)
class Connect:
    """Connect two things; which end was dragged does not matter."""

    source: Key
    target: Key

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Connect {label_of(self.source)} to {label_of(self.target)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the connection. Raises Refused with why there is none."""
        verdict = may_connect(document, self.source, self.target)
        if not verdict:
            raise Refused(f"{self.label}: {verdict.reason}.")
        pair = ordered_pair(full_key(self.source), full_key(self.target))
        assert pair is not None
        make = _MAKE[_kinds(pair)]
        return with_topology(document, make(document.topology, *pair))


@dataclass(frozen=True)
class Disconnect:
    """Take a connection away: a peering's key alone (both halves go), or the two things."""

    source: Key
    target: Key | None = None

    @property
    def label(self) -> str:
        """What the undo menu says."""
        other = f" from {label_of(self.target)}" if self.target else ""
        return f"Disconnect {label_of(self.source)}{other}"

    def apply(self, document: Document) -> Document:
        """Return the document without the connection. Raises Refused when there is none."""
        source, target = full_key(self.source), self.target
        if target is None:
            return _without_peering(document, source)
        pair = ordered_pair(source, full_key(target))
        if pair is None:
            raise Refused("There is nothing to disconnect.")
        if _kinds(pair) == ("vnet", "vnet"):
            names = f"{split_key(pair[0])[1]}>{split_key(pair[1])[1]}"
            return _without_peering(document, key_of("peering", names))
        topology = _BREAK[_kinds(pair)](document.topology, *pair)
        if topology is document.topology:
            raise Refused("They are not connected.")
        return with_topology(document, topology)


def _kinds(pair: tuple[Key, Key]) -> tuple[str, str]:
    return split_key(pair[0])[0], split_key(pair[1])[0]


def _without_peering(document: Document, key: Key) -> Document:
    index = document.topology.index
    kind, name = split_key(key)
    halves = [(k, p) for k, p in index.of_kind(Peering) if k == key or f"{p.to}>{p.from_}" == name]
    if kind != "peering" or not halves:
        raise Refused("They are not connected.")
    topology = with_removed(document.topology, [half.uid for _, half in halves])
    return without_mentions(with_topology(document, topology), {k for k, _ in halves})


def _replaced(topology: Topology, old: Resource, **changes: object) -> Topology:
    return with_replaced(topology, old, checked(old, changes))


def _peer(topology: Topology, one: Key, other: Key) -> Topology:
    for half in peered(topology, split_key(one)[1], split_key(other)[1]):
        topology = with_added(topology, half)
    return topology


def _associate(topology: Topology, subnet_key: Key, other: Key) -> Topology:
    kind, name = split_key(other)
    subnet = found_as(topology.index, Subnet, subnet_key)
    return _replaced(topology, subnet, **{ASSOCIATIONS[kind]: name})


def _dissociate(topology: Topology, subnet_key: Key, other: Key) -> Topology:
    kind, name = split_key(other)
    subnet = found_as(topology.index, Subnet, subnet_key)
    if getattr(subnet, ASSOCIATIONS[kind]) != name:
        return topology
    return _replaced(topology, subnet, **{ASSOCIATIONS[kind]: None})


def _connect_site(topology: Topology, gateway_key: Key, site_key: Key) -> Topology:
    gateway = found_as(topology.index, NetworkGateway, gateway_key)
    site = split_key(site_key)[1]
    # no prefixes of its own: a connection without them has those of the site, also later on
    made = Connection(
        name=_connection_name(gateway, site),
        site=site,
        bgp=gateway.bgp or gateway.type == "ExpressRoute",
    )
    return _replaced(topology, gateway, connections=(*gateway.connections, made))


def _disconnect_site(topology: Topology, gateway_key: Key, site_key: Key) -> Topology:
    gateway = found_as(topology.index, NetworkGateway, gateway_key)
    kept = tuple(c for c in gateway.connections if c.site != split_key(site_key)[1])
    return _replaced(topology, gateway, connections=kept)


def _connect_gateways(topology: Topology, one: Key, other: Key) -> Topology:
    """VNet to VNet takes a connection object on each side."""
    for key, peer in ((one, other), (other, one)):
        gateway = found_as(topology.index, NetworkGateway, key)
        name = split_key(peer)[1]
        if any(c.peer_gateway == name for c in gateway.connections):
            continue
        made = Connection(name=_connection_name(gateway, name), peer_gateway=name, bgp=gateway.bgp)
        topology = _replaced(topology, gateway, connections=(*gateway.connections, made))
    return topology


def _disconnect_gateways(topology: Topology, one: Key, other: Key) -> Topology:
    for key, peer in ((one, other), (other, one)):
        gateway = found_as(topology.index, NetworkGateway, key)
        kept = tuple(c for c in gateway.connections if c.peer_gateway != split_key(peer)[1])
        topology = _replaced(topology, gateway, connections=kept)
    return topology


def _connection_name(gateway: NetworkGateway, end: str) -> str:
    taken = {connection.name for connection in gateway.connections}
    name, number = f"to-{end}", 2
    while name in taken:
        name, number = f"to-{end}-{number}", number + 1
    return name


def _target_service(topology: Topology, endpoint_key: Key, service_key: Key) -> Topology:
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    service = found_as(topology.index, PlatformService, service_key)
    known = LINKED_SERVICES.get(service.service)
    fqdn = service.fqdn
    if fqdn is None and known and known.suffix:
        fqdn = f"{service.azure_name or service.name}.{known.suffix}".lower()
    zones = known.zones if known else ()
    present = {zone.name for zone in topology.private_dns_zones}
    return _replaced(
        topology,
        endpoint,
        target=service.name,
        group_ids=(known.group_id,) if known else (),
        fqdn=fqdn,
        public_network_access=service.public_network_access,
        zone_group=tuple(zone for zone in zones if zone in present),
    )


def _untarget_service(topology: Topology, endpoint_key: Key, service_key: Key) -> Topology:
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    if endpoint.target != split_key(service_key)[1]:
        return topology
    cleared = {"target": None, "group_ids": (), "fqdn": None, "zone_group": ()}
    return _replaced(topology, endpoint, public_network_access="Enabled", **cleared)


def _record_in_zone(topology: Topology, endpoint_key: Key, zone_key: Key) -> Topology:
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    return _replaced(topology, endpoint, zone_group=(*endpoint.zone_group, split_key(zone_key)[1]))


def _no_record_in_zone(topology: Topology, endpoint_key: Key, zone_key: Key) -> Topology:
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    kept = tuple(zone for zone in endpoint.zone_group if zone != split_key(zone_key)[1])
    return _replaced(topology, endpoint, zone_group=kept)


def _link_zone(topology: Topology, zone_key: Key, vnet_key: Key) -> Topology:
    zone = found_as(topology.index, PrivateDnsZone, zone_key)
    return _replaced(topology, zone, links=(*zone.links, ZoneLink(vnet=split_key(vnet_key)[1])))


def _unlink_zone(topology: Topology, zone_key: Key, vnet_key: Key) -> Topology:
    zone = found_as(topology.index, PrivateDnsZone, zone_key)
    kept = tuple(link for link in zone.links if link.vnet != split_key(vnet_key)[1])
    return _replaced(topology, zone, links=kept)


def _add_backend(topology: Topology, balancer_key: Key, machine_key: Key) -> Topology:
    balancer = found_as(topology.index, LoadBalancer, balancer_key)
    return _replaced(topology, balancer, backends=(*balancer.backends, machine_key))


def _drop_backend(topology: Topology, balancer_key: Key, machine_key: Key) -> Topology:
    balancer = found_as(topology.index, LoadBalancer, balancer_key)
    kept = tuple(text for text in balancer.backends if full_key(text) != machine_key)
    return _replaced(topology, balancer, backends=kept)


def _guard_interface(topology: Topology, machine_key: Key, group_key: Key) -> Topology:
    return _replaced(topology, _machine(topology, machine_key), nsg=split_key(group_key)[1])


def _unguard_interface(topology: Topology, machine_key: Key, group_key: Key) -> Topology:
    machine = _machine(topology, machine_key)
    if machine.nsg != split_key(group_key)[1]:
        return topology
    return _replaced(topology, machine, nsg=None)


def _machine(topology: Topology, key: Key) -> VirtualMachine | NetworkVirtualAppliance:
    kind = VirtualMachine if split_key(key)[0] == "vm" else NetworkVirtualAppliance
    machine = found_as(topology.index, kind, key)
    assert isinstance(machine, VirtualMachine | NetworkVirtualAppliance)
    return machine


_Step = Callable[[Topology, Key, Key], Topology]
_Kinds = tuple[str, str]
_MAKE: dict[_Kinds, _Step] = {
    ("vnet", "vnet"): _peer,
    ("subnet", "rt"): _associate,
    ("subnet", "nsg"): _associate,
    ("subnet", "natgw"): _associate,
    ("gw", "site"): _connect_site,
    ("gw", "gw"): _connect_gateways,
    ("pe", "paas"): _target_service,
    ("pe", "zone"): _record_in_zone,
    ("zone", "vnet"): _link_zone,
    ("lb", "vm"): _add_backend,
    ("lb", "nva"): _add_backend,
    ("vm", "nsg"): _guard_interface,
    ("nva", "nsg"): _guard_interface,
}
_BREAK: dict[_Kinds, _Step] = {
    ("subnet", "rt"): _dissociate,
    ("subnet", "nsg"): _dissociate,
    ("subnet", "natgw"): _dissociate,
    ("gw", "site"): _disconnect_site,
    ("gw", "gw"): _disconnect_gateways,
    ("pe", "paas"): _untarget_service,
    ("pe", "zone"): _no_record_in_zone,
    ("zone", "vnet"): _unlink_zone,
    ("lb", "vm"): _drop_backend,
    ("lb", "nva"): _drop_backend,
    ("vm", "nsg"): _unguard_interface,
    ("nva", "nsg"): _unguard_interface,
}
