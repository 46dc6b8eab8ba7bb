"""A virtual hub with its firewall and its routing intent, the same for every dialect."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Parameter, Text
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.iac.value_rules import choices_of, id_rule, value_rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.virtual_hub import VirtualHub
from aksdesigner.model.kinds.virtual_wan import VirtualWan

FIREWALL = "firewall"
INTENT = "routing intent"
# what a routing intent covers -> (name of the policy, destination)
POLICIES = {
    "none": (),
    "internet": (("InternetTraffic", "Internet"),),
    "private": (("PrivateTraffic", "PrivateTraffic"),),
    "both": (("InternetTraffic", "Internet"), ("PrivateTraffic", "PrivateTraffic")),
}


def wan_of(draft: Draft, key: Key, hub: VirtualHub) -> Expression:
    """Return the id of a hub's WAN, or ask for it."""
    if hub.wan:
        return draft.id_of(key_of("vwan", hub.wan))
    return draft.ask(
        f"{hub.name} virtual wan id",
        f"Resource id of the virtual WAN of hub {hub.name}.",
        example=resource_id("Microsoft.Network/virtualWans"),
        rule=id_rule("Microsoft.Network/virtualWans"),
        resource=key,
    )


def prefix_of(draft: Draft, key: Key, hub: VirtualHub) -> Expression:
    """Return a hub's address prefix, or ask for it."""
    if hub.prefix:
        return Text(str(hub.prefix))
    return draft.ask(
        f"{hub.name} prefix",
        f"Address prefix of virtual hub {hub.name}, at least /24, that nothing else uses.",
        example="192.0.2.0/24",
        rule=value_rule("hubPrefix"),
        resource=key,
    )


def hub_sku(draft: Draft, hub: VirtualHub) -> str:
    """Return the SKU of a hub: that of its WAN."""
    wan = draft.design.index.get(VirtualWan, hub.wan)
    return wan.type if wan else "Standard"


def connection_name(draft: Draft, key: Key, hub: VirtualHub, vnet: str) -> str:
    """Return the name of a network's connection, unique in the hub."""
    base = f"{real_name(hub)}-{vnet}"
    return draft.names.derived("con", base, key, f"connection {vnet}", key)


def hub_firewall(draft: Draft, key: Key, hub: VirtualHub) -> tuple[str, Parameter, Parameter]:
    """Return name, tier and policy of the firewall of a secured hub: the drawing has only its place."""
    name = draft.names.derived("afw", real_name(hub), key, FIREWALL)
    tier = draft.ask(
        f"{hub.name} firewall tier",
        f"Tier of the firewall in virtual hub {hub.name}: Basic, Standard or Premium.",
        example="Standard",
        choices=choices_of("hubFirewallTier"),
        resource=key,
    )
    policy = draft.ask(
        f"{hub.name} firewall policy id",
        f"Resource id of the firewall policy of virtual hub {hub.name}.",
        example=resource_id("Microsoft.Network/firewallPolicies"),
        rule=id_rule("Microsoft.Network/firewallPolicies"),
        resource=key,
    )
    return name, tier, policy


def next_hop(draft: Draft, key: Key, hub: VirtualHub) -> Expression:
    """Return the id of what inspects a hub's traffic: its firewall, or one to fill in."""
    if hub.secured:
        return draft.id_of(key, FIREWALL)
    return draft.ask(
        f"{hub.name} next hop id",
        f"Resource id of the firewall or appliance in virtual hub {hub.name} that inspects traffic.",
        example=resource_id("Microsoft.Network/azureFirewalls"),
        rule=id_rule(),
        resource=key,
    )


def report_branches(draft: Draft, key: Key, hub: VirtualHub) -> None:
    """Report branches: the drawing does not show the gateway of the hub that they connect to."""
    if hub.sites:
        reason = "the drawing does not show which gateway of the hub the branches connect to"
        draft.omit(key, "sites", reason)
