"""Front Door -> Microsoft.Cdn/profiles, its endpoint, origins, domains and route."""

from __future__ import annotations

from aksdesigner.iac.arm.body import location, reference, tags
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Property, Raw
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
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.front_door import FrontDoor
from aksdesigner.model.resource import AzureResource

TYPE = "Microsoft.Cdn/profiles"
HEADERS = {"location": "Global"}


def to_arm(draft: Draft, key: Key, door: FrontDoor) -> None:
    """Declare the profile and what is in it; the route comes after its origins."""
    symbol = draft.declare(
        versioned(TYPE),
        key,
        {
            "name": real_name(door),
            **HEADERS,
            "tags": tags(door),
            "sku": {"name": profile_sku(door)},
        },
    )
    profile = Property(symbol, ())
    body: dict[str, Raw] = {
        "parent": profile,
        "name": endpoint_name(draft, key, door),
        **HEADERS,
        "properties": {"enabledState": "Enabled"},
    }
    draft.declare(versioned(f"{TYPE}/afdEndpoints"), key, body, "endpoint")
    domains = domains_of(draft, key, door)
    for domain in domains:
        _domain(draft, key, profile, domain)
    origins = origins_of(draft, key, door)
    if origins:
        _origins(draft, key, door, profile, origins)
        _route(draft, key, domains, origins)
    elif door.probe_path:
        draft.omit(key, "probe_path", "there is no origin to probe")
    policy = attached(draft, key, door.waf_policy, "frontDoor")
    if policy:
        _security(draft, key, profile, domains, policy)


def _domain(draft: Draft, key: Key, profile: Property, domain: Domain) -> None:
    certificate: Raw = {"certificateType": "ManagedCertificate", "minimumTlsVersion": "TLS12"}
    draft.declare(
        versioned(f"{TYPE}/customDomains"),
        key,
        {
            "parent": profile,
            "name": domain.name,
            "properties": {"hostName": domain.host, "tlsSettings": certificate},
        },
        domain.role,
    )


def _origins(
    draft: Draft, key: Key, door: FrontDoor, profile: Property, origins: list[EdgeOrigin]
) -> None:
    probe: dict[str, Raw] = {
        "probePath": door.probe_path,
        "probeRequestType": "GET",
        "probeProtocol": "Https" if all(o.tls for o in origins) else "Http",
        "probeIntervalInSeconds": 100,
    }
    group = draft.declare(
        versioned(f"{TYPE}/originGroups"),
        key,
        {
            "parent": profile,
            "name": GROUP,
            "properties": {
                "loadBalancingSettings": {"sampleSize": 4, "successfulSamplesRequired": 3},
                "healthProbeSettings": probe if door.probe_path else None,
            },
        },
        GROUP,
    )
    for origin in origins:
        _origin(draft, key, group, origin)


def _origin(draft: Draft, key: Key, group: str, origin: EdgeOrigin) -> None:
    host = _host(draft, origin)
    draft.declare(
        versioned(f"{TYPE}/originGroups/origins"),
        key,
        {
            "parent": Property(group, ()),
            "name": origin.name,
            "properties": {
                "hostName": host,
                "originHostHeader": host,
                "httpPort": 80 if origin.tls else origin.port,
                "httpsPort": origin.port if origin.tls else 443,
                "enabledState": "Enabled",
                "enforceCertificateNameCheck": True,
                "sharedPrivateLinkResource": _private(draft, origin.private)
                if origin.private
                else None,
            },
        },
        origin.role,
    )


def _host(draft: Draft, origin: EdgeOrigin) -> Expression:
    if origin.alias_of:
        return Property(draft.symbols.symbol(origin.alias_of), ("properties", "alias"))
    if origin.public:
        return Property(origin.public, ("properties", "ipAddress"))
    assert origin.host is not None
    return origin.host


def _private(draft: Draft, way: PrivateWay) -> Raw:
    place: Raw = draft.default_location
    target = draft.design.index.at(way.place)
    if isinstance(target, AzureResource):
        place = location(draft, target)
    return {
        "privateLink": reference(way.target),
        "groupId": way.group,
        "privateLinkLocation": place,
        "requestMessage": REQUEST,
    }


def _route(draft: Draft, key: Key, domains: list[Domain], origins: list[EdgeOrigin]) -> None:
    how = forwarding(origins)
    draft.declare(
        versioned(f"{TYPE}/afdEndpoints/routes"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key, "endpoint"), ()),
            "name": ROUTE,
            "properties": {
                "originGroup": reference(draft.id_of(key, GROUP)),
                "customDomains": [reference(draft.id_of(key, d.role)) for d in domains] or None,
                "supportedProtocols": ["Http", "Https"],
                "patternsToMatch": ["/*"],
                "forwardingProtocol": how,
                "linkToDefaultDomain": "Enabled",
                "httpsRedirect": "Enabled",
                "enabledState": "Enabled",
            },
        },
        ROUTE,
        depends_on=tuple(draft.symbols.symbol(key, origin.role) for origin in origins),
    )


def _security(
    draft: Draft, key: Key, profile: Property, domains: list[Domain], policy: Property
) -> None:
    roles = ("endpoint", *(domain.role for domain in domains))
    covered: list[Raw] = [reference(draft.id_of(key, role)) for role in roles]
    association: dict[str, Raw] = {"domains": covered, "patternsToMatch": ["/*"]}
    draft.declare(
        versioned(f"{TYPE}/securityPolicies"),
        key,
        {
            "parent": profile,
            "name": WAF,
            "properties": {
                "parameters": {
                    "type": "WebApplicationFirewall",
                    "wafPolicy": reference(policy),
                    "associations": [association],
                }
            },
        },
        WAF,
    )
