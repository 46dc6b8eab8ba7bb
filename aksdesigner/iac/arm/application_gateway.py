"""Application Gateway -> Microsoft.Network/applicationGateways, everything in one resource."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, address_of, head, own_part, reference
from aksdesigner.iac.arm.members import keys_behind
from aksdesigner.iac.arm.reading import Head, Lift, lone_id
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.listener import is_tls
from aksdesigner.iac.plan.web_gateway import (
    CERTIFICATE,
    NO_NAME,
    POOL,
    PROBE,
    SETTINGS,
    Frontend,
    Target,
    WebGateway,
    gateway_of,
)
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Identity
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.application_gateway import ApplicationGateway

TYPE = NETWORK + "applicationGateways"


def to_arm(draft: Draft, key: Key, gateway: ApplicationGateway) -> None:
    """Declare the gateway with its public address."""
    plan = gateway_of(draft, key, gateway)
    subnet = reference(draft.id_of(subnet_key(gateway.vnet, gateway.subnet)))
    place: Raw = [{"name": "place", "properties": {"subnet": subnet}}]
    scale = plan.scale
    draft.declare(
        versioned(TYPE),
        key,
        {
            **head(draft, gateway, real_name(gateway)),
            "zones": list(gateway.zones) or None,
            "properties": {
                "sku": {"name": gateway.tier, "tier": gateway.tier, "capacity": gateway.capacity},
                "autoscaleConfiguration": {"minCapacity": scale[0], "maxCapacity": scale[1]}
                if scale
                else None,
                "gatewayIPConfigurations": place,
                "frontendIPConfigurations": [
                    _frontend(draft, key, gateway, subnet, item) for item in plan.frontends
                ],
                "frontendPorts": [{"name": "port", "properties": {"port": plan.port}}],
                "sslCertificates": _certificates(plan),
                "backendAddressPools": [_pool(draft, plan)],
                "backendHttpSettingsCollection": [_settings(gateway, plan)],
                "probes": _probes(gateway, plan),
                "httpListeners": [_listener(gateway, plan, item) for item in plan.frontends],
                "requestRoutingRules": [
                    _rule(gateway, item, 100 + 10 * index)
                    for index, item in enumerate(plan.frontends)
                ],
                "firewallPolicy": reference(plan.policy) if plan.policy else None,
            },
        },
    )


def _part(gateway: ApplicationGateway, kind: str, name: str) -> Raw:
    return reference(own_part(f"{TYPE}/{kind}", real_name(gateway), name))


def _frontend(
    draft: Draft, key: Key, gateway: ApplicationGateway, subnet: Raw, frontend: Frontend
) -> Raw:
    if frontend.slot:
        symbol = address_of(draft, key, gateway, frontend.slot, zones=gateway.zones)
        address = reference(Property(symbol, ("id",)))
        return {"name": frontend.name, "properties": {"publicIPAddress": address}}
    properties: dict[str, Raw] = {
        "subnet": subnet,
        "privateIPAllocationMethod": "Static",
        "privateIPAddress": frontend.address,
    }
    return {"name": frontend.name, "properties": properties}


def _certificates(plan: WebGateway) -> Raw:
    if plan.certificate is None:
        return None
    data, password = plan.certificate
    return [{"name": CERTIFICATE, "properties": {"data": data, "password": password}}]


def _pool(draft: Draft, plan: WebGateway) -> Raw:
    addresses = [_address(draft, target) for target in plan.targets]
    return {"name": POOL, "properties": {"backendAddresses": addresses}}


def _address(draft: Draft, target: Target) -> Raw:
    if target.of:
        configurations = "ipConfigurations" if target.role else "frontendIPConfigurations"
        path = ("properties", configurations, 0, "properties", "privateIPAddress")
        return {"ipAddress": Property(draft.symbols.symbol(target.of, target.role), path)}
    return {"fqdn": target.text} if target.is_name else {"ipAddress": target.text}


def _settings(gateway: ApplicationGateway, plan: WebGateway) -> Raw:
    properties: dict[str, Raw] = {
        "port": plan.backend_port,
        "protocol": gateway.backend_protocol,
        "cookieBasedAffinity": "Disabled",
        "requestTimeout": 30,
        "probe": _part(gateway, "probes", PROBE) if gateway.probe_path else None,
    }
    return {"name": SETTINGS, "properties": properties}


def _probes(gateway: ApplicationGateway, plan: WebGateway) -> Raw:
    if not gateway.probe_path:
        return None
    properties: dict[str, Raw] = {
        "protocol": gateway.backend_protocol,
        "host": plan.probe_host,
        "path": gateway.probe_path,
        "interval": 30,
        "timeout": 30,
        "unhealthyThreshold": 3,
    }
    return [{"name": PROBE, "properties": properties}]


def _listener(gateway: ApplicationGateway, plan: WebGateway, frontend: Frontend) -> Raw:
    certificate = _part(gateway, "sslCertificates", CERTIFICATE) if plan.certificate else None
    properties: dict[str, Raw] = {
        "frontendIPConfiguration": _part(gateway, "frontendIPConfigurations", frontend.name),
        "frontendPort": _part(gateway, "frontendPorts", "port"),
        "protocol": plan.protocol,
        "hostNames": list(gateway.hosts) or None,
        "sslCertificate": certificate,
    }
    return {"name": frontend.name, "properties": properties}


def _rule(gateway: ApplicationGateway, frontend: Frontend, priority: int) -> Raw:
    properties: dict[str, Raw] = {
        "ruleType": "Basic",
        "priority": priority,
        "httpListener": _part(gateway, "httpListeners", frontend.name),
        "backendAddressPool": _part(gateway, "backendAddressPools", POOL),
        "backendHttpSettings": _part(gateway, "backendHttpSettingsCollection", SETTINGS),
    }
    return {"name": frontend.name, "properties": properties}


def from_arm(lift: Lift) -> Iterator[ApplicationGateway]:
    """Yield the gateways."""
    for item in lift.of_type(TYPE):
        head = lift.head(item, "agw")
        zones = tuple(head.said.get("zones", ()))
        properties = head.said.inner("properties")
        fields = _read_size(properties)
        place = _read_place(lift, properties)
        policy = lone_id(properties, "firewallPolicy") if fields["tier"] == "WAF_v2" else None
        if fields["tier"] == "WAF_v2" and policy is None:
            properties.report("firewallPolicy is missing")
        if policy is not None and not isinstance(policy, Asked):
            fields["waf_policy"] = lift.name_of(properties, policy, "waf")
        names, fronts = _read_frontends(lift, head, properties, place, zones)
        fields.update(fronts)
        fields.update(_read_flow(properties, item.identity, names))
        fields["backends"] = _read_pool(lift, head, properties)
        properties.done()
        head.said.done()
        vnet, subnet = place
        yield made(
            head.said,
            ApplicationGateway,
            **head.fields,
            vnet=vnet,
            subnet=subnet,
            zones=zones,
            **fields,
        )


def _read_size(properties: Said) -> dict[str, Any]:
    sku, scale = properties.inner("sku"), properties.maybe("autoscaleConfiguration")
    tier, capacity = sku.take("tier"), sku.get("capacity")
    sku.must("name", tier)
    sku.done()
    fields: dict[str, Any] = {"tier": tier, "capacity": capacity}
    if (scale is None) is (capacity is None):
        properties.report("it has a number of instances, or a range")
    if scale is not None:
        fields["min_capacity"] = scale.take("minCapacity")
        fields["max_capacity"] = scale.take("maxCapacity")
        scale.done()
    return fields


def _read_place(lift: Lift, properties: Said) -> tuple[str | None, str | None]:
    said = properties.lone("gatewayIPConfigurations")
    if said is None:
        return None, None
    said.must("name", "place")
    inner = said.inner("properties")
    found = lift.placed(inner)
    inner.done()
    said.done()
    return found


def _read_frontends(
    lift: Lift,
    head: Head,
    properties: Said,
    place: tuple[str | None, str | None],
    zones: tuple[str, ...],
) -> tuple[list[str], dict[str, Any]]:
    """Return the names of the frontends, and what they say of the gateway."""
    names: list[str] = []
    fields: dict[str, Any] = {"public_frontend": False}
    for said in properties.each("frontendIPConfigurations", needed=True):
        inner = said.inner("properties")
        public = inner.has("publicIPAddress")
        names.append("public" if public else "private")
        said.must("name", names[-1])
        if public:
            address = lone_id(inner, "publicIPAddress")
            fields["public_frontend"] = True
            fields["public_ip"] = lift.address(inner, address, head, zones)
        else:
            if lift.placed(inner) != place:
                inner.report("it stands in another subnet than its gateway")
            inner.must("privateIPAllocationMethod", "Static")
            fields["private_ip"] = inner.drawn("privateIPAddress")
        inner.done()
        said.done()
    return names, fields


def _read_flow(properties: Said, of: Identity, names: list[str]) -> dict[str, Any]:
    """Return ports, hosts and probe: a listener and a rule stand for each frontend."""
    port = properties.lone("frontendPorts")
    number = None
    if port is not None:
        port.must("name", "port")
        inner = port.inner("properties")
        number = inner.take("port")
        inner.done()
        port.done()
    tls = isinstance(number, int) and is_tls(number)
    if tls:
        _read_certificate(properties)
    hosts = _read_listeners(properties, of, names, tls=tls)
    rules = list(properties.each("requestRoutingRules", needed=True))
    if len(rules) != len(names):
        properties.report(f"it has {len(rules)} rules for {len(names)} frontends")
    for index, (said, name) in enumerate(zip(rules, names, strict=False)):
        said.must("name", name)
        inner = said.inner("properties")
        inner.must("ruleType", "Basic")
        inner.must("priority", 100 + 10 * index)
        _read_own(inner, "httpListener", of, "httpListeners", name)
        _read_own(inner, "backendAddressPool", of, "backendAddressPools", POOL)
        settings = "backendHttpSettingsCollection"
        _read_own(inner, "backendHttpSettings", of, settings, SETTINGS)
        inner.done()
        said.done()
    return {"port": str(number), "hosts": hosts, **_read_settings(properties, of, hosts)}


def _read_own(said: Said, name: str, of: Identity, kind: str, part: str) -> None:
    """Take an id that leads to a part of the gateway itself."""
    found = lone_id(said, name)
    if found != replace(of, type=f"{of.type}/{kind}", names=(*of.names, part)):
        said.report(f"{name} is {found!r}, expected {part} of the gateway itself")


def _read_certificate(properties: Said) -> None:
    said = properties.lone("sslCertificates")
    if said is None:
        return
    said.must("name", CERTIFICATE)
    inner = said.inner("properties")
    inner.asked("data")
    inner.asked("password")
    inner.done()
    said.done()


def _read_listeners(
    properties: Said, of: Identity, names: list[str], *, tls: bool
) -> tuple[str, ...]:
    found = []
    for said in properties.each("httpListeners", needed=True):
        name, inner = said.take("name"), said.inner("properties")
        _read_own(inner, "frontendIPConfiguration", of, "frontendIPConfigurations", name)
        _read_own(inner, "frontendPort", of, "frontendPorts", "port")
        inner.must("protocol", "Https" if tls else "Http")
        if tls:
            _read_own(inner, "sslCertificate", of, "sslCertificates", CERTIFICATE)
        found.append((name, tuple(inner.get("hostNames", ()))))
        inner.done()
        said.done()
    if [name for name, _ in found] != names or len({hosts for _, hosts in found}) > 1:
        properties.report(f"it has the listeners {found!r}, expected alike ones for {names!r}")
    return found[0][1] if found else ()


def _read_settings(properties: Said, of: Identity, hosts: tuple[str, ...]) -> dict[str, Any]:
    said = properties.lone("backendHttpSettingsCollection")
    if said is None:
        return {}
    said.must("name", SETTINGS)
    inner = said.inner("properties")
    inner.must("cookieBasedAffinity", "Disabled")
    inner.must("requestTimeout", 30)
    out = {"backend_port": str(inner.take("port")), "backend_protocol": inner.take("protocol")}
    if inner.has("probe") or properties.has("probes"):
        _read_own(inner, "probe", of, "probes", PROBE)
        host = hosts[0] if hosts and "*" not in hosts[0] else NO_NAME
        out["probe_path"] = _read_probe(properties, out["backend_protocol"], host)
    inner.done()
    said.done()
    return out


def _read_probe(properties: Said, protocol: Any, host: str) -> Any:
    said = properties.lone("probes")
    if said is None:
        return None
    said.must("name", PROBE)
    inner = said.inner("properties")
    wanted = {"protocol": protocol, "host": host, "interval": 30, "timeout": 30}
    for name, value in {**wanted, "unhealthyThreshold": 3}.items():
        inner.must(name, value)
    path = inner.take("path")
    inner.done()
    said.done()
    return path


def _read_pool(lift: Lift, head: Head, properties: Said) -> tuple[str, ...]:
    """Return the keys of what is in the pool."""
    said = properties.lone("backendAddressPools")
    if said is None:
        return ()
    said.must("name", POOL)
    inner = said.inner("properties")
    values = []
    for item in inner.each("backendAddresses", needed=True):
        is_name = item.has("fqdn")
        values.append((item.take("fqdn" if is_name else "ipAddress"), is_name))
        item.done()
    drawn = lift.drawn_as(head)
    found = keys_behind(lift, inner, values, drawn.backends if drawn else ())
    inner.done()
    said.done()
    return found
