"""Firewall policy -> azurerm_firewall_policy and its rule collection groups."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
from aksdesigner.iac.plan.firewall import dns_servers_of
from aksdesigner.iac.plan.firewall_policy import (
    PolicyCollection,
    PolicyRule,
    collections_of_group,
    group_role,
    parent_of,
)
from aksdesigner.iac.terraform.body import head, tags, texts
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy, RuleCollectionGroup

TYPES = ("nat", "network", "application")


def to_azurerm(draft: Draft, key: Key, policy: FirewallPolicy) -> None:
    """Declare the policy and its groups, one after the other: Azure changes one at a time."""
    servers = texts(dns_servers_of(draft, key, policy.dns_servers))
    dns: dict[str, Raw] = {"proxy_enabled": policy.dns_proxy, "servers": servers}
    parent = parent_of(draft, key, policy)
    draft.declare(
        "azurerm_firewall_policy",
        key,
        {
            **head(draft, policy, real_name(policy)),
            "sku": policy.tier,
            "base_policy_id": parent,
            "threat_intelligence_mode": policy.threat_intel,
            "private_ip_ranges": texts(policy.private_ranges),
            "tags": tags(policy),
            "dns": blocks(dns) if policy.dns_proxy or servers else None,
        },
    )
    before: tuple[str, ...] = ()
    for group in policy.rule_collection_groups:
        before = (_group(draft, key, policy, group, before),)


def _group(
    draft: Draft,
    key: Key,
    policy: FirewallPolicy,
    group: RuleCollectionGroup,
    before: tuple[str, ...],
) -> str:
    found = collections_of_group(draft, key, policy, group)
    chosen = {kind: [c for c in found if c.type == kind] for kind in TYPES}
    return draft.declare(
        "azurerm_firewall_policy_rule_collection_group",
        key,
        {
            "name": group.name,
            "firewall_policy_id": draft.id_of(key),
            "priority": group.priority,
            **{
                f"{kind}_rule_collection": _collections(draft, items)
                for kind, items in chosen.items()
                if items
            },
        },
        group_role(group),
        depends_on=before,
    )


def _collections(draft: Draft, items: list[PolicyCollection]) -> Blocks:
    bodies: list[dict[str, Raw]] = [
        {
            "name": item.name,
            "priority": item.priority,
            "action": item.action,
            "rule": blocks(*(_rule(draft, item.type, rule) for rule in item.rules)),
        }
        for item in items
    ]
    return blocks(*bodies)


def _rule(draft: Draft, kind: str, rule: PolicyRule) -> dict[str, Raw]:
    common: dict[str, Raw] = {
        "name": rule.name,
        "source_addresses": list(rule.sources) or None,
        "source_ip_groups": [draft.id_of(k) for k in rule.source_groups] or None,
    }
    if kind == "application":
        return {
            **common,
            "destination_fqdns": list(rule.fqdns) or None,
            "destination_fqdn_tags": list(rule.fqdn_tags) or None,
            "protocols": blocks(*({"type": name, "port": port} for name, port in rule.web)),
        }
    flow: dict[str, Raw] = {
        **common,
        "protocols": list(rule.protocols),
        "destination_ports": list(rule.ports),
    }
    if kind == "network":
        return {
            **flow,
            "destination_addresses": list(rule.destinations) or None,
            "destination_ip_groups": [draft.id_of(k) for k in rule.destination_groups] or None,
            "destination_fqdns": list(rule.fqdns) or None,
        }
    return {
        **flow,
        "destination_address": _public(rule),
        "translated_address": rule.to_address,
        "translated_fqdn": rule.to_fqdn,
        "translated_port": rule.to_port,
    }


def _public(rule: PolicyRule) -> Raw:
    if rule.public:
        return Property(rule.public, ("ip_address",))
    return rule.asked or rule.destinations[0]
