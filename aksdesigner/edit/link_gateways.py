"""Connections of gateways: to sites, to circuits, to each other."""

from __future__ import annotations

from aksdesigner.edit.changes import found_as, replaced
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.express_route_circuit import ExpressRouteCircuit
from aksdesigner.model.kinds.network_gateway import Connection, NetworkGateway
from aksdesigner.model.topology import Topology


def connect_site(topology: Topology, gateway_key: Key, site_key: Key) -> Topology:
    """Give a gateway a connection to a site."""
    gateway = found_as(topology.index, NetworkGateway, gateway_key)
    site = split_key(site_key)[1]
    # no prefixes of its own: a connection without them has those of the site, also later on
    made = Connection(
        name=_connection_name(gateway, site),
        site=site,
        bgp=gateway.bgp or gateway.type == "ExpressRoute",
    )
    return replaced(topology, gateway, connections=(*gateway.connections, made))


def disconnect_site(topology: Topology, gateway_key: Key, site_key: Key) -> Topology:
    """Take every connection of a gateway to a site away."""
    gateway = found_as(topology.index, NetworkGateway, gateway_key)
    kept = tuple(c for c in gateway.connections if c.site != split_key(site_key)[1])
    return replaced(topology, gateway, connections=kept)


def connect_circuit(topology: Topology, gateway_key: Key, circuit_key: Key) -> Topology:
    """Connect an ExpressRoute gateway over a circuit; a connection to its site gets the circuit."""
    gateway = found_as(topology.index, NetworkGateway, gateway_key)
    circuit = found_as(topology.index, ExpressRouteCircuit, circuit_key)
    connections = list(gateway.connections)
    for at, connection in enumerate(connections):
        if circuit.site and connection.site == circuit.site and connection.circuit is None:
            connections[at] = connection.model_copy(update={"circuit": circuit.name})
            return replaced(topology, gateway, connections=tuple(connections))
    name = _connection_name(gateway, circuit.name)
    made = Connection(name=name, site=circuit.site, circuit=circuit.name, bgp=True)
    return replaced(topology, gateway, connections=(*connections, made))


def disconnect_circuit(topology: Topology, gateway_key: Key, circuit_key: Key) -> Topology:
    """Take every connection of a gateway over a circuit away."""
    gateway = found_as(topology.index, NetworkGateway, gateway_key)
    kept = tuple(c for c in gateway.connections if c.circuit != split_key(circuit_key)[1])
    return replaced(topology, gateway, connections=kept)


def sites_of_circuit(topology: Topology, circuit_key: Key, site_key: Key) -> Topology:
    """Tell the connections over a circuit, as far as they name no site, where it ends."""
    circuit, site = split_key(circuit_key)[1], split_key(site_key)[1]
    for gateway in topology.gateways:
        told = tuple(
            c.model_copy(update={"site": site}) if c.circuit == circuit and c.site is None else c
            for c in gateway.connections
        )
        if told != gateway.connections:
            topology = replaced(topology, gateway, connections=told)
    return topology


def connect_gateways(topology: Topology, one: Key, other: Key) -> Topology:
    """VNet to VNet takes a connection object on each side."""
    for key, peer in ((one, other), (other, one)):
        gateway = found_as(topology.index, NetworkGateway, key)
        name = split_key(peer)[1]
        if any(c.peer_gateway == name for c in gateway.connections):
            continue
        made = Connection(name=_connection_name(gateway, name), peer_gateway=name, bgp=gateway.bgp)
        topology = replaced(topology, gateway, connections=(*gateway.connections, made))
    return topology


def disconnect_gateways(topology: Topology, one: Key, other: Key) -> Topology:
    """Take the connection objects of both sides away."""
    for key, peer in ((one, other), (other, one)):
        gateway = found_as(topology.index, NetworkGateway, key)
        kept = tuple(c for c in gateway.connections if c.peer_gateway != split_key(peer)[1])
        topology = replaced(topology, gateway, connections=kept)
    return topology


def _connection_name(gateway: NetworkGateway, end: str) -> str:
    taken = {connection.name for connection in gateway.connections}
    name, number = f"to-{end}", 2
    while name in taken:
        name, number = f"to-{end}-{number}", number + 1
    return name
