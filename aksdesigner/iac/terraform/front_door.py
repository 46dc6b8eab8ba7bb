"""Front Door -> azurerm_cdn_frontdoor_profile, its endpoint, origins, domains and route."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Expression, Property, Raw, blocks
from aksdesigner.iac.plan.edge import (
    GROUP,
    REQUEST,
    ROUTE,
    WAF,
    Domain,
    EdgeOrigin,
    PrivateWay,
    domains_of,
    endpoint_name,
    forwarding,
    origins_of,
    profile_sku,
)
from aksdesigner.iac.plan.web_policy import attached
from aksdesigner.iac.terraform.body import GROUP as RESOURCE_GROUP
from aksdesigner.iac.terraform.body import location, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.resource import AzureResource

PREFIX = "azurerm_cdn_frontdoor"


def to_azurerm(draft: Draft, key: Key, door: FrontDoor) -> None:
    """Declare the profile and what is in it; the route comes after its origins."""
    draft.declare(
        f"{PREFIX}_profile",
        key,
        {
            "name": real_name(door),
            "resource_group_name": RESOURCE_GROUP,
            "sku_name": profile_sku(door),
            "tags": tags(door),
        },
    )
    own: dict[str, Raw] = {"cdn_frontdoor_profile_id": draft.id_of(key)}
    endpoint: dict[str, Raw] = {"name": endpoint_name(draft, key, door), **own}
    draft.declare(f"{PREFIX}_endpoint", key, endpoint, "endpoint")
    domains = domains_of(draft, key, door)
    for domain in domains:
        certificate: dict[str, Raw] = {
            "certificate_type": "ManagedCertificate",
            "minimum_version": "TLS12",
        }
        body: dict[str, Raw] = {
            "name": domain.name,
            **own,
            "host_name": domain.host,
            "tls": blocks(certificate),
        }
        draft.declare(f"{PREFIX}_custom_domain", key, body, domain.role)
    origins = origins_of(draft, key, door)
    if origins:
        _origins(draft, key, door, origins)
        _route(draft, key, domains, origins)
    elif door.probe_path:
        draft.omit(key, "probe_path", "there is no origin to probe")
    policy = attached(draft, key, door.waf_policy, "frontDoor")
    if policy:
        _security(draft, key, domains, policy)


def _origins(draft: Draft, key: Key, door: FrontDoor, origins: list[EdgeOrigin]) -> None:
    probe: dict[str, Raw] = {
        "path": door.probe_path,
        "request_type": "GET",
        "protocol": "Https" if all(o.tls for o in origins) else "Http",
        "interval_in_seconds": 100,
    }
    draft.declare(
        f"{PREFIX}_origin_group",
        key,
        {
            "name": GROUP,
            "cdn_frontdoor_profile_id": draft.id_of(key),
            "load_balancing": blocks({"sample_size": 4, "successful_samples_required": 3}),
            "health_probe": blocks(probe) if door.probe_path else None,
        },
        GROUP,
    )
    for origin in origins:
        _origin(draft, key, origin)


def _origin(draft: Draft, key: Key, origin: EdgeOrigin) -> None:
    host = _host(draft, origin)
    draft.declare(
        f"{PREFIX}_origin",
        key,
        {
            "name": origin.name,
            "cdn_frontdoor_origin_group_id": draft.id_of(key, GROUP),
            "host_name": host,
            "origin_host_header": host,
            "http_port": 80 if origin.tls else origin.port,
            "https_port": origin.port if origin.tls else 443,
            "enabled": True,
            "certificate_name_check_enabled": True,
            "private_link": _private(draft, origin.private) if origin.private else None,
        },
        origin.role,
    )


def _host(draft: Draft, origin: EdgeOrigin) -> Expression:
    if origin.alias_of:
        return Property(draft.symbols.symbol(origin.alias_of), ("alias",))
    if origin.public:
        return Property(origin.public, ("ip_address",))
    assert origin.host is not None
    return origin.host


def _private(draft: Draft, way: PrivateWay) -> Blocks:
    place: Raw = draft.default_location
    target = draft.design.index.at(way.place)
    if isinstance(target, AzureResource):
        place = location(draft, target)
    return blocks(
        {
            "private_link_target_id": way.target,
            "target_type": way.group,
            "location": place,
            "request_message": REQUEST,
        }
    )


def _route(draft: Draft, key: Key, domains: list[Domain], origins: list[EdgeOrigin]) -> None:
    draft.declare(
        f"{PREFIX}_route",
        key,
        {
            "name": ROUTE,
            "cdn_frontdoor_endpoint_id": draft.id_of(key, "endpoint"),
            "cdn_frontdoor_origin_group_id": draft.id_of(key, GROUP),
            "cdn_frontdoor_origin_ids": [draft.id_of(key, origin.role) for origin in origins],
            "cdn_frontdoor_custom_domain_ids": [draft.id_of(key, d.role) for d in domains] or None,
            "supported_protocols": ["Http", "Https"],
            "patterns_to_match": ["/*"],
            "forwarding_protocol": forwarding(origins),
            "link_to_default_domain": True,
            "https_redirect_enabled": True,
            "enabled": True,
        },
        ROUTE,
    )
    for domain in domains:
        draft.declare(
            f"{PREFIX}_custom_domain_association",
            key,
            {
                "cdn_frontdoor_custom_domain_id": draft.id_of(key, domain.role),
                "cdn_frontdoor_route_ids": [draft.id_of(key, ROUTE)],
            },
            f"association {domain.role}",
        )


def _security(draft: Draft, key: Key, domains: list[Domain], policy: Property) -> None:
    roles = ("endpoint", *(domain.role for domain in domains))
    covered = blocks(*({"cdn_frontdoor_domain_id": draft.id_of(key, role)} for role in roles))
    firewall: dict[str, Raw] = {
        "cdn_frontdoor_firewall_policy_id": policy,
        "association": blocks({"patterns_to_match": ["/*"], "domain": covered}),
    }
    draft.declare(
        f"{PREFIX}_security_policy",
        key,
        {
            "name": WAF,
            "cdn_frontdoor_profile_id": draft.id_of(key),
            "security_policies": blocks({"firewall": blocks(firewall)}),
        },
        WAF,
    )
