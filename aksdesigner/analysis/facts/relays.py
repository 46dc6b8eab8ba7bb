"""Devices that end a flow and start one of their own: proxies, link services, Front Door (F-10).

An Application Gateway answers its client and asks a backend from its own subnet; a private link
service does so with an address of its NAT subnet; Front Door from the Internet or by Private Link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.door_targets import gateway_instance, gateway_target
from aksdesigner.analysis.facts.doors import workload_of
from aksdesigner.analysis.facts.endpoints import read_target
from aksdesigner.analysis.facts.ends import Origin, Target
from aksdesigner.analysis.facts.flight import Flight
from aksdesigner.analysis.facts.packets import Stop, failed
from aksdesigner.analysis.facts.places import Place, places_of, renamed
from aksdesigner.analysis.facts.public_owners import public_address
from aksdesigner.analysis.facts.wishes import FLAT_MODES, traced_pool
from aksdesigner.model.address import ServiceTag
from aksdesigner.model.ids import key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.front_door import Origin as DoorOrigin
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.private_link_service import PrivateLinkService
from aksdesigner.model.kubernetes import Ingress, Workload

Proxy = ApplicationGateway | ApplicationGatewayForContainers
_FRONT_DOOR = ServiceTag("AzureFrontDoor.Backend")


@dataclass(frozen=True)
class Relay:
    """The flow that a device starts for the one that it ended; `via` is said at the device."""

    origin: Origin
    target: Target
    port: int
    via: str


def relay_after(design: Design, flight: Flight, target: Target) -> Relay | Stop | None:
    """Return the next flow, why there is none, or None where the flow has come to its end."""
    if target.token.startswith("subnet:"):
        return None  # a subnet is asked for, not what stands at its first address
    last = flight.forward[-1]
    found = design.index.at(last.key or "")
    if isinstance(found, FrontDoor):
        return _from_front_door(design, found)
    if isinstance(found, ApplicationGatewayForContainers):
        return _from_proxy(design, found, places_of(design).first(f"agc:{found.name}"), target)
    place = flight.walk.here.place if flight.walk.here else None
    if place is None or flight.stop.kind not in ("host", "endpoint"):
        return None
    if isinstance(found, ApplicationGateway) and place.kind == "agw":
        return _from_proxy(design, found, gateway_instance(design, found.name), target)
    if isinstance(found, PrivateEndpoint) and found.link_service is not None:
        service = design.index.get(PrivateLinkService, found.link_service)
        return _from_link_service(design, service, flight.walk.packet.port) if service else None
    return None


def _from_proxy(design: Design, proxy: Proxy, place: Place | None, target: Target) -> Relay | Stop:
    token = f"{proxy.kind}:{proxy.name}"
    if place is None:
        return failed("notComputed", "unknown_value", f"{proxy.name} has no address yet.")
    origin = Origin(token, "host", place)
    ingress = target.ingress or _ingress_through(design, proxy)
    if ingress is not None:
        cluster, found = ingress
        workload = workload_of(cluster, found)
        behind = _pods(design, proxy, place, cluster, workload)
        port = int(found.target_port) if found.target_port.isdecimal() else 8080
    else:
        behind = _backend(design, proxy, place, origin)
        port = int(proxy.backend_port) if proxy.backend_port.isdecimal() else 80
    if isinstance(behind, Stop):
        return behind
    text = f"It ends the client's connection, and asks {behind.token} port {port} from {place.address}."
    return Relay(origin, behind, port, text)


def _ingress_through(design: Design, proxy: Proxy) -> tuple[AksCluster, Ingress] | None:
    """Return the first ingress that a cluster binds to a gateway without backends of its own."""
    pattern = "agic" if isinstance(proxy, ApplicationGateway) else "agc"
    if proxy.backends:
        return None
    for cluster in design.topology.aks_clusters:
        for ingress in cluster.ingress:
            if (ingress.pattern, ingress.gateway) == (pattern, proxy.name):
                return cluster, ingress
    return None


def _backend(design: Design, proxy: Proxy, place: Place, origin: Origin) -> Target | Stop:
    backend = next(iter(proxy.backends), None)
    if backend is None:
        text = f"{proxy.title} {proxy.name} has no backend."
        return failed(
            "blackhole", "no_host", text, key=key_of(proxy.kind, proxy.name), setting="backends"
        )
    kind, name = split_key(backend)
    if kind == "aks":
        cluster = design.index.get(AksCluster, name)
        if cluster is not None:
            return _pods(design, proxy, place, cluster, None)
    if kind == "pool":
        node = places_of(design).first(backend, "node")
        if node is not None:
            return Target(node.token, node.address, node)
    if kind in ("vm", "nva", "lb", "pe", "agw"):
        return read_target(design, backend, origin)
    text = f"What {proxy.name} does with backend {backend} is not computed."
    return failed("notComputed", "unmodelled:backend", text)


def _pods(
    design: Design,
    proxy: Proxy,
    place: Place,
    cluster: AksCluster,
    workload: Workload | None,
) -> Target | Stop:
    """Return the pods that a gateway sends to: their own addresses, no Service between."""
    pool = next((p for p in cluster.pools if workload and p.name == workload.pool), None)
    pool = pool or traced_pool(design, cluster)
    key = key_of("pool", f"{cluster.name}/{pool.name}") if pool else ""
    flat = cluster.cni_mode in FLAT_MODES
    found = places_of(design).first(key, "pod" if flat else "node")
    if found is None:
        return failed("notComputed", "unknown_value", f"Pods of {cluster.name} have no address.")
    if not flat and (cluster.cni_mode != "overlay" or found.vnet != place.vnet):
        text = (
            f"How {proxy.name} reaches pods of {cluster.name} ({cluster.cni_mode}, in "
            f"{split_key(found.vnet)[1]}) is not computed."
        )
        return failed("notComputed", "unmodelled:podIngress", text)
    path = f"/{pool.name}/{workload.namespace}/{workload.name}" if pool and workload else ""
    token = f"pod:{cluster.name}{path}"
    # overlay: Azure carries the packet to the node of the pod, whose subnet's group sees it
    return Target(token, found.address, renamed(found, token), cluster, key, workload)


def _from_link_service(design: Design, service: PrivateLinkService, port: int) -> Relay | Stop:
    token = f"pls:{service.name}"
    place = places_of(design).first(token)
    if place is None or service.load_balancer is None:
        text = f"Link service {service.name} names no load balancer, or has no address yet."
        return failed("notComputed", "unknown_value", text)
    balancer = design.index.get(LoadBalancer, service.load_balancer)
    if balancer is None or balancer.type == "public":
        text = f"Link service {service.name} needs an internal load balancer behind it."
        return failed("blackhole", "no_host", text, key=token, setting="loadBalancer")
    origin = Origin(token, "host", place, past_routes=True)
    target = read_target(design, f"lb:{service.load_balancer}", origin)
    text = f"It puts {place.address} of its NAT subnet as the source."
    return Relay(origin, target, port, text)


def _from_front_door(design: Design, door: FrontDoor) -> Relay | Stop | None:
    """Return how Front Door fetches from its first origin; one that is not drawn ends the path."""
    fetched = next(iter(door.origins), None)
    if fetched is None:
        text = f"Front Door {door.name} has no origin."
        return failed("blackhole", "no_host", text, key=key_of("fd", door.name), setting="origins")
    kind, name = split_key(fetched.target or ":")
    port = int(fetched.port) if fetched.port.isdecimal() else 443
    if fetched.private_link:
        return _by_private_link(design, door, fetched, kind, name, port)
    origin = Origin(f"fd:{door.name}", "internet", address=_FRONT_DOOR)
    text = f"Front Door fetches from origin {fetched.name} over the Internet."
    gateway = design.index.get(ApplicationGateway, name) if kind == "agw" else None
    if gateway is not None:
        return Relay(origin, gateway_target(design, gateway, origin), port, text)
    if kind == "lb":
        return Relay(origin, read_target(design, f"lb:{name}", origin), port, text)
    if kind == "agc":
        return Relay(
            origin, Target(f"agc:{name}", public_address(design, f"agc:{name}")), port, text
        )
    return None


def _by_private_link(
    design: Design, door: FrontDoor, fetched: DoorOrigin, kind: str, name: str, port: int
) -> Relay | Stop | None:
    text = f"Front Door fetches from origin {fetched.name} by Private Link."
    service = design.index.get(PrivateLinkService, name) if kind == "pls" else None
    if kind == "lb":
        services = design.topology.private_link_services
        service = next((s for s in services if s.load_balancer == name), None)
    if service is not None:
        relay = _from_link_service(design, service, port)
        return replace(relay, via=f"{text} {relay.via}") if isinstance(relay, Relay) else relay
    gateway = design.index.get(ApplicationGateway, name) if kind == "agw" else None
    if gateway is not None:
        place = gateway_instance(design, gateway.name)
        relay_on = _from_proxy(design, gateway, place, Target(f"agw:{name}"))
        return (
            replace(relay_on, via=f"{text} {relay_on.via}")
            if isinstance(relay_on, Relay)
            else relay_on
        )
    if kind == "paas":
        return None
    why = f"Origin {fetched.name} of Front Door {door.name} has no link service in front of it."
    return failed(
        "notComputed", "unknown_value", why, key=key_of("fd", door.name), setting=fetched.name
    )
