"""What firewalls and their policies mean, in one form."""

from __future__ import annotations

import re
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.plan.firewall import SHORTHAND
from aksdesigner.iac.plan.firewall_policy import NAT_PROTOCOLS, NETWORK_PROTOCOLS
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.firewall_policy import FirewallPolicy, FirewallRule, RuleCollection

ANY = ("*",)
WEB = ("Http:80", "Https:443")
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9.]*")


def firewall(_design: Design, item: Firewall) -> dict[str, Any]:
    """Addresses count at least as many as are named; a policy stands for the shorthand."""
    changes: dict[str, Any] = {"public_ips": max(item.public_ips, len(item.public_ip_names))}
    if item.policy:
        fields = type(item).model_fields
        changes.update({name: fields[name].default for name in SHORTHAND})
    changes["dnat"] = tuple(
        rule.model_copy(update={"to_port": rule.to_port or rule.port}) for rule in item.dnat
    )
    return changes


def policy(_design: Design, item: FirewallPolicy) -> dict[str, Any]:
    """Protocols and destinations of a rule have several spellings."""
    groups = tuple(
        group.model_copy(update={"collections": tuple(_collection(c) for c in group.collections)})
        for group in item.rule_collection_groups
    )
    return {"rule_collection_groups": groups}


def _collection(item: RuleCollection) -> RuleCollection:
    action = "Dnat" if item.type == "nat" else item.action
    rules = tuple(_rule(item.type, rule) for rule in item.rules)
    copied: RuleCollection = item.model_copy(update={"action": action, "rules": rules})
    return copied


def _rule(kind: str, rule: FirewallRule) -> FirewallRule:
    groups = rule.source_ip_groups
    changes: dict[str, Any] = {"sources": ANY if not rule.sources else rule.sources}
    if groups and changes["sources"] == ANY:
        changes["sources"] = ANY
    if kind == "network":
        changes["destinations"] = (*rule.destinations, *rule.service_tags)
        changes["service_tags"] = ()
        changes["protocols"] = _protocols(rule, NETWORK_PROTOCOLS, ("Any",))
        changes["ports"] = rule.ports or ANY
    elif kind == "nat":
        changes["protocols"] = _protocols(rule, NAT_PROTOCOLS, ("TCP", "UDP"))
        changes.update(_nat_ports(rule))
    else:
        changes["protocols"] = tuple(_web(text) for text in rule.protocols) or WEB
        changes["ports"] = ANY
    copied: FirewallRule = rule.model_copy(update=changes)
    return copied


def _nat_ports(rule: FirewallRule) -> dict[str, Any]:
    ports = tuple(port for port in rule.ports if port != "*")
    to_port = rule.translated_port or (rule.ports[0] if len(rule.ports) == 1 else None)
    to_port = to_port if to_port and to_port.isascii() and to_port.isdecimal() else None
    return {
        "ports": ports or ((to_port,) if to_port else ANY),
        "translated_port": to_port,
        "destinations": tuple(d for d in rule.destinations if d != "*"),
    }


def _protocols(
    rule: FirewallRule, known: dict[str, str], default: tuple[str, ...]
) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(known.get(p.casefold(), p) for p in rule.protocols))
    return ("Any",) if "Any" in found else found or default


def _web(text: str) -> str:
    name, colon, port = text.partition(":")
    proper = {"http": "Http", "https": "Https", "mssql": "Mssql"}.get(name.strip().casefold(), name)
    usual = {"Http": "80", "Https": "443", "Mssql": "1433"}.get(proper, "")
    return f"{proper}:{port.strip() if colon else usual}"
