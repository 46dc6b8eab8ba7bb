"""How the names of private endpoints resolve for the networks that use them (azure-rules E.2).

What depends on servers or forwarders that nobody declared is not judged: unknown stays unknown.
"""

from __future__ import annotations

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.firewall_rules import has_dns_proxy
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.names import Answer, azure_answer, azure_context, resolve
from aksdesigner.analysis.facts.next_hops import tenants_of
from aksdesigner.analysis.facts.peering_scope import network_names
from aksdesigner.analysis.facts.wishes import inbound_of
from aksdesigner.analysis.facts.zones import dns_name, groups_of, names_of
from aksdesigner.azure.private_zones import GroupZones, group_zones, is_zone, zones_of_group
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_network import VirtualNetwork


def name_of(facts: Facts, endpoint: PrivateEndpoint) -> str | None:
    """Return the public name that clients ask for."""
    service = facts.index.get(PlatformService, endpoint.target)
    return endpoint.fqdn or (service.fqdn if service else None)


def is_closed(facts: Facts, endpoint: PrivateEndpoint) -> bool:
    """Return whether the target refuses public access."""
    service = facts.index.get(PlatformService, endpoint.target)
    places = (endpoint, service) if service else (endpoint,)
    return any(place.public_network_access == "Disabled" for place in places)


def needed_zones(facts: Facts, endpoint: PrivateEndpoint) -> tuple[GroupZones, ...]:
    """Return the rows of the zone table that an endpoint needs; empty where nothing is known."""
    rows = [zones_of_group(group) for group in groups_of(facts, endpoint)]
    known = tuple(row for row in rows if row is not None)
    name = (name_of(facts, endpoint) or "").casefold()
    if known or not name:
        return known
    return tuple(r for r in group_zones() if any(name.endswith(f".{s}") for s in r.suffixes))


def zones_named(facts: Facts, names: tuple[str, ...]) -> tuple[PrivateDnsZone, ...]:
    """Return the zones of the design with one of the names; a name may have places to fill."""
    return tuple(
        zone
        for zone in facts.topology.private_dns_zones
        if any(is_zone(dns_name(zone), name) for name in names)
    )


@kept
def consumers_of(facts: Facts, endpoint: Key) -> tuple[Key, ...]:
    """Return who uses an endpoint: declared networks, else inhabited ones that have its /32."""
    found = facts.index.at(endpoint)
    if not isinstance(found, PrivateEndpoint):
        return ()
    if found.consumers:
        return tuple(vnet_key(name) for name in found.consumers)
    home = vnet_key(found.vnet)
    reach = {home, *facts.connected(home)}
    near = [key for key in _network_keys(facts) if key in reach]
    inhabited = [key for key in near if holds_compute(facts, key)]
    return tuple(inhabited if _has_compute(facts) else near)


@kept
def _network_keys(facts: Facts) -> tuple[Key, ...]:
    return tuple(vnet_key(name) for name in network_names(facts))


@kept
def _has_compute(facts: Facts) -> bool:
    return any(holds_compute(facts, key) for key in _network_keys(facts))


@kept
def holds_compute(facts: Facts, vnet: Key) -> bool:
    """Return whether a machine, an appliance or a pool lives in a network."""
    return any(place.kind in ("vm", "nva", "node") for place in facts.places.within(vnet))


def holds_pool(facts: Facts, vnet: Key) -> bool:
    """Return whether AKS nodes live in a network."""
    return any(c.vnet == split_key(vnet)[1] for c in facts.topology.aks_clusters)


def answer_in(facts: Facts, endpoint: Key, vnet: Key) -> Answer | None:
    """Return what a network's DNS answers to an endpoint's name; None where that can't be said.

    An endpoint without a typed name is asked for by one made of its target and its group id.
    """
    name = _asked_name(facts, endpoint)
    if name is None or not isinstance(facts.index.at(vnet), VirtualNetwork):
        return None
    context = azure_context(facts, vnet)
    found = azure_answer(facts, context, name) if context else resolve(facts, vnet, name)
    if found.answer in ("notComputed", "dns_unreachable"):
        return None
    if found.answer == "public" and not facts.topology.private_dns_zones:
        return None
    return found.answer


@kept
def _asked_name(facts: Facts, endpoint: Key) -> str | None:
    """Return the name by which an endpoint is asked for; None: not approved, or no name known."""
    found = facts.index.at(endpoint)
    if not isinstance(found, PrivateEndpoint) or found.state != "Approved":
        return None
    names = names_of(facts, found)
    return names[0] if names and needed_zones(facts, found) else None


def homes_of(facts: Facts, vnet: Key) -> tuple[Key, ...]:
    """Return the inhabited subnets of a network, else its subnet of the lowest address."""
    network = facts.index.at(vnet)
    if not isinstance(network, VirtualNetwork):
        return ()
    subnets = sorted((s for s in network.subnets if s.prefixes), key=lambda s: s.prefixes[0])
    keys = [key_of("subnet", f"{network.name}/{s.name}") for s in subnets]
    homes = tuple(key for key in keys if tenants_of(facts, key))
    return homes or tuple(keys[:1])


@kept
def context_networks(facts: Facts, vnet: Key, name: str) -> tuple[Key, ...]:
    """Return the other network whose zones answer a network with DNS servers of its own.

    Empty where the network answers itself, asks Azure's DNS, or nobody knows who answers.
    """
    network = facts.index.at(vnet)
    if not isinstance(network, VirtualNetwork) or not network.dns_servers:
        return ()
    found = resolve(facts, vnet, name)
    return (found.context,) if found.context not in (None, vnet) and found.context else ()


@kept
def answers_for_others(facts: Facts, vnet: Key) -> bool:
    """Return whether somebody in a network answers DNS questions from outside it."""
    name = split_key(vnet)[1]
    return (
        any(r.vnet == name and inbound_of(facts, r) for r in facts.topology.dns_resolvers)
        or any(f.vnet == name and has_dns_proxy(facts, f) for f in facts.topology.firewalls)
        or any(vm.vnet == name and vm.purpose == "dns" for vm in facts.topology.vms)
    )
