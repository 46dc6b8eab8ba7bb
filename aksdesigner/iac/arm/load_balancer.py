"""Load balancer -> Microsoft.Network/loadBalancers, everything inside the one resource."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, address_of, head, own_part, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.balancer import (
    BACKEND,
    OUTBOUND,
    PROBE,
    RULE,
    TUNNELS,
    Balancing,
    balancing_of,
)
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.load_balancer import LoadBalancer


def to_arm(draft: Draft, key: Key, balancer: LoadBalancer) -> None:
    """Declare the balancer with its public addresses."""
    plan = balancing_of(draft, key, balancer)
    draft.declare(
        versioned(NETWORK + "loadBalancers"),
        key,
        {
            **head(draft, balancer, real_name(balancer)),
            "sku": {"name": balancer.sku},
            "properties": {
                "frontendIPConfigurations": _frontends(draft, key, balancer, plan),
                "backendAddressPools": [_pool(balancer)],
                "probes": _probes(plan),
                "loadBalancingRules": _rules(balancer, plan),
                "outboundRules": _outbound(balancer, plan),
            },
        },
    )


def _frontends(draft: Draft, key: Key, balancer: LoadBalancer, plan: Balancing) -> Raw:
    out: list[Raw] = []
    sku = "Basic" if balancer.sku == "Basic" else "Standard"
    for name, slot in plan.frontends:
        if slot is None:
            out.append(_internal(draft, key, balancer, name))
            continue
        symbol = address_of(draft, key, balancer, slot, zones=balancer.zones, sku=sku)
        address = reference(Property(symbol, ("id",)))
        out.append({"name": name, "properties": {"publicIPAddress": address}})
    return out


def _pool(balancer: LoadBalancer) -> Raw:
    if balancer.sku != "Gateway":
        return {"name": BACKEND}
    tunnels: list[Raw] = [
        {"identifier": identifier, "port": port, "protocol": "VXLAN", "type": kind}
        for identifier, port, kind in TUNNELS
    ]
    return {"name": BACKEND, "properties": {"tunnelInterfaces": tunnels}}


def _internal(draft: Draft, key: Key, balancer: LoadBalancer, name: str) -> Raw:
    subnet = asked_subnet(draft, key, balancer.vnet, balancer.subnet or balancer.name)
    return {
        "name": name,
        "zones": list(balancer.zones) or None,
        "properties": {
            "subnet": reference(subnet),
            "privateIPAllocationMethod": "Static" if balancer.ip else "Dynamic",
            "privateIPAddress": str(balancer.ip) if balancer.ip else None,
        },
    }


def _part(balancer: LoadBalancer, kind: str, name: str) -> Raw:
    return reference(own_part(f"{NETWORK}loadBalancers/{kind}", real_name(balancer), name))


def _probes(plan: Balancing) -> Raw:
    if plan.probe is None:
        return None
    properties: dict[str, Raw] = {
        "protocol": "Http" if plan.probe_path else "Tcp",
        "port": plan.probe,
        "requestPath": plan.probe_path,
    }
    return [{"name": PROBE, "properties": properties}]


def _rules(balancer: LoadBalancer, plan: Balancing) -> Raw:
    if plan.port is None:
        return None
    probe = _part(balancer, "probes", PROBE) if plan.probe is not None else None
    properties: dict[str, Raw] = {
        "frontendIPConfiguration": _part(
            balancer, "frontendIPConfigurations", plan.frontends[0][0]
        ),
        "backendAddressPool": _part(balancer, "backendAddressPools", BACKEND),
        "probe": probe,
        "protocol": plan.protocol,
        "frontendPort": plan.port,
        "backendPort": plan.backend_port,
        "disableOutboundSnat": plan.outbound,
    }
    return [{"name": RULE, "properties": properties}]


def _outbound(balancer: LoadBalancer, plan: Balancing) -> Raw:
    if not plan.outbound:
        return None
    properties: dict[str, Raw] = {
        "frontendIPConfigurations": [
            _part(balancer, "frontendIPConfigurations", name) for name, _ in plan.frontends
        ],
        "backendAddressPool": _part(balancer, "backendAddressPools", BACKEND),
        "protocol": "All",
        "allocatedOutboundPorts": balancer.outbound_ports,
    }
    return [{"name": OUTBOUND, "properties": properties}]
