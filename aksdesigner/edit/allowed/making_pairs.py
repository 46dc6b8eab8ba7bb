"""Rows for pairs whose connection is an object of its own: peerings, connections, links, origins."""

from __future__ import annotations

from collections.abc import Mapping

from aksdesigner.edit.allowed.row import Pair
from aksdesigner.edit.allowed.verdict import Verdict, no, yes
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.dns_resolver import DnsResolver
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_hub import VirtualHub
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


def _peering(document: Document, one: Key, other: Key) -> Verdict:
    a, b = split_key(one)[1], split_key(other)[1]
    halves = {(p.from_, p.to) for _, p in document.topology.index.of_kind(Peering)}
    have = ((a, b) in halves) + ((b, a) in halves)
    if have == 2:
        return no("already peered")
    return yes(f"{'other half of ' if have else ''}peering {a} – {b}")


_CONNECTION = {"Vpn": "VPN connection", "ExpressRoute": "ExpressRoute connection"}


def _to_site(document: Document, gateway_key: Key, site_key: Key) -> Verdict:
    gateway = document.topology.index.at(gateway_key)
    assert isinstance(gateway, NetworkGateway)
    name = split_key(site_key)[1]
    if any(connection.site == name for connection in gateway.connections):
        return no("already connected")
    return yes(f"{_CONNECTION[gateway.type]} to {name}")


def _to_gateway(document: Document, one: Key, other: Key) -> Verdict:
    a, b = document.topology.index.at(one), document.topology.index.at(other)
    assert isinstance(a, NetworkGateway) and isinstance(b, NetworkGateway)
    if a.vnet == b.vnet:
        return no("same network")
    if a.type != "Vpn" or b.type != "Vpn":
        return no("VPN gateways only")
    if any(c.peer_gateway == b.name for c in a.connections):
        return no("already connected")
    return yes(f"VPN connection {a.name} – {b.name}")


def _to_circuit(document: Document, gateway_key: Key, circuit_key: Key) -> Verdict:
    gateway = document.topology.index.at(gateway_key)
    assert isinstance(gateway, NetworkGateway)
    name = split_key(circuit_key)[1]
    if gateway.type != "ExpressRoute":
        return no("ExpressRoute gateways only")
    if any(connection.circuit == name for connection in gateway.connections):
        return no("already connected")
    return yes(f"connection over {name}")


def _to_service(document: Document, endpoint_key: Key, service_key: Key) -> Verdict:
    endpoint = document.topology.index.at(endpoint_key)
    assert isinstance(endpoint, PrivateEndpoint)
    kind, name = split_key(service_key)
    if name == (endpoint.link_service if kind == "pls" else endpoint.target):
        return no("already connected")
    return yes(f"endpoint of {name}")


def _zone_link(document: Document, zone_key: Key, vnet_key: Key) -> Verdict:
    zone = document.topology.index.at(zone_key)
    assert isinstance(zone, PrivateDnsZone)
    name = split_key(vnet_key)[1]
    if any(link.vnet == name for link in zone.links):
        return no("already linked")
    return yes(f"zone link to {name}")


def _zone_group(document: Document, endpoint_key: Key, zone_key: Key) -> Verdict:
    endpoint = document.topology.index.at(endpoint_key)
    assert isinstance(endpoint, PrivateEndpoint)
    name = split_key(zone_key)[1]
    if name in endpoint.zone_group:
        return no("already connected")
    return yes(f"record in {name}")


def _dns_server(document: Document, resolver_key: Key, vnet_key: Key) -> Verdict:
    """A network asks a resolver once the address of its inbound endpoint is a DNS server of it."""
    resolver, vnet = (document.topology.index.at(key) for key in (resolver_key, vnet_key))
    assert isinstance(resolver, DnsResolver) and isinstance(vnet, VirtualNetwork)
    address = inbound_address(resolver)
    if address is None:
        return no("no inbound address")
    if address in vnet.dns_servers:
        return no("already connected")
    return yes(f"DNS server of {vnet.name}")


def inbound_address(resolver: DnsResolver) -> object | None:
    """Return the first address at which a resolver answers, or None where none is fixed."""
    addresses = (resolver.inbound_ip, *(endpoint.ip for endpoint in resolver.inbound))
    return next((address for address in addresses if address is not None), None)


def _hub_network(document: Document, hub_key: Key, vnet_key: Key) -> Verdict:
    hub = document.topology.index.at(hub_key)
    assert isinstance(hub, VirtualHub)
    name = split_key(vnet_key)[1]
    if any(connection.vnet == name for connection in hub.connections):
        return no("already connected")
    for _, other in document.topology.index.of_kind(VirtualHub):
        if any(connection.vnet == name for connection in other.connections):
            return no("has another hub")
    return yes(f"hub connection of {name}")


def _origin(document: Document, front_key: Key, target_key: Key) -> Verdict:
    front, target = (document.topology.index.at(key) for key in (front_key, target_key))
    assert isinstance(front, FrontDoor)
    if any(
        origin.target and key_of(*split_key(origin.target)) == target_key
        for origin in front.origins
    ):
        return no("already an origin")
    if split_key(target_key)[0] == "pls" and front.sku != "Premium":
        return no("needs Premium")
    if isinstance(target, LoadBalancer) and target.type == "internal":
        return no("needs a link service")
    return yes(f"origin of {front.name}")


MAKING: Mapping[tuple[str, str], Pair] = {
    ("vnet", "vnet"): _peering,
    ("gw", "site"): _to_site,
    ("gw", "gw"): _to_gateway,
    ("gw", "er"): _to_circuit,
    ("pe", "paas"): _to_service,
    ("pe", "pls"): _to_service,
    ("pe", "zone"): _zone_group,
    ("zone", "vnet"): _zone_link,
    ("resolver", "vnet"): _dns_server,
    ("vhub", "vnet"): _hub_network,
    ("fd", "pls"): _origin,
    ("fd", "agw"): _origin,
    ("fd", "lb"): _origin,
    ("fd", "paas"): _origin,
}
