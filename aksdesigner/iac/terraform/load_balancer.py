"""Load balancer -> azurerm_lb and the resources for its pool, probe and rules."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
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
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.iac.terraform.references import ID
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.load_balancer import LoadBalancer

POOL_TYPE = "azurerm_lb_backend_address_pool"


def to_azurerm(draft: Draft, key: Key, balancer: LoadBalancer) -> None:
    """Declare the balancer, its addresses, and what it does."""
    plan = balancing_of(draft, key, balancer)
    draft.declare(
        "azurerm_lb",
        key,
        {
            **head(draft, balancer, real_name(balancer)),
            "sku": balancer.sku,
            "tags": tags(balancer),
            "frontend_ip_configuration": _frontends(draft, key, balancer, plan),
        },
    )
    own = {"loadbalancer_id": draft.id_of(key)}
    pool: dict[str, Raw] = {"name": BACKEND, **own, "tunnel_interface": _tunnels(balancer)}
    draft.declare(POOL_TYPE, key, pool, "backend")
    if plan.probe is not None:
        probe: dict[str, Raw] = {
            "name": PROBE,
            **own,
            "protocol": "Http" if plan.probe_path else "Tcp",
            "port": plan.probe,
            "request_path": plan.probe_path,
        }
        draft.declare("azurerm_lb_probe", key, probe, "probe")
    if plan.port is not None:
        _rule(draft, key, plan, plan.port)
    if plan.outbound:
        _outbound(draft, key, balancer, plan)


def _tunnels(balancer: LoadBalancer) -> Blocks | None:
    tunnels = tunnels_of(balancer.sku)
    return blocks(*tunnels) if tunnels else None


def _frontends(draft: Draft, key: Key, balancer: LoadBalancer, plan: Balancing) -> Blocks:
    out: list[dict[str, Raw]] = []
    sku = "Basic" if balancer.sku == "Basic" else "Standard"
    for name, slot in plan.frontends:
        if slot is None:
            out.append(_internal(draft, key, balancer, name))
            continue
        symbol = address_of(draft, key, balancer, slot, zones=balancer.zones, sku=sku)
        out.append({"name": name, "public_ip_address_id": Property(symbol, ("id",))})
    return blocks(*out)


def _internal(draft: Draft, key: Key, balancer: LoadBalancer, name: str) -> dict[str, Raw]:
    return {
        "name": name,
        "zones": list(balancer.zones) or None,
        "subnet_id": asked_subnet(draft, key, balancer.vnet, balancer.subnet, balancer.name),
        "private_ip_address_allocation": "Static" if balancer.ip else "Dynamic",
        "private_ip_address": str(balancer.ip) if balancer.ip else None,
        "private_ip_address_version": "IPv6" if balancer.ip and balancer.ip.version == 6 else None,
    }


def _rule(draft: Draft, key: Key, plan: Balancing, port: int) -> None:
    draft.declare(
        "azurerm_lb_rule",
        key,
        {
            "name": RULE,
            "loadbalancer_id": draft.id_of(key),
            "protocol": plan.protocol,
            "frontend_ip_configuration_name": plan.frontends[0][0],
            "frontend_port": port,
            "backend_port": plan.backend_port,
            "backend_address_pool_ids": [draft.id_of(key, "backend")],
            "probe_id": draft.id_of(key, "probe") if plan.probe is not None else None,
            "disable_outbound_snat": plan.outbound,
        },
        "rule",
    )


def _outbound(draft: Draft, key: Key, balancer: LoadBalancer, plan: Balancing) -> None:
    frontends: list[dict[str, Raw]] = [{"name": name} for name, _ in plan.frontends]
    draft.declare(
        "azurerm_lb_outbound_rule",
        key,
        {
            "name": OUTBOUND,
            "loadbalancer_id": draft.id_of(key),
            "protocol": "All",
            "allocated_outbound_ports": balancer.outbound_ports,
            "backend_address_pool_id": draft.id_of(key, "backend"),
            "frontend_ip_configuration": blocks(*frontends),
        },
        "outbound",
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> LoadBalancer | None:
    """Return the balancer that a resource and its parts say; machines say that they are behind it."""
    said = lift.said(resource)
    sku = said.take("sku")
    frontends = list(said.each("frontend_ip_configuration", needed=True))
    names = [item.take("name") for item in frontends]
    public = any(item.has("public_ip_address_id") for item in frontends)
    place = (
        _read_public(lift, said, frontends, resource, sku)
        if public
        else _read_internal(lift, frontends, resource)
    )
    _read_pool(lift, resource, sku)
    return lift.made(
        said,
        LoadBalancer,
        **lift.head(said, "lb"),
        type="public" if public else "internal",
        sku=sku,
        backends=_read_backends(lift, resource),
        **place,
        **_read_flows(lift, resource, names),
    )


def _read_public(
    lift: Lift, said: Said, frontends: list[Said], resource: TerraformResource, sku: Any
) -> dict[str, Any]:
    values = [item.take("public_ip_address_id") for item in frontends]
    for item in frontends:
        item.done()
    zones = lift.zones_of(values)
    owner = lift.owner_of(resource, zones)
    names = lift.addresses(said, values, owner, "Basic" if sku == "Basic" else "Standard")
    drawn = lift.drawn_of("lb", resource)
    return {
        "public_ips": len(values),
        "public_ip_names": names,
        "zones": zones,
        # of an internal frontend alone
        "vnet": drawn.vnet if drawn else None,
        "subnet": drawn.subnet if drawn else None,
        "ip": drawn.ip if drawn else None,
    }


def _read_internal(
    lift: Lift, frontends: list[Said], resource: TerraformResource
) -> dict[str, Any]:
    if len(frontends) != 1:
        lift.report(resource.place, f"it has {len(frontends)} internal frontends, expected one")
    if not frontends:
        return {}
    item = frontends[0]
    vnet, subnet = lift.place(item, "subnet_id", "lb", resource)
    way, address = item.take("private_ip_address_allocation"), item.get("private_ip_address")
    if way != ("Static" if address else "Dynamic"):
        item.report(f"private_ip_address_allocation is {way!r} beside the address {address!r}")
    if address and ":" in str(address):
        item.must("private_ip_address_version", "IPv6")
    out = {"vnet": vnet, "subnet": subnet, "ip": address, "zones": item.get("zones")}
    item.done()
    return out


def _read_pool(lift: Lift, resource: TerraformResource, sku: Any) -> None:
    said = lift.lone_beside(POOL_TYPE, "loadbalancer_id", resource.address)
    if said is None:
        lift.report(resource.place, "it has no backend pool")
        return
    said.must("name", BACKEND)
    tunnels = tunnels_of(sku)
    if tunnels:
        said.must("tunnel_interface", tunnels)
    said.done()


def _read_backends(lift: Lift, resource: TerraformResource) -> list[str]:
    """Return the boxes whose interfaces are in the pool, all machines of each."""
    pools = [
        address
        for address, item in lift.configuration.resources.items()
        if item.type == POOL_TYPE
        and item.body.get("loadbalancer_id") == Reference(resource.address, ID)
    ]
    found: list[str] = []
    tied = "azurerm_network_interface_backend_address_pool_association"
    for pool in pools:
        for _, said in lift.beside(tied, "backend_address_pool_id", pool):
            said.must("ip_configuration_name", "ipconfig1")
            interface = lift.target(said, said.take("network_interface_id"))
            box = lift.boxes.get(interface or "")
            if box is None:
                said.report(f"{interface} is the interface of no machine")
            else:
                found.append(box)
            said.done()
    keys = list(dict.fromkeys(found))
    for key in keys:
        if found.count(key) != lift.members_of(key):
            lift.report(resource.place, f"not every machine of {key} is in its pool")
    drawn = lift.drawn_of("lb", resource)
    order = list(drawn.backends) if drawn else []  # which says nothing: a pool is a set
    return sorted(keys, key=lambda key: order.index(key) if key in order else len(order))


def _read_flows(lift: Lift, resource: TerraformResource, names: list[Any]) -> dict[str, Any]:
    own = ("loadbalancer_id", resource.address)
    out: dict[str, Any] = {"outbound_only": True}
    probe = lift.lone_beside("azurerm_lb_probe", *own)
    if probe:
        probe.must("name", PROBE)
        path = probe.get("request_path")
        probe.must("protocol", "Http" if path else "Tcp")
        out.update(probe_path=path, probe_port=str(probe.take("port")))
        probe.done()
    outbound = lift.lone_beside("azurerm_lb_outbound_rule", *own)
    rule = lift.lone_beside("azurerm_lb_rule", *own)
    if rule:
        out.update(
            _read_rule(lift, rule, own, names, probed=probe is not None, out=outbound is not None)
        )
    if outbound:
        outbound.must("name", OUTBOUND)
        outbound.must("protocol", "All")
        _is_own(lift, outbound, outbound.take("backend_address_pool_id"), POOL_TYPE, own)
        outbound.must("frontend_ip_configuration", [{"name": name} for name in names])
        out["outbound_ports"] = outbound.take("allocated_outbound_ports")
        outbound.done()
    return out


def _is_own(lift: Lift, said: Said, value: Any, kind: str, own: tuple[str, str]) -> None:
    """Report an id that does not lead to a part of this balancer."""
    address = lift.target(said, value)
    if address is None:
        return
    part = lift.resource(address)
    if part.type != kind or part.body.get(own[0]) != Reference(own[1], ID):
        said.report(f"{address} is no {kind} of its balancer")


def _read_rule(
    lift: Lift,
    said: Said,
    own: tuple[str, str],
    names: list[Any],
    *,
    probed: bool,
    out: bool,
) -> dict[str, Any]:
    said.must("name", RULE)
    said.must("frontend_ip_configuration_name", names[0] if names else None)
    said.must("disable_outbound_snat", out)
    pools = said.take("backend_address_pool_ids") or []
    for value in pools:
        _is_own(lift, said, value, POOL_TYPE, own)
    if len(pools) != 1:
        said.report(f"it has {len(pools)} pools, expected one")
    if probed:
        _is_own(lift, said, said.take("probe_id"), "azurerm_lb_probe", own)
    port, back, protocol = (
        said.take(name) for name in ("frontend_port", "backend_port", "protocol")
    )
    said.done()
    if port == 0:
        if (back, protocol) != (0, "All"):
            said.report(f"all ports lead to {back} by {protocol}, expected all by All")
        return {"ha_ports": True, "outbound_only": False}
    return {
        "port": str(port),
        "backend_port": None if back == port else str(back),
        "protocol": protocol,
        "outbound_only": False,
    }
