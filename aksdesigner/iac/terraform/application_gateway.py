"""Application Gateway -> azurerm_application_gateway."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
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
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.application_gateway import ApplicationGateway

HIGHEST_MINIMUM = 100  # instances; azurerm takes no higher minimum


def to_azurerm(draft: Draft, key: Key, gateway: ApplicationGateway) -> None:
    """Declare the gateway with its public address."""
    plan = gateway_of(draft, key, gateway)
    subnet = draft.id_of(subnet_key(gateway.vnet, gateway.subnet))
    sku: dict[str, Raw] = {
        "name": gateway.tier,
        "tier": gateway.tier,
        "capacity": gateway.capacity,
    }
    draft.declare(
        "azurerm_application_gateway",
        key,
        {
            **head(draft, gateway, real_name(gateway)),
            "zones": list(gateway.zones) or None,
            "firewall_policy_id": plan.policy,
            "tags": tags(gateway),
            "sku": blocks(sku),
            "autoscale_configuration": _scale(draft, key, plan),
            "gateway_ip_configuration": blocks({"name": "place", "subnet_id": subnet}),
            "frontend_ip_configuration": blocks(
                *(_frontend(draft, key, gateway, subnet, item) for item in plan.frontends)
            ),
            "frontend_port": blocks({"name": "port", "port": plan.port}),
            "ssl_certificate": _certificate(plan),
            "backend_address_pool": blocks(_pool(draft, plan)),
            "backend_http_settings": blocks(_settings(gateway, plan)),
            "probe": _probe(gateway, plan),
            "http_listener": blocks(*(_listener(gateway, plan, item) for item in plan.frontends)),
            "request_routing_rule": blocks(
                *(_rule(item, 100 + 10 * index) for index, item in enumerate(plan.frontends))
            ),
        },
    )


def _scale(draft: Draft, key: Key, plan: WebGateway) -> Blocks | None:
    if plan.scale is None:
        return None
    lowest, highest = plan.scale
    if lowest > HIGHEST_MINIMUM:
        draft.omit(key, "min_capacity", f"azurerm takes no more than {HIGHEST_MINIMUM}")
        lowest = HIGHEST_MINIMUM
    return blocks({"min_capacity": lowest, "max_capacity": highest})


def _frontend(
    draft: Draft, key: Key, gateway: ApplicationGateway, subnet: Property, frontend: Frontend
) -> dict[str, Raw]:
    if frontend.slot:
        symbol = address_of(draft, key, gateway, frontend.slot, zones=gateway.zones)
        return {"name": frontend.name, "public_ip_address_id": Property(symbol, ("id",))}
    return {
        "name": frontend.name,
        "subnet_id": subnet,
        "private_ip_address_allocation": "Static",
        "private_ip_address": frontend.address,
    }


def _certificate(plan: WebGateway) -> Blocks | None:
    if plan.certificate is None:
        return None
    data, password = plan.certificate
    return blocks({"name": CERTIFICATE, "data": data, "password": password})


def _pool(draft: Draft, plan: WebGateway) -> dict[str, Raw]:
    names: list[Raw] = [target.text for target in plan.targets if target.is_name]
    addresses = [_address(draft, target) for target in plan.targets if not target.is_name]
    return {"name": POOL, "fqdns": names or None, "ip_addresses": addresses or None}


def _address(draft: Draft, target: Target) -> Raw:
    if target.of:
        return Property(draft.symbols.symbol(target.of, target.role), ("private_ip_address",))
    return target.text


def _settings(gateway: ApplicationGateway, plan: WebGateway) -> dict[str, Raw]:
    return {
        "name": SETTINGS,
        "port": plan.backend_port,
        "protocol": gateway.backend_protocol,
        "cookie_based_affinity": "Disabled",
        "request_timeout": 30,
        "probe_name": PROBE if gateway.probe_path else None,
    }


def _probe(gateway: ApplicationGateway, plan: WebGateway) -> Blocks | None:
    if not gateway.probe_path:
        return None
    return blocks(
        {
            "name": PROBE,
            "protocol": gateway.backend_protocol,
            "host": plan.probe_host,
            "path": gateway.probe_path,
            "interval": 30,
            "timeout": 30,
            "unhealthy_threshold": 3,
        }
    )


def _listener(gateway: ApplicationGateway, plan: WebGateway, frontend: Frontend) -> dict[str, Raw]:
    return {
        "name": frontend.name,
        "frontend_ip_configuration_name": frontend.name,
        "frontend_port_name": "port",
        "protocol": plan.protocol,
        "host_names": list(gateway.hosts) or None,
        "ssl_certificate_name": CERTIFICATE if plan.certificate else None,
    }


def _rule(frontend: Frontend, priority: int) -> dict[str, Raw]:
    return {
        "name": frontend.name,
        "rule_type": "Basic",
        "priority": priority,
        "http_listener_name": frontend.name,
        "backend_address_pool_name": POOL,
        "backend_http_settings_name": SETTINGS,
    }


def from_azurerm(lift: Lift, resource: TerraformResource) -> ApplicationGateway | None:
    """Return the gateway that a resource says."""
    said = lift.said(resource)
    sku, place = said.lone("sku"), said.lone("gateway_ip_configuration")
    values: dict[str, Any] = {}
    if sku:
        values = {"tier": sku.take("name"), "capacity": sku.get("capacity")}
        sku.must("tier", values["tier"])
        sku.done()
    if place:
        place.must("name", "place")
        values["vnet"], values["subnet"] = lift.subnet(place, "subnet_id")
        place.done()
    scale = said.lone("autoscale_configuration") if said.has("autoscale_configuration") else None
    if scale:
        values.update({n: scale.take(n) for n in ("min_capacity", "max_capacity")})
        scale.done()
    elif not values.get("capacity"):
        said.report("it has neither a number of instances nor a range")
    policy = said.take("firewall_policy_id") if values.get("tier") == "WAF_v2" else None
    if policy is not None and not isinstance(policy, Asked):
        values["waf_policy"] = lift.named(said, "firewall_policy_id", "waf", policy)
    fronts = _read_frontends(lift, said, resource)
    return lift.made(
        said,
        ApplicationGateway,
        **lift.head(said, "agw"),
        zones=said.get("zones"),
        backends=_read_pool(lift, said, resource),
        **values,
        **fronts,
        **_read_flow(said, resource),
    )


def _read_frontends(lift: Lift, said: Said, resource: TerraformResource) -> dict[str, Any]:
    out: dict[str, Any] = {"public_frontend": False}
    subnets = [item.get("subnet_id") for item in resource.body.get("gateway_ip_configuration", [])]
    for item in said.each("frontend_ip_configuration", needed=True):
        if item.has("public_ip_address_id"):
            item.must("name", "public")
            value = item.take("public_ip_address_id")
            out["public_frontend"] = True
            out["public_ip"] = lift.address(item, value, lift.owner_of(resource))
        else:
            item.must("name", "private")
            item.must("private_ip_address_allocation", "Static")
            if [item.take("subnet_id")] != subnets:
                item.report("it stands in another subnet than its gateway")
            out["private_ip"] = item.drawn("private_ip_address")
        item.done()
    return out


def _read_flow(said: Said, resource: TerraformResource) -> dict[str, Any]:
    """Return ports, hosts and probe; listeners and rules are one for each frontend."""
    names = [f.get("name") for f in resource.body.get("frontend_ip_configuration", [])]
    port = said.lone("frontend_port")
    number = port.take("port") if port else 0
    if port:
        port.must("name", "port")
        port.done()
    tls = isinstance(number, int) and is_tls(number)
    _read_certificate(said, tls=tls)
    hosts = _read_listeners(said, names, tls=tls)
    for index, item in enumerate(said.each("request_routing_rule", needed=True)):
        wanted = {
            "name": names[index] if index < len(names) else None,
            "rule_type": "Basic",
            "priority": 100 + 10 * index,
            "http_listener_name": names[index] if index < len(names) else None,
            "backend_address_pool_name": POOL,
            "backend_http_settings_name": SETTINGS,
        }
        for name, value in wanted.items():
            item.must(name, value)
        item.done()
    rules = resource.body.get("request_routing_rule", [])
    if len(rules) != len(names):
        said.report(f"it has {len(rules)} rules for {len(names)} frontends")
    return {"port": str(number), "hosts": hosts, **_read_settings(said, hosts)}


def _read_certificate(said: Said, *, tls: bool) -> None:
    if not tls and not said.has("ssl_certificate"):
        return
    inner = said.lone("ssl_certificate")
    if inner:
        inner.must("name", CERTIFICATE)
        inner.asked("data")
        inner.asked("password")
        inner.done()


def _read_listeners(said: Said, names: list[Any], *, tls: bool) -> list[str]:
    found = []
    for item in said.each("http_listener", needed=True):
        name = item.take("name")
        item.must("frontend_ip_configuration_name", name)
        item.must("frontend_port_name", "port")
        item.must("protocol", "Https" if tls else "Http")
        if tls:
            item.must("ssl_certificate_name", CERTIFICATE)
        found.append((name, item.get("host_names") or []))
        item.done()
    if [name for name, _ in found] != names or any(h != found[0][1] for _, h in found):
        said.report(f"it has the listeners {found!r}, expected one for each of {names!r}")
    return list(found[0][1]) if found else []


def _read_settings(said: Said, hosts: list[str]) -> dict[str, Any]:
    inner = said.lone("backend_http_settings")
    if inner is None:
        return {}
    inner.must("name", SETTINGS)
    inner.must("cookie_based_affinity", "Disabled")
    inner.must("request_timeout", 30)
    out = {"backend_port": str(inner.take("port")), "backend_protocol": inner.take("protocol")}
    if inner.has("probe_name") or said.has("probe"):
        inner.must("probe_name", PROBE)
        probe = said.lone("probe")
        fixed = {"name": PROBE, "interval": 30, "timeout": 30, "unhealthy_threshold": 3}
        if probe:
            for name, value in fixed.items():
                probe.must(name, value)
            probe.must("protocol", out["backend_protocol"])
            probe.must("host", hosts[0] if hosts and "*" not in hosts[0] else NO_NAME)
            out["probe_path"] = probe.take("path")
            probe.done()
    inner.done()
    return out


def _read_pool(lift: Lift, said: Said, resource: TerraformResource) -> list[str]:
    """Return the keys of what is in the pool."""
    inner = said.lone("backend_address_pool")
    if inner is None:
        return []
    inner.must("name", POOL)
    drawn = lift.drawn_of("agw", resource)
    members = [*(inner.get("fqdns") or ()), *(inner.get("ip_addresses") or ())]
    found = [lift.member(inner, value, drawn.backends if drawn else ()) for value in members]
    inner.done()
    keys = list(dict.fromkeys(key for key in found if key))
    for key in keys:
        if found.count(key) != lift.members_of(key):
            inner.report(f"{found.count(key)} addresses of {key}, expected {lift.members_of(key)}")
    if drawn is not None:
        keys.sort(key=lambda k: drawn.backends.index(k) if k in drawn.backends else len(keys))
    return keys
