"""Firewall policy -> azurerm_firewall_policy and its rule collection groups."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, Raw, blocks
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.plan.firewall import dns_servers_of, private_ranges_of
from aksdesigner.iac.plan.firewall_policy import (
    PolicyCollection,
    PolicyRule,
    collections_of_group,
    group_role,
    parent_of,
)
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import head, tags, texts
from aksdesigner.iac.terraform.firewall_rules import read_web
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall_policy import (
    FirewallPolicy,
    FirewallRule,
    RuleCollection,
    RuleCollectionGroup,
)
from aksdesigner.model.kinds.public_ip import PublicIp

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
            "private_ip_ranges": texts(private_ranges_of(draft, key, policy.private_ranges)),
            "tags": tags(policy),
            "dns": blocks(dns) if policy.dns_proxy or servers else None,
        },
    )
    before: tuple[str, ...] = ()
    groups = policy.rule_collection_groups
    for group in drawn_once(draft, key, "rule_collection_groups", groups, lambda g: g.name):
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> FirewallPolicy | None:
    """Return the policy that a resource says, with its rule collection groups."""
    said = lift.said(resource)
    drawn = lift.drawn_of("fwpol", resource)
    beside = lift.beside(
        "azurerm_firewall_policy_rule_collection_group", "firewall_policy_id", resource.address
    )
    groups = [_read_group(lift, item, drawn) for _, item in beside]
    dns = said.lone("dns") if said.has("dns") else None
    values: dict[str, Any] = {}
    if dns:
        values = {"dns_proxy": dns.take("proxy_enabled"), "dns_servers": dns.get("servers")}
        dns.done()
    return lift.made(
        said,
        FirewallPolicy,
        **lift.head(said, "fwpol"),
        tier=said.take("sku"),
        parent=lift.take_named(said, "base_policy_id", "fwpol"),
        threat_intel=said.take("threat_intelligence_mode"),
        private_ranges=said.get("private_ip_ranges"),
        rule_collection_groups=[group for group in groups if group],
        **values,
    )


def _read_group(lift: Lift, said: Said, drawn: Any) -> RuleCollectionGroup | None:
    name = said.take("name")
    same = [g for g in drawn.rule_collection_groups if g.name == name] if drawn else []
    known = same[0].collections if same else ()
    found = [
        _read_rules(lift, item, kind, known)
        for kind in TYPES
        for item in said.each(f"{kind}_rule_collection")
    ]
    order = [c.name for c in known]  # priorities rule; azurerm's order is that of the types
    kept = [c for c in found if c]
    kept.sort(key=lambda c: order.index(c.name) if c.name in order else len(order))
    return lift.made(
        said, RuleCollectionGroup, name=name, priority=said.take("priority"), collections=kept
    )


def _read_rules(
    lift: Lift, said: Said, kind: str, known: tuple[RuleCollection, ...]
) -> RuleCollection | None:
    name = said.take("name")
    same = [c for c in known if c.name == name and c.type == kind]
    wanted = {rule.name: rule for rule in same[0].rules} if same else {}
    found = [_read_rule(lift, item, kind, wanted) for item in said.each("rule", needed=True)]
    rules = [rule for rule in found if rule]
    if kind == "nat":
        rules = _joined(rules, list(wanted.values()))
    return lift.made(
        said,
        RuleCollection,
        name=name,
        type=kind,
        priority=said.take("priority"),
        action=said.take("action"),
        rules=rules,
    )


def _joined(rules: list[FirewallRule], wanted: list[FirewallRule]) -> list[FirewallRule]:
    """Return NAT rules with one rule where Azure needs one for each public address."""
    by_name = {rule.name: rule for rule in rules}
    for rule in wanted:
        count = len([text for text in rule.destinations if text != "*"])
        names = [with_suffix(rule.name, suffix) for suffix in numbered(count)] if count > 1 else []
        parts = [by_name[name] for name in names if name in by_name]
        bare = [part.model_copy(update={"name": "", "destinations": ()}) for part in parts]
        if len(parts) != count or count < 2 or any(part != bare[0] for part in bare):
            continue
        whole = {"name": rule.name, "destinations": tuple(d for p in parts for d in p.destinations)}
        rules[rules.index(parts[0])] = parts[0].model_copy(update=whole)
        rules = [r for r in rules if r not in parts[1:]]
    return rules


def _read_rule(
    lift: Lift, said: Said, kind: str, wanted: dict[str, FirewallRule]
) -> FirewallRule | None:
    name = said.take("name")
    values: dict[str, Any] = {"source_ip_groups": lift.names(said, "source_ip_groups", "ipgroup")}
    grouped = bool(values["source_ip_groups"])
    values["sources"] = (said.get if grouped else said.take)("source_addresses")
    if kind == "application":
        values["protocols"] = [read_web(item) for item in said.each("protocols", needed=True)]
        values["fqdn_tags"] = said.get("destination_fqdn_tags")
        values["fqdns"] = said.get("destination_fqdns")
        return lift.made(said, FirewallRule, name=name, **values)
    values["protocols"] = said.take("protocols")
    ports = said.take("destination_ports") or []
    values["ports"] = [port for port in ports if not isinstance(port, Asked)] or None
    if kind == "network":
        values["destinations"] = said.get("destination_addresses")
        values["destination_ip_groups"] = lift.names(said, "destination_ip_groups", "ipgroup")
        values["fqdns"] = said.get("destination_fqdns")
        return lift.made(said, FirewallRule, name=name, **values)
    values["destinations"] = _read_public(lift, said, wanted.get(name))
    values["translated_address"] = said.get("translated_address")
    values["translated_fqdn"] = said.get("translated_fqdn")
    values["translated_port"] = said.drawn("translated_port")
    return lift.made(said, FirewallRule, name=name, **values)


def _read_public(lift: Lift, said: Said, drawn: FirewallRule | None) -> list[str]:
    """Return what a NAT rule translates from: a drawn address by its text, else as written.

    A rule without a drawn destination means the first address of the firewall, or asks for it.
    """
    value = said.take("destination_address")
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Reference):
        return []
    address = lift.target(said, value, ("ip_address",))
    if address is None or (drawn is not None and not [d for d in drawn.destinations if d != "*"]):
        return []
    found = lift.drawn.design.index.get(PublicIp, lift.name_at(address))
    return [str(found.ip)] if found is not None and found.ip is not None else []
