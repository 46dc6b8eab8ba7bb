"""Load balancer -> Microsoft.Network/loadBalancers, everything inside the one resource."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, address_of, head, own_part, reference
from aksdesigner.iac.arm.reading import Head, Lift, ids_of, lone_id
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.balancer import (
    BACKEND,
    OUTBOUND,
    PROBE,
    RULE,
    Balancing,
    balancing_of,
    tunnels_of,
)
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Identity
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
    tunnels = tunnels_of(balancer.sku)
    return {"name": BACKEND, "properties": {"tunnelInterfaces": tunnels} if tunnels else None}


def _internal(draft: Draft, key: Key, balancer: LoadBalancer, name: str) -> Raw:
    subnet = asked_subnet(draft, key, balancer.vnet, balancer.subnet, balancer.name)
    return {
        "name": name,
        "zones": list(balancer.zones) or None,
        "properties": {
            "subnet": reference(subnet),
            "privateIPAllocationMethod": "Static" if balancer.ip else "Dynamic",
            "privateIPAddress": str(balancer.ip) if balancer.ip else None,
            "privateIPAddressVersion": "IPv6" if balancer.ip and balancer.ip.version == 6 else None,
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


def from_arm(lift: Lift) -> Iterator[LoadBalancer]:
    """Yield the balancers; what stands behind them was noted when the machines were read."""
    for item in lift.of_type(NETWORK + "loadBalancers"):
        head = lift.head(item, "lb")
        sku, properties = head.said.inner("sku"), head.said.inner("properties")
        kind = sku.take("name")
        names, fields = _read_frontends(lift, head, properties, kind)
        _read_pool(properties, kind)
        fields.update(_read_probe(properties))
        ruled = properties.has("loadBalancingRules")
        outbound = _read_outbound(properties, item.identity, names)
        if ruled:
            probed = "probe_port" in fields
            rule = _read_rule(properties, item.identity, names, probed=probed)
            if rule.pop("snat") is not (outbound is not None):
                properties.report("disableOutboundSnat belongs to an outbound rule")
            fields.update(rule)
        usual = len(names) > 1
        public = fields["type"] == "public" and kind == "Standard"
        if public and ruled and (outbound is not None) is not usual:
            properties.report("several frontends have an outbound rule, a lone one has none")
        fields["outbound_only"] = not ruled
        fields["outbound_ports"] = outbound or 0
        fields["backends"] = tuple(dict.fromkeys(lift.behind.get(lift.place(item.identity), ())))
        for said in (sku, properties, head.said):
            said.done()
        yield made(head.said, LoadBalancer, **head.fields, sku=kind, **fields)


def _read_frontends(
    lift: Lift, head: Head, properties: Said, sku: str
) -> tuple[list[str], dict[str, Any]]:
    """Return the names of the frontends, and what they say of the balancer."""
    names: list[str] = []
    fields: dict[str, Any] = {"type": "public"}
    addresses, zones = [], tuple[str, ...]()
    for said in properties.each("frontendIPConfigurations", needed=True):
        names.append(str(said.take("name")))
        inner = said.inner("properties")
        if inner.has("publicIPAddress"):
            addresses.append(lone_id(inner, "publicIPAddress"))
        else:
            vnet, subnet = lift.placed(inner)
            address = inner.get("privateIPAddress")
            inner.must("privateIPAllocationMethod", "Static" if address else "Dynamic")
            if address and ":" in str(address):
                inner.must("privateIPAddressVersion", "IPv6")
            zones = tuple(said.get("zones", ()))
            fields = {"type": "internal", "vnet": vnet, "subnet": subnet, "ip": address}
        inner.done()
        said.done()
    if addresses:
        own = (lift.at(a) for a in addresses)
        implied = [a for a in own if a and lift.drawn_name("pip", a.identity) is None]
        zones = tuple(implied[0].body.get("zones", ())) if implied else ()
        level = "Basic" if sku == "Basic" else "Standard"
        fields["public_ip_names"] = lift.addresses(properties, addresses, head, zones, level)
        fields["public_ips"] = len(addresses)
    return names, {**fields, "zones": zones}


def _read_pool(properties: Said, sku: str) -> None:
    pool = properties.lone("backendAddressPools")
    if pool is None:
        return
    pool.must("name", BACKEND)
    tunnels = tunnels_of(sku)
    if tunnels:
        pool.must("properties", {"tunnelInterfaces": tunnels})
    pool.done()


def _read_probe(properties: Said) -> dict[str, Any]:
    if not properties.has("probes"):
        return {}
    said = properties.lone("probes")
    if said is None:
        return {}
    said.must("name", PROBE)
    inner = said.inner("properties")
    path = inner.get("requestPath")
    inner.must("protocol", "Http" if path else "Tcp")
    port = inner.take("port")
    inner.done()
    said.done()
    return {"probe_port": str(port), "probe_path": path}


def _read_part(said: Said, name: str, of: Identity, kind: str, part: str) -> None:
    """Take an id that leads to a part of the balancer itself."""
    found = lone_id(said, name)
    if found != replace(of, type=f"{of.type}/{kind}", names=(*of.names, part)):
        said.report(f"{name} is {found!r}, expected {part} of the balancer itself")


def _read_rule(
    properties: Said, of: Identity, frontends: list[str], *, probed: bool
) -> dict[str, Any]:
    said = properties.lone("loadBalancingRules")
    if said is None:
        return {"snat": False}
    said.must("name", RULE)
    inner = said.inner("properties")
    first = frontends[0] if frontends else ""
    _read_part(inner, "frontendIPConfiguration", of, "frontendIPConfigurations", first)
    _read_part(inner, "backendAddressPool", of, "backendAddressPools", BACKEND)
    if probed:
        _read_part(inner, "probe", of, "probes", PROBE)
    port, back = inner.take("frontendPort"), inner.take("backendPort")
    protocol = inner.take("protocol")
    fields: dict[str, Any] = {"snat": inner.take("disableOutboundSnat")}
    if port == 0:
        if back != 0 or protocol != "All":
            inner.report(f"HA ports lead to {back!r} by {protocol!r}, expected all to all")
        fields["ha_ports"] = True
    else:
        fields["port"], fields["protocol"] = str(port), protocol
        fields["backend_port"] = None if back == port else str(back)
    inner.done()
    said.done()
    return fields


def _read_outbound(properties: Said, of: Identity, frontends: list[str]) -> int | None:
    """Return the ports of each machine of the outbound rule, None without a rule."""
    if not properties.has("outboundRules"):
        return None
    said = properties.lone("outboundRules")
    if said is None:
        return None
    said.must("name", OUTBOUND)
    inner = said.inner("properties")
    kind = f"{of.type}/frontendIPConfigurations"
    wanted = [replace(of, type=kind, names=(*of.names, name)) for name in frontends]
    if ids_of(inner, "frontendIPConfigurations") != wanted:
        inner.report("its frontends are not those of the balancer")
    _read_part(inner, "backendAddressPool", of, "backendAddressPools", BACKEND)
    inner.must("protocol", "All")
    ports = inner.take("allocatedOutboundPorts")
    inner.done()
    said.done()
    return int(ports or 0)
