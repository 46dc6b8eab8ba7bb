"""Whether a private endpoint's name resolves privately, where Azure DNS alone answers (E.2).

Networks with DNS servers of their own are not judged here: what those answer depends on
forwarders, and unknown stays unknown.
"""

from __future__ import annotations

from typing import Literal

from aksdesigner.analysis.facts.design import network_of, vnet_key
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.next_hops import tenants_of
from aksdesigner.analysis.facts.unmodelled import vnets_with
from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.azure.private_zones import GroupZones, group_zones, zones_of_group
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

Answer = Literal["private", "public", "nxdomain"]


def groups_of(facts: Facts, endpoint: PrivateEndpoint) -> tuple[str, ...]:
    """Return the group ids of an endpoint, those of its service's usual one if it names none."""
    if endpoint.group_ids:
        return endpoint.group_ids
    service = facts.index.get(PlatformService, endpoint.target)
    linked = LINKED_SERVICES.get(service.service) if service else None
    return (linked.group_id,) if linked else ()


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


def zone_name(zone: PrivateDnsZone) -> str:
    """Return the DNS name of a zone."""
    return (zone.azure_name or zone.name).casefold()


def zones_named(facts: Facts, names: tuple[str, ...]) -> tuple[PrivateDnsZone, ...]:
    """Return the zones of the design with one of the names."""
    return tuple(zone for zone in facts.topology.private_dns_zones if zone_name(zone) in names)


def addresses_of(facts: Facts, endpoint: PrivateEndpoint) -> tuple[Address, ...]:
    """Return the addresses of an endpoint, a derived one where none is typed."""
    return tuple(place.address for place in facts.places.of(key_of("pe", endpoint.name)))


def has_record(facts: Facts, endpoint: PrivateEndpoint, zone: PrivateDnsZone) -> bool:
    """Return whether a zone knows an endpoint: by zone group, by address, or by name.

    A second endpoint of the same target writes the same name.
    """
    alike = [
        other
        for other in facts.topology.private_endpoints
        if other is endpoint or (endpoint.target and other.target == endpoint.target)
    ]
    if any(zone.name in other.zone_group for other in alike):
        return True
    label = (name_of(facts, endpoint) or "").partition(".")[0].casefold()
    known = addresses_of(facts, endpoint)
    return any(
        address in known or (label and record.casefold() == label)
        for record, address in zone.records.items()
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
    near = [
        key
        for key in (vnet_key(vnet.name) for vnet in facts.topology.vnets)
        if key == home or key in facts.connected(home)
    ]
    inhabited = [key for key in near if holds_compute(facts, key)]
    has_compute = any(holds_compute(facts, vnet_key(v.name)) for v in facts.topology.vnets)
    return tuple(inhabited if has_compute else near)


@kept
def holds_compute(facts: Facts, vnet: Key) -> bool:
    """Return whether a machine, an appliance or a pool lives in a network."""
    return any(
        place.vnet == vnet and place.kind in ("vm", "nva", "node") for place in facts.places.all
    )


def holds_pool(facts: Facts, vnet: Key) -> bool:
    """Return whether AKS nodes live in a network."""
    return any(c.vnet == split_key(vnet)[1] for c in facts.topology.aks_clusters)


@kept
def answer_in(facts: Facts, endpoint: Key, vnet: Key) -> Answer | None:
    """Return what Azure DNS answers in a network; None where that can't be said."""
    found, network = facts.index.at(endpoint), facts.index.at(vnet)
    if not isinstance(found, PrivateEndpoint) or not isinstance(network, VirtualNetwork):
        return None
    rows = needed_zones(facts, found)
    if network.dns_servers or not rows or found.state != "Approved":
        return None
    linked = [
        (zone, link)
        for row in rows
        for zone in zones_named(facts, row.zones)
        for link in zone.links
        if link.vnet == network.name
    ]
    if not linked:
        return "public" if facts.topology.private_dns_zones else None
    if any(has_record(facts, found, zone) for zone, _ in linked):
        return "private"
    redirects = any(link.resolution_policy == "NxDomainRedirect" for _, link in linked)
    return "public" if redirects else "nxdomain"


def first_home(facts: Facts, vnet: Key) -> Key | None:
    """Return the first inhabited subnet of a network, else its first subnet with a prefix."""
    network = facts.index.at(vnet)
    if not isinstance(network, VirtualNetwork):
        return None
    keys = [key_of("subnet", f"{network.name}/{s.name}") for s in network.subnets if s.prefixes]
    homes = [key for key in keys if tenants_of(facts, key) and network_of(key) == vnet]
    return next(iter(homes), next(iter(keys), None))


@kept
def server_networks(facts: Facts, vnet: Key) -> tuple[Key, ...]:
    """Return the other networks in which a network's DNS servers stand; empty where one is its own.

    Servers that nothing drawn owns are left out: where they stand is not known.
    """
    network = facts.index.at(vnet)
    if not isinstance(network, VirtualNetwork):
        return ()
    near = (vnet, *facts.connected(vnet))
    homes = [
        place.vnet
        for server in network.dns_servers
        for place in facts.places.all
        if place.address == server and place.vnet in near
    ]
    return () if vnet in homes else tuple(dict.fromkeys(homes))


@kept
def answers_for_others(facts: Facts, vnet: Key) -> bool:
    """Return whether somebody in a network answers DNS questions from outside it."""
    name = split_key(vnet)[1]
    return (
        vnet in vnets_with(facts, "dnsResolvers")
        or any(f.vnet == name and f.dns_proxy for f in facts.topology.firewalls)
        or any(vm.vnet == name and vm.purpose == "dns" for vm in facts.topology.vms)
    )
