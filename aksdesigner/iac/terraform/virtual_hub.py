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
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_hub import HubConnection, VirtualHub


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
    for connection in hub.connections:
        before = _connection(draft, key, hub, connection, before)
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


def _connection(
    draft: Draft, key: Key, hub: VirtualHub, connection: HubConnection, before: str
) -> str:
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
        depends_on=(before,),
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
