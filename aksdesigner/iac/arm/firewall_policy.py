"""Firewall policy -> Microsoft.Network/firewallPolicies and its rule collection groups."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference, texts
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.firewall import dns_servers_of
from aksdesigner.iac.plan.firewall_policy import (
    PolicyCollection,
    PolicyRule,
    collections_of_group,
    group_role,
    parent_of,
)
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy, RuleCollectionGroup


def to_arm(draft: Draft, key: Key, policy: FirewallPolicy) -> None:
    """Declare the policy and its groups, one after the other: Azure changes one at a time."""
    ranges, servers = (
        texts(policy.private_ranges),
        texts(dns_servers_of(draft, key, policy.dns_servers)),
    )
    dns = {"enableProxy": policy.dns_proxy, "servers": servers}
    parent = parent_of(draft, key, policy)
    symbol = draft.declare(
        versioned(NETWORK + "firewallPolicies"),
        key,
        {
            **head(draft, policy, real_name(policy)),
            "properties": {
                "sku": {"tier": policy.tier},
                "basePolicy": reference(parent) if parent else None,
                "threatIntelMode": policy.threat_intel,
                "snat": {"privateRanges": ranges} if ranges else None,
                "dnsSettings": dns if policy.dns_proxy or servers else None,
            },
        },
    )
    before: tuple[str, ...] = ()
    for group in policy.rule_collection_groups:
        before = (_group(draft, key, policy, symbol, group, before),)


def _group(
    draft: Draft,
    key: Key,
    policy: FirewallPolicy,
    symbol: str,
    group: RuleCollectionGroup,
    before: tuple[str, ...],
) -> str:
    found = collections_of_group(draft, key, policy, group)
    return draft.declare(
        versioned(NETWORK + "firewallPolicies/ruleCollectionGroups"),
        key,
        {
            "parent": Property(symbol, ()),
            "name": group.name,
            "properties": {
                "priority": group.priority,
                "ruleCollections": [_collection(draft, item) for item in found],
            },
        },
        group_role(group),
        depends_on=before,
    )


RULES = {"network": "NetworkRule", "application": "ApplicationRule", "nat": "NatRule"}


def _collection(draft: Draft, collection: PolicyCollection) -> Raw:
    nat = collection.type == "nat"
    word = "Nat" if nat else "Filter"
    return {
        "ruleCollectionType": f"FirewallPolicy{word}RuleCollection",
        "name": collection.name,
        "priority": collection.priority,
        "action": {"type": "DNAT" if nat else collection.action},
        "rules": [_rule(draft, collection.type, rule) for rule in collection.rules],
    }


def _rule(draft: Draft, kind: str, rule: PolicyRule) -> Raw:
    common: dict[str, Raw] = {
        "ruleType": RULES[kind],
        "name": rule.name,
        "sourceAddresses": list(rule.sources) or None,
        "sourceIpGroups": [draft.id_of(k) for k in rule.source_groups] or None,
    }
    if kind == "application":
        return {
            **common,
            "protocols": [{"protocolType": name, "port": port} for name, port in rule.web],
            "targetFqdns": list(rule.fqdns) or None,
            "fqdnTags": list(rule.fqdn_tags) or None,
        }
    flow: dict[str, Raw] = {
        **common,
        "ipProtocols": list(rule.protocols),
        "destinationPorts": list(rule.ports),
    }
    if kind == "network":
        return {
            **flow,
            "destinationAddresses": list(rule.destinations) or None,
            "destinationIpGroups": [draft.id_of(k) for k in rule.destination_groups] or None,
            "destinationFqdns": list(rule.fqdns) or None,
        }
    return {
        **flow,
        "destinationAddresses": [_public(rule)],
        "translatedAddress": rule.to_address,
        "translatedFqdn": rule.to_fqdn,
        "translatedPort": rule.to_port,
    }


def _public(rule: PolicyRule) -> Raw:
    if rule.public:
        return Property(rule.public, ("properties", "ipAddress"))
    return rule.asked or rule.destinations[0]
