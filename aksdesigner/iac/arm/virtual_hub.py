"""Virtual hub -> Microsoft.Network/virtualHubs, its firewall, networks and routing intent."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, location, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
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
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_hub import HubConnection, VirtualHub


def to_arm(draft: Draft, key: Key, hub: VirtualHub) -> None:
    """Declare the hub and what stands in it, one after the other: a hub takes one change at a time."""
    report_branches(draft, key, hub)
    symbol = draft.declare(
        versioned(NETWORK + "virtualHubs"),
        key,
        {
            **head(draft, hub, real_name(hub)),
            "properties": {
                "virtualWan": reference(wan_of(draft, key, hub)),
                "addressPrefix": prefix_of(draft, key, hub),
                "sku": hub_sku(draft, hub),
            },
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
        versioned(NETWORK + "azureFirewalls"),
        key,
        {
            "name": name,
            "location": location(draft, hub),
            "properties": {
                "sku": {"name": "AZFW_Hub", "tier": tier},
                "virtualHub": reference(draft.id_of(key)),
                "firewallPolicy": reference(policy),
                "hubIPAddresses": {"publicIPs": {"count": 1}},
            },
        },
        FIREWALL,
    )


def _connection(
    draft: Draft, key: Key, hub: VirtualHub, connection: HubConnection, before: str
) -> str:
    network = draft.id_of(key_of("vnet", connection.vnet))
    return draft.declare(
        versioned(NETWORK + "virtualHubs/hubVirtualNetworkConnections"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": connection_name(draft, key, hub, connection.vnet),
            "properties": {
                "remoteVirtualNetwork": reference(network),
                "enableInternetSecurity": connection.internet_security,
            },
        },
        f"connection {connection.vnet}",
        depends_on=(before,),
    )


def _intent(draft: Draft, key: Key, hub: VirtualHub, before: str) -> None:
    hop = next_hop(draft, key, hub)
    policies: list[Raw] = [
        {"name": name, "destinations": [destination], "nextHop": hop}
        for name, destination in POLICIES[hub.routing_intent]
    ]
    draft.declare(
        versioned(NETWORK + "virtualHubs/routingIntent"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": "routing-intent",
            "properties": {"routingPolicies": policies},
        },
        INTENT,
        depends_on=(before,),
    )
