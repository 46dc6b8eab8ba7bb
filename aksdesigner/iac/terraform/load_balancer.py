"""Load balancer -> azurerm_lb and the resources for its pool, probe and rules."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
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
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.load_balancer import LoadBalancer


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
    draft.declare("azurerm_lb_backend_address_pool", key, pool, "backend")
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
    if balancer.sku != "Gateway":
        return None
    tunnels: list[dict[str, Raw]] = [
        {"identifier": identifier, "port": port, "protocol": "VXLAN", "type": kind}
        for identifier, port, kind in TUNNELS
    ]
    return blocks(*tunnels)


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
        "subnet_id": asked_subnet(draft, key, balancer.vnet, balancer.subnet or balancer.name),
        "private_ip_address_allocation": "Static" if balancer.ip else "Dynamic",
        "private_ip_address": str(balancer.ip) if balancer.ip else None,
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
