"""Firewall policy -> Microsoft.Network/firewallPolicies and its rule collection groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, head, reference, texts
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.firewall import dns_servers_of, private_ranges_of
from aksdesigner.iac.plan.firewall_policy import (
    PolicyCollection,
    PolicyRule,
    collections_of_group,
    group_role,
    parent_of,
)
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Identity, Runtime
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall_policy import (
    FirewallPolicy,
    FirewallRule,
    RuleCollection,
    RuleCollectionGroup,
)
from aksdesigner.model.kinds.public_ip import PublicIp


def to_arm(draft: Draft, key: Key, policy: FirewallPolicy) -> None:
    """Declare the policy and its groups, one after the other: Azure changes one at a time."""
    ranges, servers = (
        texts(private_ranges_of(draft, key, policy.private_ranges)),
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
    groups = policy.rule_collection_groups
    for group in drawn_once(draft, key, "rule_collection_groups", groups, lambda g: g.name):
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


def from_arm(lift: Lift) -> Iterator[FirewallPolicy]:
    """Yield the drawn policies; one that a firewall implies belongs to the firewall."""
    for item in lift.drawn_of_type("fwpol", NETWORK + "firewallPolicies"):
        head = lift.head(item, "fwpol")
        properties = head.said.inner("properties")
        sku = properties.inner("sku")
        policy = made(
            head.said,
            FirewallPolicy,
            **head.fields,
            tier=sku.take("tier"),
            parent=lift.named(properties, "basePolicy", "fwpol"),
            threat_intel=properties.take("threatIntelMode"),
            **policy_settings(properties),
            rule_collection_groups=tuple(
                _read_group(lift, group)
                for group in lift.children(item.identity, "ruleCollectionGroups")
            ),
        )
        for said in (sku, properties, head.said):
            said.done()
        yield policy


def policy_settings(properties: Said) -> dict[str, Any]:
    """Return private ranges and DNS of a policy, drawn or implied."""
    snat, dns = properties.maybe("snat"), properties.maybe("dnsSettings")
    found = {
        "private_ranges": tuple(snat.take("privateRanges") or ()) if snat else (),
        "dns_proxy": dns.take("enableProxy") if dns else False,
        "dns_servers": tuple(dns.get("servers", ())) if dns else (),
    }
    for said in (snat, dns):
        if said is not None:
            said.done()
    return found


def _read_group(lift: Lift, item: ReadResource) -> RuleCollectionGroup:
    said = lift.read(item)
    properties = said.inner("properties")
    group = made(
        said,
        RuleCollectionGroup,
        name=item.name,
        priority=properties.take("priority"),
        collections=tuple(
            _read_collection(lift, c) for c in properties.each("ruleCollections", needed=True)
        ),
    )
    properties.done()
    said.done()
    return group


def _read_collection(lift: Lift, said: Said) -> RuleCollection:
    kind, action = said.take("ruleCollectionType"), said.inner("action")
    nat = kind == "FirewallPolicyNatRuleCollection"
    if not nat and kind != "FirewallPolicyFilterRuleCollection":
        said.report(f"ruleCollectionType is {kind!r}")
    found = [_read_rule(lift, rule) for rule in said.each("rules", needed=True)]
    types = {kind for kind, _ in found}
    if len(types) != 1 or (types == {"nat"}) is not nat:
        said.report(f"its rules are of {', '.join(sorted(types)) or 'no type'}")
    does = action.take("type")
    collection = made(
        said,
        RuleCollection,
        name=said.take("name"),
        priority=said.take("priority"),
        type=next(iter(sorted(types)), "network"),
        action="Dnat" if does == "DNAT" else does,
        rules=tuple(_unnumbered([rule for _, rule in found]) if nat else [r for _, r in found]),
    )
    action.done()
    said.done()
    return collection


def _unnumbered(rules: list[FirewallRule]) -> list[FirewallRule]:
    """Return NAT rules with those together that differ in number and public address only."""
    out: list[FirewallRule] = []
    for rule in rules:
        stem, _, number = (rule.name or "").rpartition("-")
        last = out[-1] if out else None
        if last is not None and number.isdecimal() and stem == last.name:
            same = last.with_changes(destinations=rule.destinations, name=rule.name)
            if same == rule:
                both = (*last.destinations, *rule.destinations)
                out[-1] = last.with_changes(destinations=both)
                continue
        first = number.isdecimal() and int(number) == 1 and len(rules) > 1
        out.append(rule.with_changes(name=stem) if first else rule)
    return out


def _read_rule(lift: Lift, said: Said) -> tuple[str, FirewallRule]:
    word = said.take("ruleType")
    kind = next((name for name, own in RULES.items() if own == word), "network")
    if RULES[kind] != word:
        said.report(f"ruleType is {word!r}")
    fields: dict[str, Any] = {"name": said.take("name")}
    groups = tuple(lift.name_of(said, v, "ipgroup") for v in said.get("sourceIpGroups", ()))
    fields["source_ip_groups"] = tuple(name for name in groups if name)
    if not said.has("sourceAddresses") and not groups:
        said.report("it has no source")
    fields["sources"] = tuple(said.get("sourceAddresses", ())) or ("*",)
    if kind == "application":
        pairs = list(said.each("protocols", needed=True))
        fields["protocols"] = tuple(f"{p.take('protocolType')}:{p.take('port')}" for p in pairs)
        for pair in pairs:
            pair.done()
        fields["fqdns"] = tuple(said.get("targetFqdns", ()))
        fields["fqdn_tags"] = tuple(said.get("fqdnTags", ()))
    else:
        fields["protocols"] = tuple(said.some("ipProtocols"))
        ports = said.some("destinationPorts")
        fields["ports"] = tuple(p for p in ports if not isinstance(p, Asked)) or ("*",)
        fields.update(_read_nat(lift, said) if kind == "nat" else _read_network(lift, said))
    rule = made(said, FirewallRule, **fields)
    said.done()
    return kind, rule


def _read_network(lift: Lift, said: Said) -> dict[str, Any]:
    groups = (lift.name_of(said, v, "ipgroup") for v in said.get("destinationIpGroups", ()))
    return {
        "destinations": tuple(said.get("destinationAddresses", ())),
        "destination_ip_groups": tuple(name for name in groups if name),
        "fqdns": tuple(said.get("destinationFqdns", ())),
    }


def _read_nat(lift: Lift, said: Said) -> dict[str, Any]:
    found = said.take("destinationAddresses") or ()
    destinations = []
    for value in found:
        if isinstance(value, Runtime) and value.path == ("properties", "ipAddress"):
            text = _public_text(lift, value.of)
            destinations += [text] if text else []
        elif isinstance(value, Asked):
            continue
        else:
            destinations.append(value)
    port = said.take("translatedPort")
    return {
        "destinations": tuple(destinations),
        "translated_address": said.get("translatedAddress"),
        "translated_fqdn": said.get("translatedFqdn"),
        "translated_port": None if isinstance(port, Asked) else port,
    }


def _public_text(lift: Lift, of: Identity) -> str | None:
    """Return how a drawing writes a public address: as it is drawn, else as nothing chosen."""
    name = lift.drawn_name("pip", of)
    drawn = lift.design.index.get(PublicIp, name)
    return str(drawn.ip) if drawn and drawn.ip else None
