"""Private DNS zones: which one a network sees for a name, and what it says (azure-rules E.2, C.4).

Drawn zones, and the zone that AKS makes itself for a private API server (``system``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.azure.private_link import LINKED_SERVICES
from aksdesigner.azure.private_zones import alias_of, zones_of_group
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint

REGISTRY_ZONE = "privatelink.azurecr.io"


@dataclass(frozen=True)
class Zone:
    """A zone as Azure DNS sees it. `links` maps a network to whether it falls back to public DNS.

    `data` are the registries whose endpoints also write the names of their data, one a region.
    """

    name: str
    links: dict[Key, bool] = field(hash=False)
    records: dict[str, Address] = field(hash=False)
    key: Key | None = None
    data: dict[str, Address] = field(default_factory=dict, hash=False)


@kept
def zones_of(design: Design) -> tuple[Zone, ...]:
    """Return every zone of the design, those that AKS makes included."""
    drawn = tuple(_drawn(design, zone) for zone in design.topology.private_dns_zones)
    return (*drawn, *_system_zones(design))


def dns_name(zone: PrivateDnsZone) -> str:
    """Return the DNS name of a zone, folded."""
    return (zone.azure_name or zone.name).casefold().rstrip(".")


def _drawn(design: Design, zone: PrivateDnsZone) -> Zone:
    links = {
        vnet_key(link.vnet): link.resolution_policy == "NxDomainRedirect" for link in zone.links
    }
    name = dns_name(zone)
    records: dict[str, Address] = {}
    for link in zone.links:
        if link.registration:
            records |= _registered(design, link.vnet)
    for cluster in design.topology.aks_clusters:
        if cluster.private_dns_zone == zone.name:
            records |= _api_record(design, cluster)
    records |= _grouped(design, zone, name) | _addressed(design, zone, name)
    typed = {_relative(label.casefold(), name): ip for label, ip in zone.records.items()}
    return Zone(
        name, links, records | typed, key_of("zone", zone.name), _registries(design, zone, name)
    )


def _registries(design: Design, zone: PrivateDnsZone, name: str) -> dict[str, Address]:
    """Return registry name -> address of its data, as zone groups write it (azure-rules E.1)."""
    found: dict[str, Address] = {}
    for endpoint in design.topology.private_endpoints if name == REGISTRY_ZONE else ():
        places = places_of(design).of(key_of("pe", endpoint.name))
        if zone.name in endpoint.zone_group and endpoint.state == "Approved" and places:
            labels = [public.partition(".")[0] for public in names_of(design, endpoint)]
            found.update(dict.fromkeys(labels, places[-1].address))
    return found


def _relative(label: str, zone: str) -> str:
    label = label.rstrip(".")
    if label == zone:
        return "@"
    return label.removesuffix(f".{zone}")


def _registered(design: Design, vnet: str) -> dict[str, Address]:
    """Return what a registration link writes: the machines of the network by name."""
    found = {}
    for vm in design.topology.vms:
        place = places_of(design).first(key_of("vm", vm.name)) if vm.vnet == vnet else None
        if place is not None:
            found[(vm.azure_name or vm.name).casefold()] = place.address
    return found


def _grouped(design: Design, zone: PrivateDnsZone, name: str) -> dict[str, Address]:
    """Return what the zone groups of approved endpoints write."""
    found: dict[str, Address] = {}
    for endpoint in design.topology.private_endpoints:
        if zone.name not in endpoint.zone_group or endpoint.state != "Approved":
            continue
        places = places_of(design).of(key_of("pe", endpoint.name))
        for public in names_of(design, endpoint):
            target = _alias(design, public, endpoint)
            if places and (target == name or target.endswith(f".{name}")):
                found.setdefault(_relative(target, name), places[0].address)
    return found


def _addressed(design: Design, zone: PrivateDnsZone, name: str) -> dict[str, Address]:
    """Return the records of endpoints whose name nobody typed: known by their address alone."""
    found: dict[str, Address] = {}
    typed = set(zone.records.values())
    for key, target in _nameless(design) if typed else ():
        for place in places_of(design).of(key):
            if place.address in typed and target.endswith(f".{name}"):
                found.setdefault(_relative(target, name), place.address)
    return found


@kept
def _nameless(design: Design) -> tuple[tuple[Key, str], ...]:
    """Return the endpoints whose name nobody typed, with the alias of the one they are given."""
    found = []
    for endpoint in design.topology.private_endpoints:
        public = None if typed_names(design, endpoint) else derived_name(design, endpoint)
        if public is not None:
            found.append((key_of("pe", endpoint.name), _alias(design, public, endpoint)))
    return tuple(found)


def typed_names(design: Design, endpoint: PrivateEndpoint) -> tuple[str, ...]:
    """Return the public names of an endpoint's resource that the design says, folded."""
    service = design.index.get(PlatformService, endpoint.target)
    names = (endpoint.fqdn, service.fqdn if service else None)
    return tuple(dict.fromkeys(text.casefold().rstrip(".") for text in names if text))


def groups_of(design: Design, endpoint: PrivateEndpoint) -> tuple[str, ...]:
    """Return the group ids of an endpoint, those of its service's usual one if it names none."""
    if endpoint.group_ids:
        return endpoint.group_ids
    service = design.index.get(PlatformService, endpoint.target)
    linked = LINKED_SERVICES.get(service.service) if service else None
    return (linked.group_id,) if linked else ()


def derived_name(design: Design, endpoint: PrivateEndpoint) -> str | None:
    """Return a public name made of target and group id, for an endpoint that types none."""
    for group in groups_of(design, endpoint):
        row = zones_of_group(group)
        plain = [suffix for suffix in row.suffixes if "{" not in suffix] if row else []
        if plain:
            return f"{(endpoint.target or endpoint.name).casefold()}.{plain[0]}"
    return None


def names_of(design: Design, endpoint: PrivateEndpoint) -> tuple[str, ...]:
    """Return the public names that lead to an endpoint's resource, folded."""
    typed = typed_names(design, endpoint)
    derived = derived_name(design, endpoint) if not typed else None
    return (derived,) if derived else typed


@kept
def _by_name(design: Design) -> dict[str, tuple[Key, ...]]:
    """Return the endpoints behind each public name."""
    found: dict[str, tuple[Key, ...]] = {}
    for endpoint in design.topology.private_endpoints:
        for name in names_of(design, endpoint):
            found[name] = (*found.get(name, ()), key_of("pe", endpoint.name))
    return found


def endpoints_of(design: Design, name: str) -> tuple[PrivateEndpoint, ...]:
    """Return the endpoints that lead to the resource of a folded public name.

    A registry also answers at its data names, ``NAME.REGION.data.azurecr.io``.
    """
    known = _by_name(design)
    keys = known.get(name, ())
    parts = name.removesuffix(".data.azurecr.io").split(".")
    if not keys and name.endswith(".data.azurecr.io") and len(parts) == 2:
        keys = known.get(f"{parts[0]}.azurecr.io", ())
    found = (design.index.at(key) for key in keys)
    return tuple(endpoint for endpoint in found if isinstance(endpoint, PrivateEndpoint))


def _alias(design: Design, name: str, endpoint: PrivateEndpoint | None) -> str:
    groups = (
        frozenset(group.casefold() for group in endpoint.group_ids) if endpoint else frozenset()
    )
    known = alias_of(name, groups)
    if known is not None:
        return known.name
    label, _, suffix = name.partition(".")
    bound = endpoint.zone_group[0] if endpoint and endpoint.zone_group else None
    zone = design.index.get(PrivateDnsZone, bound)
    return f"{label}.{dns_name(zone)}" if zone else f"{label}.privatelink.{suffix}"


@kept
def private_name(design: Design, name: str) -> str | None:
    """Return the privatelink name that public DNS answers with, or None (E.2 step 3).

    It exists once the resource has an approved endpoint, here or in somebody else's design.
    """
    for endpoint in endpoints_of(design, name):
        if endpoint.state == "Approved":
            return _alias(design, name, endpoint)
    for item in design.topology.public_resources:
        if item.has_private_endpoint_elsewhere and item.fqdn.casefold().rstrip(".") == name:
            return _alias(design, name, None)
    return None


def linked_zone(design: Design, vnet: Key, name: str) -> Zone | None:
    """Return the zone with the longest name that holds `name` and is linked to a network."""
    found = [
        zone
        for zone in zones_of(design)
        if vnet in zone.links and (name == zone.name or name.endswith(f".{zone.name}"))
    ]
    return max(found, key=lambda zone: len(zone.name), default=None)


def record(zone: Zone, name: str) -> Address | None:
    """Return the address that a zone has for a folded name, wildcards last; None: NXDOMAIN."""
    relative = _relative(name, zone.name)
    if relative in zone.records:
        return zone.records[relative]
    parts = relative.split(".")
    if len(parts) == 3 and parts[2] == "data" and parts[0] in zone.data:
        return zone.data[parts[0]]
    for index in range(1, len(parts) + 1):
        found = zone.records.get(".".join(("*", *parts[index:])))
        if found is not None:
            return found
    return None


def region_of(design: Design, cluster: AksCluster) -> str:
    """Return the region of a cluster, folded; ``region`` where the design does not say it."""
    return (cluster.region or design.settings.region or "region").casefold()


def api_zone(design: Design, cluster: AksCluster) -> str | None:
    """Return the name of the private zone of a cluster's API server, or None (C.4).

    None: a public API server, or ``none`` as the zone.
    """
    if not cluster.private or cluster.private_dns_zone == "none":
        return None
    if cluster.private_dns_zone in (None, "system"):
        kind = "private" if cluster.api_server_vnet_integration else "privatelink"
        return f"{kind}.{region_of(design, cluster)}.azmk8s.io"
    drawn = design.index.get(PrivateDnsZone, cluster.private_dns_zone)
    return dns_name(drawn) if drawn else cluster.private_dns_zone.casefold()


def api_name(design: Design, cluster: AksCluster) -> str | None:
    """Return the private name of a cluster's API server, or None."""
    zone = api_zone(design, cluster)
    return f"{cluster.name.casefold()}.{zone}" if zone else None


def public_api_name(design: Design, cluster: AksCluster) -> str | None:
    """Return the public name of a cluster's API server, or None where it is switched off."""
    if cluster.private and not cluster.public_fqdn:
        return None
    return f"{cluster.name.casefold()}.{region_of(design, cluster)}.azmk8s.io"


def api_server_name(design: Design, cluster: AksCluster) -> str:
    """Return the name by which nodes and pods call a public API server (azure-rules C.4)."""
    return f"{cluster.name.casefold()}.hcp.{region_of(design, cluster)}.azmk8s.io"


def _api_record(design: Design, cluster: AksCluster) -> dict[str, Address]:
    place = places_of(design).first(key_of("aks", cluster.name), "api")
    return {cluster.name.casefold(): place.address} if place else {}


def _system_zones(design: Design) -> Iterator[Zone]:
    """Yield the zone of each private cluster that leaves it to AKS: linked to the node network.

    Each is a zone of its own, so that clusters of one region do not hide one another.
    """
    for cluster in design.topology.aks_clusters:
        name = api_name(design, cluster)
        own = cluster.private_dns_zone in (None, "system")
        if name is not None and own and cluster.vnet is not None:
            known = _api_record(design, cluster)
            records = dict(zip("@", known.values(), strict=False))
            yield Zone(name, {vnet_key(cluster.vnet): False}, records)
