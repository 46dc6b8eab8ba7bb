"""Private DNS zones where they are missing: the zone, its links, and the endpoint's record."""

from __future__ import annotations

from collections.abc import Iterable

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.endpoint_names import (
    consumers_of,
    context_networks,
    zones_named,
)
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command
from aksdesigner.edit.connect import Connect
from aksdesigner.edit.set_field import SetFields
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.repair.candidate import Candidate, candidate


def answering_networks(analysis: Analysis, vnets: Iterable[Key], name: str) -> list[Key]:
    """Return the networks whose zones answer these networks when they ask for a name."""
    found: list[Key] = []
    for vnet in vnets:
        found += context_networks(analysis.facts, vnet, name) or [vnet]
    return list(dict.fromkeys(found))


def zone_commands(
    analysis: Analysis, name: str, vnets: Iterable[Key], endpoint: Key | None = None
) -> list[Command]:
    """Return commands after which a zone exists, answers in networks, and records an endpoint."""
    zones = zones_named(analysis.facts, (name,))
    commands: list[Command] = [] if zones else [AddResource("zone", name=name)]
    zone = zones[0] if zones else None
    key = key_of("zone", zone.name if zone else name)
    linked = {link.vnet for one in zones for link in one.links}
    commands += [Connect(key, vnet) for vnet in vnets if label_of(vnet) not in linked]
    found = analysis.document.topology.index.at(endpoint) if endpoint else None
    if isinstance(found, PrivateEndpoint) and endpoint is not None:
        bound = set(found.zone_group)
        if not bound & {one.name for one in zones} and name not in bound:
            commands.append(Connect(endpoint, key))
    return commands


def api_zone(
    analysis: Analysis, key: Key, cluster: AksCluster, name: str, places: Iterable[Key]
) -> Candidate:
    """Return the zone of an API server, linked to networks; the system zone becomes one's own."""
    own = analysis.document.topology.index.get(PrivateDnsZone, cluster.private_dns_zone)
    wanted = list(dict.fromkeys(places))
    names = " and ".join(label_of(place) for place in wanted)
    commands = zone_commands(analysis, name, wanted)
    if own is not None:
        return candidate(f"Link {own.name} to {names}", *commands)
    values = {"private_dns_zone": name, "identity": "UserAssigned"}
    return candidate(f"Use the zone {name}, linked to {names}", *commands, SetFields(key, values))


def users_of(analysis: Analysis, endpoint: Key, zone: str) -> list[Key]:
    """Return the networks that a zone must be linked to for an endpoint, DNS servers followed."""
    users = list(consumers_of(analysis.facts, endpoint))
    if not users:
        found = analysis.document.topology.index.at(endpoint)
        users = [key_of("vnet", found.vnet)] if isinstance(found, PrivateEndpoint) else []
    return answering_networks(analysis, users, zone)
