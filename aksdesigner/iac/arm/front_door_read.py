"""Microsoft.Cdn/profiles and what is in it -> Front Door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import NETWORK
from aksdesigner.iac.arm.front_door import TYPE
from aksdesigner.iac.arm.reading import ADDRESSES, TYPES, Head, Lift, ids_of
from aksdesigner.iac.plan.edge import GROUP, REQUEST, ROUTE, WAF, EdgeOrigin, forwarding
from aksdesigner.iac.plan.service import facts_of
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Identity, Runtime
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.front_door import FrontDoor, Origin
from aksdesigner.model.kinds.platform_service import PlatformService

USERS = {
    NETWORK + "loadBalancers": "lb",
    NETWORK + "applicationGateways": "agw",
}


def from_arm(lift: Lift) -> Iterator[FrontDoor]:
    """Yield the Front Doors."""
    for item in lift.of_type(TYPE):
        head = lift.head(item, "fd", place="Global")
        sku = head.said.inner("sku")
        kind = str(sku.take("name"))
        for said in (sku, head.said):
            said.done()
        endpoint = _read_endpoint(lift, head)
        hosts, domains = _read_domains(lift, head)
        fields: dict[str, Any] = {"hosts": hosts, "sku": kind.removesuffix("_AzureFrontDoor")}
        if not kind.endswith("_AzureFrontDoor"):
            head.said.report(f"sku is {kind!r}")
        group = lift.lone_child(head, "originGroups")
        if group is not None:
            fields.update(_read_group(lift, head, group))
            _read_route(lift, head, (endpoint, group.identity, domains), fields["origins"])
        fields["waf_policy"] = _read_security(lift, head, [endpoint, *domains])
        yield made(head.said, FrontDoor, **head.fields, **fields)


def _read_endpoint(lift: Lift, door: Head) -> Identity | None:
    item = lift.lone_child(door, "afdEndpoints", needed=True)
    if item is None:
        return None
    said = lift.read(item)
    said.must("location", "Global")
    said.must("properties", {"enabledState": "Enabled"})
    said.done()
    return item.identity


def _read_domains(lift: Lift, door: Head) -> tuple[tuple[str, ...], list[Identity]]:
    hosts, ids = [], []
    for item in lift.children(door.identity, "customDomains"):
        said = lift.read(item)
        properties = said.inner("properties")
        hosts.append(properties.take("hostName"))
        ids.append(item.identity)
        certificate = {"certificateType": "ManagedCertificate", "minimumTlsVersion": "TLS12"}
        properties.must("tlsSettings", certificate)
        properties.done()
        said.done()
    return tuple(hosts), ids


def _read_group(lift: Lift, door: Head, group: ReadResource) -> dict[str, Any]:
    said = lift.read(group)
    if group.name != GROUP:
        said.report(f"name is {group.name!r}, expected {GROUP!r}")
    properties = said.inner("properties")
    properties.must("loadBalancingSettings", {"sampleSize": 4, "successfulSamplesRequired": 3})
    drawn = lift.drawn_as(door)
    known = {origin.name: origin for origin in drawn.origins} if drawn else {}
    children = list(lift.children(group.identity, "origins"))
    origins = tuple(_read_origin(lift, item, known.get(str(item.name))) for item in children)
    probe = properties.maybe("healthProbeSettings")
    path = None
    if probe is not None:
        path = probe.take("probePath")
        probe.must("probeRequestType", "GET")
        secure = forwarding([EdgeOrigin("", o.name, int(o.port)) for o in origins]) == "HttpsOnly"
        probe.must("probeProtocol", "Https" if secure else "Http")
        probe.must("probeIntervalInSeconds", 100)
        probe.done()
    properties.done()
    said.done()
    return {"origins": origins, "probe_path": path}


def _read_route(
    lift: Lift,
    door: Head,
    parts: tuple[Identity | None, Identity, list[Identity]],
    origins: tuple[Origin, ...],
) -> None:
    endpoint, group, domains = parts
    found = list(lift.children(endpoint, "routes")) if endpoint else []
    if len(found) != 1:
        door.said.report(f"it has {len(found)} routes, expected one")
        return
    said = lift.read(found[0])
    if found[0].name != ROUTE:
        said.report(f"name is {found[0].name!r}, expected {ROUTE!r}")
    properties = said.inner("properties")
    properties.must("originGroup", {"id": group})
    if ids_of(properties, "customDomains") != domains:
        properties.report("customDomains are not those of the profile")
    wanted: dict[str, Any] = {
        "supportedProtocols": ["Http", "Https"],
        "patternsToMatch": ["/*"],
        "linkToDefaultDomain": "Enabled",
        "httpsRedirect": "Enabled",
        "enabledState": "Enabled",
        "forwardingProtocol": forwarding([EdgeOrigin("", o.name, int(o.port)) for o in origins]),
    }
    for name, value in wanted.items():
        properties.must(name, value)
    properties.done()
    said.done()


def _read_origin(lift: Lift, item: ReadResource, drawn: Origin | None) -> Origin:
    said = lift.read(item)
    properties = said.inner("properties")
    properties.must("enabledState", "Enabled")
    properties.must("enforceCertificateNameCheck", value=True)
    host = properties.take("hostName")
    properties.must("originHostHeader", host)
    fields = _read_host(lift, properties, host, drawn)
    plain, secure = properties.take("httpPort"), properties.take("httpsPort")
    if plain != 80 and secure != 443:
        properties.report(f"it has the ports {plain} and {secure}, expected a usual one")
    way = properties.maybe("sharedPrivateLinkResource")
    # of two usual ports the route tells which is meant
    port = plain if plain != 80 else secure
    if (plain, secure) == (80, 443) and drawn is not None and drawn.port == "80":
        port = 80
    if way is not None:
        fields.update(_read_private(lift, way, drawn))
    properties.done()
    said.done()
    return made(said, Origin, name=item.name, port=str(port) if port else None, **fields)


def _read_host(lift: Lift, said: Said, host: Any, drawn: Origin | None) -> dict[str, Any]:
    """Return host and target; whose public name a text is says the drawing."""
    target = drawn.target if drawn else None
    if isinstance(host, Asked):
        return {"target": host.stands_for or None}
    if isinstance(host, Runtime) and host.path == ("properties", "alias"):
        name = lift.name_of(said, host.of, "pls")
        return {"target": key_of("pls", name) if name else None}
    if isinstance(host, Runtime) and host.path == ("properties", "ipAddress"):
        users = _users_of(lift, host.of)
        return {"target": target if target in users else next(iter(users), None)}
    if not isinstance(host, str):
        said.report(f"hostName is {host!r}")
        return {}
    if drawn is not None and drawn.host is None and target:
        there: Any = lift.design.index.at(target)
        names = (getattr(there, "fqdn", None), *(getattr(there, "hosts", None) or ())[:1])
        if host in names:
            return {"target": target}
    return {"host": host, "target": target if drawn and drawn.host == host else None}


def _users_of(lift: Lift, address: Identity) -> list[Key]:
    """Return what a public address can be drawn as: itself, or who uses it."""
    out = []
    own = lift.drawn_name("pip", address) if address.type == ADDRESSES else None
    for item in lift.program.resources:
        kind = USERS.get(item.type)
        frontends = item.body.get("properties", {}).get("frontendIPConfigurations", ())
        used = [f.get("properties", {}).get("publicIPAddress", {}).get("id") for f in frontends]
        name = lift.drawn_name(kind, item.identity) if kind and used[:1] == [address] else None
        if kind and name:
            out.append(key_of(kind, name))
    return [*out, key_of("pip", own)] if own else out


def _read_private(lift: Lift, said: Said, drawn: Origin | None) -> dict[str, Any]:
    said.must("requestMessage", REQUEST)
    inner = said.inner("privateLink")
    value, group = inner.take("id"), said.get("groupId")
    inner.done()
    kind = "pls" if isinstance(value, Identity) and value.type == TYPES["pls"] else "paas"
    name = lift.name_of(said, value, kind)
    target = key_of(kind, name) if name else None
    resource, there = lift.at(value), lift.design.index.at(target) if target else None
    place = said.take("privateLinkLocation")
    if resource is not None and not resource.existing:
        if place != resource.body.get("location"):
            said.report(f"privateLinkLocation is {place!r}, expected that of {name}")
    elif there is not None and lift.region(said, place) != lift.design.region_of(there):
        said.report(f"privateLinkLocation is {place!r}, expected the region of {name}")
    said.done()
    usual = facts_of(there).group if isinstance(there, PlatformService) else None
    own = None if group == usual and drawn is not None and drawn.group_id is None else group
    return {"private_link": True, "group_id": own, "target": target}


def _read_security(lift: Lift, door: Head, covered: list[Identity | None]) -> str | None:
    item = lift.lone_child(door, "securityPolicies")
    if item is None:
        return None
    said = lift.read(item)
    if item.name != WAF:
        said.report(f"name is {item.name!r}, expected {WAF!r}")
    properties = said.inner("properties")
    parameters = properties.inner("parameters")
    parameters.must("type", "WebApplicationFirewall")
    domains = [{"id": identity} for identity in covered]
    parameters.must("associations", [{"domains": domains, "patternsToMatch": ["/*"]}])
    policy = lift.named(parameters, "wafPolicy", "waf", needed=True)
    for inner in (parameters, properties, said):
        inner.done()
    return policy
