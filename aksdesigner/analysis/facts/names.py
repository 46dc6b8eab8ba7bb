"""What a name stands for, asked inside a network (azure-rules E.2).

A custom DNS server whose forwarders the design does not say makes the answer notComputed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.dns_servers import context_of
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.places import places_of
from aksdesigner.analysis.facts.service_tags import ANYWHERE, service_tag
from aksdesigner.model.address import Address, ServiceTag
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone, ZoneLink
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint

Answer = Literal["public", "private", "nxdomain", "dns_unreachable", "notComputed"]
# public suffix -> suffix behind ``privatelink.`` where the two differ (azure-rules E.1)
_PRIVATE_SUFFIX = {"vault.azure.net": "vaultcore.azure.net"}


@dataclass(frozen=True)
class Resolution:
    """The answer to a name. `tag` is the service behind a public answer without a known address.

    `connection` is dropped where the answer is of no use; `reason` then says why.
    """

    answer: Answer
    ip: Address | None = None
    zone: str | None = None
    context: Key | None = None
    chain: tuple[str, ...] = ()
    connection: str | None = None
    reason: str | None = None
    tag: ServiceTag = ANYWHERE


@kept
def resolve(design: Design, vnet: Key | None, fqdn: str) -> Resolution:
    """Resolve a name inside a network; None asks the public DNS of the Internet."""
    name = fqdn.casefold().rstrip(".")
    host = _public_host(design, name)
    if vnet is None:
        return _public(design, name, host, None, (name,))
    asked = context_of(design, vnet)
    if asked.trouble == "notComputed":
        return Resolution("notComputed", chain=(name,), reason="unmodelled:dnsServers")
    if asked.trouble is not None or asked.vnet is None:
        return Resolution(
            "dns_unreachable", None, chain=(name,), connection="dropped", reason="dns_unreachable"
        )
    vnet = asked.vnet
    target = _private_name(design, name)
    chain = (name, target) if target else (name,)
    found = _linked_zone(design, vnet, target or name)
    if found is None:
        return _public(design, name, host, vnet, chain)
    zone, link = found
    ip = _record(design, zone, target or name)
    if ip is not None:
        return Resolution("private", ip, zone.name, vnet, chain)
    if link.resolution_policy == "NxDomainRedirect":
        return _public(design, name, host, vnet, chain)
    return Resolution("nxdomain", None, zone.name, vnet, chain, "dropped", "nxdomain")


def _public(
    design: Design, name: str, host: Address | None, context: Key | None, chain: tuple[str, ...]
) -> Resolution:
    service, closed = _service(design, name)
    tag = service_tag(service) if service else ANYWHERE
    if closed:
        reason = "public_access_disabled"
        return Resolution("public", host, None, context, chain, "dropped", reason, tag)
    return Resolution("public", host, None, context, chain, tag=tag)


def _public_host(design: Design, name: str) -> Address | None:
    for net in design.topology.internet:
        for host in net.destinations:
            if host.name.casefold() == name:
                return host.ip
    return None


def _service(design: Design, name: str) -> tuple[PlatformService | None, bool]:
    """Return the service of a public name, and whether its public access is off."""
    closed = any(
        endpoint.public_network_access == "Disabled" for endpoint in _endpoints(design, name)
    )
    for service in design.topology.paas_services:
        if (service.fqdn or "").casefold() == name:
            return service, closed or service.public_network_access == "Disabled"
    return None, closed


def _endpoints(design: Design, name: str) -> tuple[PrivateEndpoint, ...]:
    """Return the endpoints that lead to the resource of a public name."""
    found = []
    for endpoint in design.topology.private_endpoints:
        service = design.index.get(PlatformService, endpoint.target)
        names = {endpoint.fqdn, service.fqdn if service else None}
        if name in {text.casefold() for text in names if text}:
            found.append(endpoint)
    return tuple(found)


def _private_name(design: Design, name: str) -> str | None:
    """Return the CNAME of a resource with an approved endpoint somewhere, or None (step 3)."""
    approved = any(endpoint.state == "Approved" for endpoint in _endpoints(design, name))
    if not approved and not _has_endpoint_elsewhere(design, name):
        return None
    label, _, suffix = name.partition(".")
    return f"{label}.privatelink.{_PRIVATE_SUFFIX.get(suffix, suffix)}"


def _has_endpoint_elsewhere(design: Design, name: str) -> bool:
    return any(
        item.has_private_endpoint_elsewhere and item.fqdn.casefold() == name
        for item in design.topology.public_resources
    )


def _linked_zone(design: Design, vnet: Key, name: str) -> tuple[PrivateDnsZone, ZoneLink] | None:
    """Return the zone with the longest name that holds `name` and is linked to a network."""
    best: tuple[PrivateDnsZone, ZoneLink] | None = None
    for zone in design.topology.private_dns_zones:
        if not (name == zone.name.casefold() or name.endswith(f".{zone.name.casefold()}")):
            continue
        for link in zone.links:
            longer = best is None or len(zone.name) > len(best[0].name)
            if vnet_key(link.vnet) == vnet and longer:
                best = (zone, link)
    return best


def _record(design: Design, zone: PrivateDnsZone, name: str) -> Address | None:
    """Return the address that a zone has for a name: its own record, or that of a zone group."""
    relative = name.removesuffix(zone.name.casefold()).rstrip(".") or "@"
    for label, ip in zone.records.items():
        if label.casefold() in (relative, name):
            return ip
    for endpoint in design.topology.private_endpoints:
        names = {_private_name(design, text) for text in _names(design, endpoint)}
        if zone.name in endpoint.zone_group and name in names and endpoint.state == "Approved":
            place = places_of(design).first(key_of("pe", endpoint.name))
            return place.address if place else None
    return None


def _names(design: Design, endpoint: PrivateEndpoint) -> tuple[str, ...]:
    service = design.index.get(PlatformService, endpoint.target)
    names = (endpoint.fqdn, service.fqdn if service else None)
    return tuple(text.casefold() for text in names if text)
