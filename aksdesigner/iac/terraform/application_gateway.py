"""Application Gateway -> azurerm_application_gateway."""

from __future__ import annotations

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
from aksdesigner.iac.plan.web_gateway import (
    CERTIFICATE,
    POOL,
    PROBE,
    SETTINGS,
    Frontend,
    Target,
    WebGateway,
    gateway_of,
)
from aksdesigner.iac.terraform.body import address_of, head, tags
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
