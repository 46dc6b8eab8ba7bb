"""Arriving at the owner of an address, directly or behind a load balancer (azure-rules C.2, D)."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.analysis.facts.design import Design, subnet_key
from aksdesigner.analysis.facts.gates import enter
from aksdesigner.analysis.facts.packets import (
    PublicAddress,
    Standing,
    Stop,
    Translation,
    Walk,
    failed,
    headed,
    short,
    spoken,
)
from aksdesigner.analysis.facts.places import Place, places_of
from aksdesigner.analysis.facts.probes import probe
from aksdesigner.analysis.facts.rule_words import port_in
from aksdesigner.analysis.facts.unmodelled import foreign_field, owner_elsewhere
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Resource


def deliver(walk: Walk, vnet: Key) -> Stop | None:
    """Hand a packet to the owner of its destination in a network; None means: it goes on."""
    address = walk.packet.dst
    if not isinstance(address, Address):  # a public address that a network holds too
        return failed("blackhole", "no_host", f"Nothing in {label_of(vnet)} owns {address}.")
    if walk.leg == "return":
        back = come_back(walk, vnet)
        if back is not NOT_HERE:
            return back if isinstance(back, Stop) else None
    place = owner(walk, vnet, address)
    if place is None:
        return nobody(walk.design, vnet, address)
    return hand_over(walk, place)


def owner(walk: Walk, vnet: Key, address: Address) -> Place | None:
    """Return what owns an address, the ends of the question itself first."""
    for end in (walk.target, walk.home):
        if end is not None and (end.vnet, end.address) == (vnet, address):
            return end
    return places_of(walk.design).owner(vnet, address)


def nobody(design: Design, vnet: Key, address: Address, reason: str = "no_host") -> Stop:
    """Return the stop for an address that nothing drawn owns."""
    subnet = subnet_around(design, vnet, address)
    stranger = owner_elsewhere(
        design, address, split_key(vnet)[1], split_key(subnet)[1].partition("/")[2]
    )
    if stranger:
        return failed("notComputed", stranger, f"{address} may belong to something not computed.")
    if is_partly_known(design, vnet):
        text = f"{address} is not drawn, and {label_of(vnet)} is only partly known."
        return failed("notComputed", "external_owner", text)
    return failed("blackhole", reason, f"Nothing in {label_of(vnet)} owns {address}.")


def subnet_around(design: Design, vnet: Key, address: Address) -> Key:
    """Return the key of the subnet that holds an address (empty name: none does)."""
    network = design.index.at(vnet)
    subnets = network.subnets if isinstance(network, VirtualNetwork) else ()
    name = split_key(vnet)[1]
    for subnet in subnets:
        if any(prefix.contains(address) for prefix in subnet.prefixes):
            return subnet_key(name, subnet.name)
    return subnet_key(name, "")


def is_partly_known(design: Design, vnet: Key | None) -> bool:
    """Return whether what is not drawn may still exist: partial designs, networks of others."""
    found = design.index.at(vnet) if vnet else None
    foreign = isinstance(found, VirtualNetwork) and (found.existing or found.external)
    return design.settings.partial or foreign


def hand_over(walk: Walk, place: Place) -> Stop | None:
    """Give a packet to what answers at an address."""
    if place.kind == "lb":
        return _balance(walk, place)
    if place.kind == "pe" and walk.leg == "forward":
        endpoint = walk.design.index.at(place.key or "")
        if isinstance(endpoint, PrivateEndpoint) and endpoint.state != "Approved":
            text = f"The connection of private endpoint {endpoint.name} is {endpoint.state}."
            walk.decided("privateEndpoint", "deny", "state", place.key, text)
            closed = failed("dropped", "pe_not_approved", text, key=place.key, setting="state")
            stop = walk.bar(closed)
            if stop:
                return stop
        elif isinstance(endpoint, PrivateEndpoint):
            text = f"The connection of private endpoint {endpoint.name} is approved."
            walk.decided("privateEndpoint", "allow", "state", place.key, text)
    stop = _listens(walk, place) or enter(walk, place)
    if stop:
        return stop
    kind = "endpoint" if place.kind == "pe" or is_private_link(walk.design, place) else "host"
    walk.stand(Standing.at(place))
    walk.arrive(place.token, place.key, place.subnet, f"{headed(place.token)} receives it.")
    return Stop("endpoint" if kind == "endpoint" else "host")


def _listens(walk: Walk, place: Place) -> Stop | None:
    """Return why an application gateway does not answer at a port, or None."""
    found = walk.design.index.at(place.key or "")
    if walk.leg == "return" or not isinstance(found, ApplicationGateway):
        return None
    if "port" not in found.model_fields_set or port_in(found.port, walk.packet.port):
        return None
    text = f"Application gateway {found.name} has no listener for port {walk.packet.port}."
    return failed("blackhole", "no_host", text, key=place.key, setting="port")


def is_private_link(design: Design, place: Place) -> bool:
    """Return whether a place is the private endpoint of an API server."""
    cluster = design.index.at(place.key or "")
    return (
        place.kind == "api"
        and isinstance(cluster, AksCluster)
        and not cluster.api_server_vnet_integration
    )


def _balance(walk: Walk, frontend: Place) -> Stop | None:
    """Hand a packet to the first backend; the client's address stays (D-04)."""
    found = walk.design.index.at(frontend.key or "")
    text = f"{headed(frontend.token)} hands it to a backend, client address unchanged."
    if isinstance(found, AksCluster):
        return to_backend(walk, frontend.token, found, f"aks:{found.name}", text)
    if isinstance(found, LoadBalancer):
        return to_balancer(walk, found, text)
    return failed("blackhole", "no_host", f"{frontend.token} is not drawn.")


def to_balancer(walk: Walk, balancer: LoadBalancer, text: str) -> Stop | None:
    """Pass a load balancer towards its first backend."""
    extra = foreign_field(balancer, "lb")
    if extra:
        text = f"Field {extra} of load balancer {balancer.name} is not computed."
        return failed("notComputed", "unmodelled:loadBalancer", text)
    if not serves(balancer, walk.packet.port):
        text = f"Load balancer {balancer.name} has no rule for port {walk.packet.port}."
        return failed("blackhole", "no_host", text, key=key_of("lb", balancer.name), setting="port")
    backend = next(iter(balancer.backends), None)
    if backend is None:
        text = f"Load balancer {balancer.name} has no backend."
        key = key_of("lb", balancer.name)
        return failed("blackhole", "no_host", text, key=key, setting="backends")
    return to_backend(walk, f"lb:{balancer.name}", balancer, backend, text)


def serves(balancer: LoadBalancer, port: int) -> bool:
    """Return whether a balancer has an inbound rule for a port; a port left out means any."""
    if balancer.outbound_only:
        return False
    any_port = balancer.ha_ports or "port" not in balancer.model_fields_set
    low, dash, high = balancer.port.partition("-")
    try:
        return any_port or int(low) <= port <= int(high if dash else low)
    except ValueError:
        return any_port


def to_backend(walk: Walk, token: str, balancer: Resource, backend: Key, text: str) -> Stop | None:
    """Translate the destination to a backend's address and arrive there."""
    place = backend_place(walk.design, backend)
    if place is None:
        return failed("notComputed", "unknown_value", f"Backend {backend} has no address yet.")
    walk.arrive(token, walk.design.index.key(balancer), None, text)
    passing = (token, walk.packet.src, walk.packet.dst)
    if passing in walk.seen:  # backends that are frontends again
        return failed("loop", "loop", f"The packet comes back to {spoken(token)}.")
    walk.seen.add(passing)
    stop = probe(walk, balancer, place)
    if stop:
        return stop
    after = replace(walk.packet, dst=place.address)
    walk.translate(after, None, edge=True)
    if walk.target is not None and walk.target.address == place.address:
        place = replace(place, token=walk.target.token)
    return hand_over(walk, place)


def backend_place(design: Design, backend: Key) -> Place | None:
    """Return the place that a backend reference means: a machine, a pool, or a whole cluster."""
    kind, name = split_key(backend)
    places = places_of(design)
    if kind == "aks":
        cluster = design.index.get(AksCluster, name)
        pools = cluster.pools if cluster else ()
        found = (places.first(f"pool:{name}/{pool.name}", "node") for pool in pools)
        return next((place for place in found if place), None)
    return places.first(backend, "node" if kind == "pool" else None)


class _NotHere:
    """Says that a reply has not reached anything that waits for it."""


NOT_HERE = _NotHere()


def come_back(walk: Walk, vnet: Key) -> Stop | None | _NotHere:
    """Take in a reply at the device that translated the flow, or at who asked."""
    last = walk.translations[-1] if walk.translations else None
    device = last.device if last else None
    if last and device and device.vnet == vnet and last.after.src == walk.packet.dst:
        _undo(walk, last, device)
        return None
    home = walk.home
    if home is not None and (home.vnet, home.address) == (vnet, walk.packet.dst):
        walk.arrive(home.token, home.key, home.subnet, f"The reply reaches {spoken(home.token)}.")
        return Stop("host")
    return NOT_HERE


def _undo(walk: Walk, last: Translation, device: Standing) -> None:
    walk.translations.pop()
    walk.packet = last.before.reply
    text = f"{short(device.token)} knows the flow and translates it back to {walk.packet.dst}."
    walk.arrive(device.token, device.key, device.subnet, text)
    if last.stateful:
        walk.stateful.append(device.token)
    walk.stand(device)
    undo_at_host(walk)


def undo_at_host(walk: Walk) -> None:
    """Undo the translations that the platform makes at the host that answers (LB, public IP)."""
    while walk.translations:
        last = walk.translations[-1]
        if last.device is not None or last.after.dst != walk.packet.src:
            return
        if last.before.src != last.after.src:
            return
        walk.translations.pop()
        walk.packet = replace(walk.packet, src=last.before.dst)


def answers_from_public(walk: Walk) -> bool:
    """Return whether a reply leaves with the public address at which its flow came in."""
    return walk.leg == "return" and isinstance(walk.packet.src, PublicAddress)
