"""Application Gateway -> Microsoft.Network/applicationGateways, everything in one resource."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, address_of, head, own_part, reference
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
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
