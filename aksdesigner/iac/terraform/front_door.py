"""Front Door -> azurerm_cdn_frontdoor_profile, its endpoint, origins, domains and route."""

from __future__ import annotations

from typing import Any

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
from aksdesigner.iac.plan.service import facts_of
from aksdesigner.iac.plan.web_policy import attached
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import GROUP as RESOURCE_GROUP
from aksdesigner.iac.terraform.body import location, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.iac.terraform.references import ID
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.front_door import FrontDoor, Origin
from aksdesigner.model.kinds.platform_service import PlatformService
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> FrontDoor | None:
    """Return the Front Door that a profile and what is in it say."""
    said = lift.said(resource)
    own = ("cdn_frontdoor_profile_id", resource.address)
    drawn = lift.drawn_of("fd", resource)
    endpoint = _one(lift, said, f"{PREFIX}_endpoint", own)
    hosts, domains = _read_domains(lift, own)
    values: dict[str, Any] = {"hosts": hosts}
    group = _one(lift, said, f"{PREFIX}_origin_group", own, needed=False)
    if group:
        values.update(_read_group(lift, group, (endpoint, domains, drawn)))
    values["waf_policy"] = _read_security(lift, own, [endpoint, *domains])
    sku = str(said.take("sku_name")).removesuffix("_AzureFrontDoor")
    return lift.made(said, FrontDoor, **lift.head(said, "fd", region=False), sku=sku, **values)


def _one(lift: Lift, said: Said, kind: str, own: tuple[str, str], *, needed: bool = True) -> str:
    """Return the address of the one resource of a type in a profile; its body is read later."""
    found = [r for r in lift.of_type(kind) if r.body.get(own[0]) == Reference(own[1], ID)]
    if len(found) > 1 or (needed and not found):
        said.report(f"it has {len(found)} of {kind}, expected one")
    if not found:
        return ""
    if kind.endswith("endpoint"):
        inner = lift.said(found[0])
        inner.take(own[0])
        inner.take("name")
        inner.done()
    return found[0].address


def _read_domains(lift: Lift, own: tuple[str, str]) -> tuple[list[str], list[str]]:
    hosts, addresses = [], []
    for resource, said in lift.beside(f"{PREFIX}_custom_domain", *own):
        said.take("name")
        hosts.append(said.take("host_name"))
        addresses.append(resource.address)
        tls = said.lone("tls")
        if tls:
            tls.must("certificate_type", "ManagedCertificate")
            tls.must("minimum_version", "TLS12")
            tls.done()
        said.done()
    return hosts, addresses


def _read_group(lift: Lift, address: str, around: tuple[str, list[str], Any]) -> dict[str, Any]:
    endpoint, domains, drawn = around
    said = lift.said(lift.resource(address))
    said.take("cdn_frontdoor_profile_id")
    said.must("name", GROUP)
    balance = said.lone("load_balancing")
    if balance:
        balance.must("sample_size", 4)
        balance.must("successful_samples_required", 3)
        balance.done()
    beside = list(lift.beside(f"{PREFIX}_origin", "cdn_frontdoor_origin_group_id", address))
    forwards = _read_route(lift, said, (address, endpoint, domains, [r.address for r, _ in beside]))
    known = {origin.name: origin for origin in drawn.origins} if drawn else {}
    origins = [_read_origin(lift, item, forwards, known) for _, item in beside]
    kept = [origin for origin in origins if origin]
    wanted = forwarding(
        [EdgeOrigin("", o.name, int(o.port) if str(o.port).isdecimal() else 0) for o in kept]
    )
    if forwards != wanted:
        said.report(f"its route forwards by {forwards!r}, expected {wanted!r}")
    path = None
    probe = said.lone("health_probe") if said.has("health_probe") else None
    if probe:
        path = probe.take("path")
        probe.must("request_type", "GET")
        probe.must("protocol", "Https" if wanted == "HttpsOnly" else "Http")
        probe.must("interval_in_seconds", 100)
        probe.done()
    said.done()
    return {"origins": kept, "probe_path": path}


def _read_route(lift: Lift, said: Said, parts: tuple[str, str, list[str], list[str]]) -> Any:
    group, endpoint, domains, origins = parts
    beside = list(lift.beside(f"{PREFIX}_route", "cdn_frontdoor_origin_group_id", group))
    if len(beside) != 1:
        said.report(f"it has {len(beside)} routes, expected one")
        return ""
    resource, route = beside[0]
    route.must("name", ROUTE)
    route.must("cdn_frontdoor_endpoint_id", Reference(endpoint, ID))
    route.must("cdn_frontdoor_origin_ids", [Reference(address, ID) for address in origins])
    if domains or route.has("cdn_frontdoor_custom_domain_ids"):
        wanted = [Reference(address, ID) for address in domains]
        route.must("cdn_frontdoor_custom_domain_ids", wanted)
    fixed: dict[str, Any] = {
        "supported_protocols": ["Http", "Https"],
        "patterns_to_match": ["/*"],
        "link_to_default_domain": True,
        "https_redirect_enabled": True,
        "enabled": True,
    }
    for name, value in fixed.items():
        route.must(name, value)
    forwards = route.take("forwarding_protocol")
    route.done()
    tied = f"{PREFIX}_custom_domain_association"
    for domain in domains:
        inner = lift.lone_beside(tied, "cdn_frontdoor_custom_domain_id", domain)
        if inner is None:
            said.report(f"{domain} is tied to no route")
            continue
        inner.must("cdn_frontdoor_route_ids", [Reference(resource.address, ID)])
        inner.done()
    return forwards


def _read_origin(lift: Lift, said: Said, forwards: Any, known: dict[str, Origin]) -> Origin | None:
    name = said.take("name")
    drawn = known.get(name)
    said.must("enabled", value=True)
    said.must("certificate_name_check_enabled", value=True)
    host = said.take("host_name")
    said.must("origin_host_header", host)
    values = _read_host(lift, host, drawn)
    plain, secure = said.take("http_port"), said.take("https_port")
    if plain != 80 and secure != 443:
        said.report(f"it has the ports {plain} and {secure}, expected one that is not the usual")
    port = secure if forwards == "HttpsOnly" or secure != 443 else plain
    if forwards == "MatchRequest" and (plain, secure) == (80, 443) and drawn:
        port = 443 if drawn.port == "443" else 80
    way = said.lone("private_link") if said.has("private_link") else None
    if way:
        values.update(_read_private(lift, way, drawn))
    return lift.made(said, Origin, name=name, port=str(port), **values)


def _read_host(lift: Lift, host: Any, drawn: Origin | None) -> dict[str, Any]:
    """Return host and target; whose public name a text is says the drawing."""
    target = drawn.target if drawn else None
    if isinstance(host, Asked):
        return {"target": target if drawn and drawn.host is None else None}
    if isinstance(host, Reference) and host.path == ("alias",):
        return {"target": f"pls:{lift.name_at(host.address)}"}
    if isinstance(host, Reference) and host.path == ("ip_address",):
        return {"target": lift.user_of_address(host.address, target)}
    if drawn and drawn.host is None and target:
        there: Any = lift.drawn.design.index.at(target)
        names = (getattr(there, "fqdn", None), *(getattr(there, "hosts", None) or ())[:1])
        if host in names:
            return {"target": target}
    return {"host": host, "target": target if drawn and drawn.host == host else None}


def _read_private(lift: Lift, said: Said, drawn: Origin | None) -> dict[str, Any]:
    said.must("request_message", REQUEST)
    value, group = said.take("private_link_target_id"), said.get("target_type")
    target = drawn.target if drawn else None
    place: Any = None
    if isinstance(value, Reference):
        address = lift.target(said, value) or ""
        found = lift.resource(address)
        target = f"{lift.kind_at(address)}:{lift.name_at(address)}"
        place = found.body.get("location")
    there = lift.drawn.design.index.at(target) if target else None
    wanted = place or lift.place_of(there)
    said.must("location", wanted)
    said.done()
    usual = facts_of(there).group if isinstance(there, PlatformService) else None
    own = None if group == usual and drawn and drawn.group_id is None else group
    return {"private_link": True, "group_id": own, "target": target}


def _read_security(lift: Lift, own: tuple[str, str], covered: list[str]) -> str | None:
    said = lift.lone_beside(f"{PREFIX}_security_policy", *own)
    if said is None:
        return None
    said.must("name", WAF)
    outer = said.lone("security_policies")
    inner = outer.lone("firewall") if outer else None
    said.done()
    if outer is None or inner is None:
        return None
    domains = [{"cdn_frontdoor_domain_id": Reference(address, ID)} for address in covered]
    inner.must("association", [{"patterns_to_match": ["/*"], "domain": domains}])
    policy = lift.take_named(inner, "cdn_frontdoor_firewall_policy_id", "waf")
    inner.done()
    outer.done()
    return policy
