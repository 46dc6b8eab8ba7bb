"""What connecting makes around services and names: endpoints, zones, origins, DNS servers, hubs."""

from __future__ import annotations

from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.edit.allowed.making_pairs import inbound_address
from aksdesigner.edit.changes import found, found_as, full_key, replaced
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.front_door import FrontDoor, Origin
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone, ZoneLink
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_hub import HubConnection, VirtualHub
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Topology


def target_service(topology: Topology, endpoint_key: Key, service_key: Key) -> Topology:
    """Lead an endpoint to a platform service, with its group, name and zones."""
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    service = found_as(topology.index, PlatformService, service_key)
    known = LINKED_SERVICES.get(service.service)
    fqdn = service.fqdn
    if fqdn is None and known and known.suffix:
        fqdn = f"{service.azure_name or service.name}.{known.suffix}".lower()
    zones = known.zones if known else ()
    present = {zone.name for zone in topology.private_dns_zones}
    return replaced(
        topology,
        endpoint,
        target=service.name,
        link_service=None,
        group_ids=(known.group_id,) if known else (),
        fqdn=fqdn,
        public_network_access=service.public_network_access,
        zone_group=tuple(zone for zone in zones if zone in present),
    )


def untarget_service(topology: Topology, endpoint_key: Key, service_key: Key) -> Topology:
    """Leave an endpoint without a target."""
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    if endpoint.target != split_key(service_key)[1]:
        return topology
    cleared = {"target": None, "group_ids": (), "fqdn": None, "zone_group": ()}
    return replaced(topology, endpoint, public_network_access="Enabled", **cleared)


def record_in_zone(topology: Topology, endpoint_key: Key, zone_key: Key) -> Topology:
    """Register an endpoint in a private zone."""
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    return replaced(topology, endpoint, zone_group=(*endpoint.zone_group, split_key(zone_key)[1]))


def no_record_in_zone(topology: Topology, endpoint_key: Key, zone_key: Key) -> Topology:
    """Take an endpoint's record out of a private zone."""
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    kept = tuple(zone for zone in endpoint.zone_group if zone != split_key(zone_key)[1])
    return replaced(topology, endpoint, zone_group=kept)


def link_zone(topology: Topology, zone_key: Key, vnet_key: Key) -> Topology:
    """Link a private zone to a network."""
    zone = found_as(topology.index, PrivateDnsZone, zone_key)
    return replaced(topology, zone, links=(*zone.links, ZoneLink(vnet=split_key(vnet_key)[1])))


def unlink_zone(topology: Topology, zone_key: Key, vnet_key: Key) -> Topology:
    """Take a private zone's link to a network away."""
    zone = found_as(topology.index, PrivateDnsZone, zone_key)
    kept = tuple(link for link in zone.links if link.vnet != split_key(vnet_key)[1])
    return replaced(topology, zone, links=kept)


def target_link_service(topology: Topology, endpoint_key: Key, service_key: Key) -> Topology:
    """Lead an endpoint to a private link service: no sub-resource, no zone of Azure's."""
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    return replaced(
        topology,
        endpoint,
        target=None,
        link_service=split_key(service_key)[1],
        group_ids=(),
        fqdn=None,
        zone_group=(),
        public_network_access="Enabled",
    )


def untarget_link_service(topology: Topology, endpoint_key: Key, service_key: Key) -> Topology:
    """Leave an endpoint without its link service."""
    endpoint = found_as(topology.index, PrivateEndpoint, endpoint_key)
    if endpoint.link_service != split_key(service_key)[1]:
        return topology
    return replaced(topology, endpoint, link_service=None)


def ask_resolver(topology: Topology, resolver_key: Key, vnet_key: Key) -> Topology:
    """Make the inbound address of a resolver the last DNS server of a network."""
    resolver = found_as(topology.index, DnsResolver, resolver_key)
    vnet = found_as(topology.index, VirtualNetwork, vnet_key)
    return replaced(topology, vnet, dns_servers=(*vnet.dns_servers, inbound_address(resolver)))


def ask_no_resolver(topology: Topology, resolver_key: Key, vnet_key: Key) -> Topology:
    """Take every inbound address of a resolver from the DNS servers of a network."""
    resolver = found_as(topology.index, DnsResolver, resolver_key)
    vnet = found_as(topology.index, VirtualNetwork, vnet_key)
    own = (resolver.inbound_ip, *(endpoint.ip for endpoint in resolver.inbound))
    kept = tuple(server for server in vnet.dns_servers if server not in own)
    return replaced(topology, vnet, dns_servers=kept)


def connect_hub(topology: Topology, hub_key: Key, vnet_key: Key) -> Topology:
    """Connect a network to a virtual hub."""
    hub = found_as(topology.index, VirtualHub, hub_key)
    made = HubConnection(vnet=split_key(vnet_key)[1])
    return replaced(topology, hub, connections=(*hub.connections, made))


def disconnect_hub(topology: Topology, hub_key: Key, vnet_key: Key) -> Topology:
    """Take the connection of a network to a virtual hub away."""
    hub = found_as(topology.index, VirtualHub, hub_key)
    kept = tuple(c for c in hub.connections if c.vnet != split_key(vnet_key)[1])
    return replaced(topology, hub, connections=kept)


def add_origin(topology: Topology, front_key: Key, target_key: Key) -> Topology:
    """Make something an origin of a Front Door; a link service is reached by Private Link."""
    front = found_as(topology.index, FrontDoor, front_key)
    target = found(topology.index, target_key)
    kind, name = split_key(full_key(target_key))
    origin = Origin(
        name=_origin_name(front, name),
        target=full_key(target_key),
        host=target.fqdn if isinstance(target, PlatformService) else None,
        private_link=kind == "pls",
    )
    return replaced(topology, front, origins=(*front.origins, origin))


def drop_origin(topology: Topology, front_key: Key, target_key: Key) -> Topology:
    """Take the origins of a Front Door that are one thing away."""
    front = found_as(topology.index, FrontDoor, front_key)
    kept = tuple(o for o in front.origins if not o.target or full_key(o.target) != target_key)
    return replaced(topology, front, origins=kept)


def _origin_name(front: FrontDoor, wanted: str) -> str:
    taken = {origin.name for origin in front.origins}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
