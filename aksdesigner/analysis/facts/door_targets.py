"""Destinations that are doors: gateways, Front Door, Bastion, ingress of a cluster, public addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from aksdesigner.analysis.facts.design import Design
from aksdesigner.analysis.facts.doors import BALANCED, ingress_of, ingress_token, is_internal
from aksdesigner.analysis.facts.ends import Origin, Target, named
from aksdesigner.analysis.facts.firewall_rules import dnat_rules_of
from aksdesigner.analysis.facts.packets import failed
from aksdesigner.analysis.facts.places import Place, places_of
from aksdesigner.analysis.facts.public_owners import (
    contested,
    holders_of_name,
    public_address,
)
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.model.address import Address
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.application_gateway_for_containers import (
    ApplicationGatewayForContainers,
)
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.kubernetes import Ingress

DoorReader = Callable[[Design, str, Origin], Target]


def gateway_frontend(design: Design, gateway: ApplicationGateway) -> Place | None:
    """Return the private frontend of an application gateway, or None."""
    places = places_of(design).of(key_of("agw", gateway.name))
    return next((place for place in places if place.declared), None)


def gateway_instance(design: Design, name: str) -> Place | None:
    """Return an instance of an application gateway: where its public frontend leads (F-10)."""
    places = places_of(design).of(key_of("agw", name))
    return next((place for place in places if not place.declared), None)


def _gateway(design: Design, name: str, origin: Origin) -> Target:
    return gateway_target(design, named(design, ApplicationGateway, name, "to"), origin)


def gateway_target(design: Design, gateway: ApplicationGateway, origin: Origin) -> Target:
    """Return an application gateway as a destination: public for the Internet, else private."""
    token = f"agw:{gateway.name}"
    outside = origin.kind == "internet"
    if gateway.public_frontend and (outside or gateway.private_ip is None):
        return Target(token, public_address(design, token))
    place = gateway_frontend(design, gateway)
    return Target(token, place.address if place else None, place)


def _containers(design: Design, name: str, _origin: Origin) -> Target:
    named(design, ApplicationGatewayForContainers, name, "to")
    return Target(f"agc:{name}", public_address(design, f"agc:{name}"))


def _front_door(design: Design, name: str, _origin: Origin) -> Target:
    named(design, FrontDoor, name, "to")
    return Target(f"fd:{name}", public_address(design, f"fd:{name}"))


def _bastion(design: Design, name: str, origin: Origin) -> Target:
    named(design, Bastion, name, "to")
    token = f"bastion:{name}"
    if origin.kind == "internet":
        return Target(token, public_address(design, token))
    place = places_of(design).first(token)
    return Target(token, place.address if place else None, place)


def _public_ip(design: Design, name: str, _origin: Origin) -> Target:
    pip = named(design, PublicIp, name, "to")
    holders = holders_of_name(design, name)
    if len(holders) > 1:
        return Target(f"pip:{name}", stop=contested(f"Public address {name}", holders))
    if not holders:
        text = f"Public address {name} belongs to nothing that answers."
        lost = failed("blackhole", "no_host", text, key=key_of("pip", name))
        return Target(f"pip:{name}", stop=lost)
    return Target(holders[0], replace(public_address(design, holders[0]), number=pip.ip))


def _ingress(design: Design, rest: str, origin: Origin) -> Target:
    found = ingress_of(design.topology, rest)
    if found is None:
        known = [
            ingress_token(cluster, ingress).partition(":")[2]
            for cluster in design.topology.aks_clusters
            for ingress in cluster.ingress
        ]
        raise QueryError(
            f"to: found {rest!r}, expected CLUSTER/NAME of an ingress "
            f"(there is {', '.join(known[:8]) or 'none'})"
        )
    cluster, ingress = found
    if ingress.behind_firewall and origin.kind == "internet":
        return _through_firewall(design, cluster, ingress)
    return _frontend(design, cluster, ingress, origin)


def _frontend(design: Design, cluster: AksCluster, ingress: Ingress, origin: Origin) -> Target:
    token, both = ingress_token(cluster, ingress), (cluster, ingress)
    port = int(ingress.port) if ingress.port.isdecimal() else None
    if ingress.pattern in BALANCED:
        if cluster.vnet is None:
            text = f"{cluster.name} lives in a network that AKS manages, which is not drawn."
            lost = failed("notComputed", "unmodelled:managedNetwork", text)
            return Target(token, stop=lost, ingress=both)
        if not is_internal(ingress):
            return Target(token, public_address(design, token), port=port, ingress=both)
        place = _internal_frontend(design, cluster, ingress)
        address = place.address if place else None
        return Target(token, address, place, port=port, ingress=both)
    kind = ApplicationGateway if ingress.pattern == "agic" else ApplicationGatewayForContainers
    gateway = design.index.get(kind, ingress.gateway)
    if isinstance(gateway, ApplicationGateway):
        target = gateway_target(design, gateway, origin)
        return Target(target.token, target.dst, target.place, port=port, ingress=both)
    if gateway is not None:
        name = f"agc:{gateway.name}"
        return Target(name, public_address(design, name), port=port, ingress=both)
    text = f"Ingress {ingress.name} of {cluster.name} names no gateway of this design."
    return Target(token, stop=failed("notComputed", "unknown_value", text), ingress=both)


def _internal_frontend(design: Design, cluster: AksCluster, ingress: Ingress) -> Place | None:
    token = ingress_token(cluster, ingress)
    balancers = places_of(design).of(key_of("aks", cluster.name), "lb")
    for place in balancers:
        if place.token == token or (ingress.ip is not None and place.address == ingress.ip):
            return place
    return None


def _through_firewall(design: Design, cluster: AksCluster, ingress: Ingress) -> Target:
    """Return the DNAT rule that leads to an ingress which stands behind a firewall."""
    inner = _private_address(design, cluster, ingress)
    for firewall in design.topology.firewalls:
        for rule in dnat_rules_of(design, firewall):
            if inner is not None and rule.to == inner:
                token = f"fw:{firewall.name}"
                dst = public_address(design, token, rule.name)
                return Target(token, dst, port=rule.only_port, ingress=(cluster, ingress))
    shown = f" to {inner}" if inner else ""
    text = f"No DNAT rule of a firewall leads{shown}, the private frontend of {ingress.name}."
    lost = failed("blackhole", "no_host", text, key=key_of("aks", cluster.name), setting="ingress")
    return Target(ingress_token(cluster, ingress), stop=lost, ingress=(cluster, ingress))


def _private_address(design: Design, cluster: AksCluster, ingress: Ingress) -> Address | None:
    if ingress.pattern in BALANCED:
        place = _internal_frontend(design, cluster, ingress)
        return ingress.ip or (place.address if place else None)
    gateway = design.index.get(ApplicationGateway, ingress.gateway)
    return gateway.private_ip if gateway is not None else None


DOOR_READERS: dict[str, DoorReader] = {
    "agw": _gateway,
    "agc": _containers,
    "fd": _front_door,
    "bastion": _bastion,
    "pip": _public_ip,
    "ingress": _ingress,
}
