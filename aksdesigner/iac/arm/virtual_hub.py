"""Virtual hub -> Microsoft.Network/virtualHubs, its firewall, networks and routing intent."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head, location, reference
from aksdesigner.iac.arm.reading import Head, Lift, lone_id
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
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.read.said import made
from aksdesigner.iac.read.values import Identity
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_hub import HubConnection, VirtualHub
from aksdesigner.model.kinds.virtual_wan import VirtualWan


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
    for connection in drawn_once(draft, key, "connections", hub.connections, lambda c: c.vnet):
        before = declare_connection(draft, key, hub, connection, (before,))
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


def declare_connection(
    draft: Draft, key: Key, hub: VirtualHub, connection: HubConnection, before: tuple[str, ...]
) -> str:
    """Declare the connection of a network to a hub, after what comes first."""
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
        depends_on=before,
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


def from_arm(lift: Lift) -> Iterator[VirtualHub]:
    """Yield the hubs of virtual WANs with what stands in them."""
    for item in lift.of_type(NETWORK + "virtualHubs"):
        head = lift.head(item, "vhub")
        properties = head.said.inner("properties")
        wan = lift.named(properties, "virtualWan", "vwan", needed=True)
        kind = properties.take("sku")
        drawn = lift.design.index.get(VirtualWan, wan)
        if kind != (drawn.type if drawn else "Standard"):
            properties.report(f"sku is {kind!r}, which its WAN is not")
        firewall = _read_firewall(lift, head)
        hub = made(
            head.said,
            VirtualHub,
            **head.fields,
            wan=wan,
            prefix=properties.drawn("addressPrefix"),
            connections=read_connections(lift, item.identity),
            secured=firewall is not None,
            routing_intent=_read_intent(lift, item.identity, firewall),
        )
        properties.done()
        head.said.done()
        yield hub


def _read_firewall(lift: Lift, hub: Head) -> Identity | None:
    for item in lift.of_type(NETWORK + "azureFirewalls"):
        inside = item.body.get("properties", {}).get("virtualHub", {})
        if inside.get("id") != hub.identity:
            continue
        said = lift.read(item)
        if said.take("location") != hub.location:
            said.report(f"location differs from that of {hub.name}")
        properties = said.inner("properties")
        sku, addresses = properties.inner("sku"), properties.inner("hubIPAddresses")
        sku.must("name", "AZFW_Hub")
        sku.asked("tier")
        addresses.must("publicIPs", {"count": 1})
        policy = properties.inner("firewallPolicy")
        policy.asked("id")
        lone_id(properties, "virtualHub")
        for own in (sku, addresses, policy, properties, said):
            own.done()
        return item.identity
    return None


def read_connections(lift: Lift, hub: Identity) -> tuple[HubConnection, ...]:
    """Return the connections that stand in a hub."""
    out = []
    for item in lift.children(hub, "hubVirtualNetworkConnections"):
        said = lift.read(item)
        properties = said.inner("properties")
        out.append(
            made(
                said,
                HubConnection,
                vnet=lift.named(properties, "remoteVirtualNetwork", "vnet", needed=True),
                internet_security=properties.take("enableInternetSecurity"),
            )
        )
        properties.done()
        said.done()
    return tuple(out)


def _read_intent(lift: Lift, hub: Identity, firewall: Identity | None) -> str:
    found: list[tuple[str, str]] = []
    for item in lift.children(hub, "routingIntent"):
        said = lift.read(item)
        properties = said.inner("properties")
        for policy in properties.each("routingPolicies", needed=True):
            destination = policy.only("destinations")
            found.append((policy.take("name"), destination))
            if firewall is None:
                policy.asked("nextHop")
            else:
                policy.must("nextHop", firewall)
            policy.done()
        properties.done()
        said.done()
    for name, policies in POLICIES.items():
        if tuple(found) == policies:
            return name
    return "none"
