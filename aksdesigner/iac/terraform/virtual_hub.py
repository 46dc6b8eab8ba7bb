"""Virtual hub -> azurerm_virtual_hub, its firewall, networks and routing intent."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.hub import (
    FIREWALL,
    INTENT,
    POLICIES,
    connection_name,
    hub_firewall,
    hub_sku,
    next_hop,
    prefix_of,
    report_branches,
    wan_of,
)
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.iac.terraform.references import ID
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_hub import HubConnection, VirtualHub
from aksdesigner.model.kinds.virtual_wan import VirtualWan


def to_azurerm(draft: Draft, key: Key, hub: VirtualHub) -> None:
    """Declare the hub and what stands in it, one after the other: a hub takes one change at a time."""
    report_branches(draft, key, hub)
    symbol = draft.declare(
        "azurerm_virtual_hub",
        key,
        {
            **head(draft, hub, real_name(hub)),
            "virtual_wan_id": wan_of(draft, key, hub),
            "address_prefix": prefix_of(draft, key, hub),
            "sku": hub_sku(draft, hub),
            "tags": tags(hub),
        },
    )
    before = _firewall(draft, key, hub) if hub.secured else symbol
    for connection in drawn_once(draft, key, "connections", hub.connections, lambda c: c.vnet):
        before = declare_connection(draft, key, hub, connection, (before,))
    if POLICIES[hub.routing_intent]:
        _intent(draft, key, hub, before)


def _firewall(draft: Draft, key: Key, hub: VirtualHub) -> str:
    name, tier, policy = hub_firewall(draft, key, hub)
    return draft.declare(
        "azurerm_firewall",
        key,
        {
            **head(draft, hub, name),
            "sku_name": "AZFW_Hub",
            "sku_tier": tier,
            "firewall_policy_id": policy,
            "virtual_hub": blocks({"virtual_hub_id": draft.id_of(key), "public_ip_count": 1}),
        },
        FIREWALL,
    )


def declare_connection(
    draft: Draft, key: Key, hub: VirtualHub, connection: HubConnection, before: tuple[str, ...]
) -> str:
    """Declare the connection of a network to a hub, after what comes first."""
    return draft.declare(
        "azurerm_virtual_hub_connection",
        key,
        {
            "name": connection_name(draft, key, hub, connection.vnet),
            "virtual_hub_id": draft.id_of(key),
            "remote_virtual_network_id": draft.id_of(key_of("vnet", connection.vnet)),
            "internet_security_enabled": connection.internet_security,
        },
        f"connection {connection.vnet}",
        depends_on=before,
    )


def _intent(draft: Draft, key: Key, hub: VirtualHub, before: str) -> None:
    hop = next_hop(draft, key, hub)
    policies: list[dict[str, Raw]] = [
        {"name": name, "destinations": [destination], "next_hop": hop}
        for name, destination in POLICIES[hub.routing_intent]
    ]
    draft.declare(
        "azurerm_virtual_hub_routing_intent",
        key,
        {
            "name": "routing-intent",
            "virtual_hub_id": draft.id_of(key),
            "routing_policy": blocks(*policies),
        },
        INTENT,
        depends_on=(before,),
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> VirtualHub | None:
    """Return the hub that a resource and what stands in it say."""
    said = lift.said(resource)
    beside = lift.beside("azurerm_virtual_hub_connection", "virtual_hub_id", resource.address)
    connections = [read_connection(lift, item) for _, item in beside]
    value = said.drawn("virtual_wan_id")
    wan = lift.named(said, "virtual_wan_id", "vwan", value) if value is not None else None
    drawn = lift.drawn.design.index.get(VirtualWan, wan)
    said.must("sku", drawn.type if drawn else "Standard")
    firewall = _read_firewall(lift, resource)
    return lift.made(
        said,
        VirtualHub,
        **lift.head(said, "vhub"),
        wan=wan,
        prefix=said.drawn("address_prefix"),
        connections=[item for item in connections if item],
        secured=firewall is not None,
        routing_intent=_read_intent(lift, resource, firewall),
    )


def read_connection(lift: Lift, said: Said) -> HubConnection | None:
    """Return the connection of a network to a hub."""
    said.take("name")
    return lift.made(
        said,
        HubConnection,
        vnet=lift.take_named(said, "remote_virtual_network_id", "vnet"),
        internet_security=said.take("internet_security_enabled"),
    )


def _read_firewall(lift: Lift, hub: TerraformResource) -> str | None:
    """Return the address of the firewall in a hub: the drawing has only its place."""
    inside = [{"virtual_hub_id": Reference(hub.address, ID), "public_ip_count": 1}]
    for resource in list(lift.of_type("azurerm_firewall")):
        if resource.body.get("virtual_hub") != inside:
            continue
        said = lift.said(resource)
        said.take("virtual_hub")
        said.take("name")
        said.must("location", hub.body.get("location"))
        said.must("resource_group_name", hub.body.get("resource_group_name"))
        said.must("sku_name", "AZFW_Hub")
        said.asked("sku_tier")
        said.asked("firewall_policy_id")
        said.done()
        return resource.address
    return None


def _read_intent(lift: Lift, hub: TerraformResource, firewall: str | None) -> str:
    intent = "azurerm_virtual_hub_routing_intent"
    said = lift.lone_beside(intent, "virtual_hub_id", hub.address)
    if said is None:
        return "none"
    said.must("name", "routing-intent")
    found = []
    for item in said.each("routing_policy", needed=True):
        hop = item.take("next_hop")
        if firewall and hop != Reference(firewall, ID):
            item.report(f"next_hop is {hop!r}, expected the firewall of the hub")
        if not firewall and not isinstance(hop, Asked):
            item.report(f"next_hop is {hop!r}, expected a parameter")
        found.append((item.take("name"), *(item.take("destinations") or ())))
        item.done()
    said.done()
    for name, policies in POLICIES.items():
        if tuple(found) == policies:
            return name
    said.report(f"found the policies {found!r}, which no routing intent has")
    return "none"
