"""azurerm_firewall_policy_rule_collection_group -> the module of rule collection groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

BEFORE = "firewall_policy_rule_collection_group"  # how each parameter begins
FROM = ("source_addresses", "source_ip_groups")
# kind -> parts that each rule must have, parts that it may have
RULES = {
    "application": (("name",), (*FROM, "destination_fqdns", "destination_fqdn_tags")),
    "network": (
        ("name", "protocols", "destination_ports"),
        (*FROM, "destination_addresses", "destination_ip_groups", "destination_fqdns"),
    ),
    "nat": (
        ("name", "protocols", "translated_port"),
        (
            *FROM,
            "destination_address",
            "destination_ports",
            "translated_address",
            "translated_fqdn",
        ),
    ),
}


def to_module(source: Source) -> Body:
    """Return the parameters; collections keep their order, which the module gives to Azure."""
    body = source.body
    return {
        f"{BEFORE}_firewall_policy_id": body.need("firewall_policy_id"),
        f"{BEFORE}_name": body.need("name"),
        f"{BEFORE}_priority": body.need("priority"),
        **{f"{BEFORE}_{kind}_rule_collection": _collections(body, kind) for kind in RULES},
    }


def _collections(body: BodyReader, kind: str) -> Raw:
    found: list[Raw] = []
    for item in body.objects(f"{kind}_rule_collection"):
        rules: list[Raw] = [_rule(rule, kind) for rule in item.objects("rule")]
        head: dict[str, Raw] = {part: item.need(part) for part in ("name", "priority", "action")}
        found.append({**head, "rule": rules})
    return found or None


def _rule(rule: BodyReader, kind: str) -> dict[str, Raw]:
    needed, optional = RULES[kind]
    said: dict[str, Raw] = {
        **{part: rule.need(part) for part in needed},
        **{part: rule.take(part) for part in optional},
    }
    if kind == "application":
        web: list[Raw] = [
            {part: item.need(part) for part in ("type", "port")}
            for item in rule.objects("protocols")
        ]
        said["protocols"] = web or None
    return said


def from_module(call: Parameters) -> Made:
    """Return the body, each collection with its rules in their order."""

    def collections(kind: str, rule: Callable[[Parameters], dict[str, Any]]) -> Any:
        found = call.objects(f"{BEFORE}_{kind}_rule_collection")
        return [_collection(item, rule) for item in found] or None

    body = said(
        name=call.need("firewall_policy_rule_collection_group_name"),
        firewall_policy_id=call.need("firewall_policy_rule_collection_group_firewall_policy_id"),
        priority=call.need("firewall_policy_rule_collection_group_priority"),
        application_rule_collection=collections("application", _application_rule),
        network_rule_collection=collections("network", _network_rule),
        nat_rule_collection=collections("nat", _nat_rule),
    )
    return Made(body)


def _collection(item: Parameters, rule: Callable[[Parameters], dict[str, Any]]) -> dict[str, Any]:
    return said(
        name=item.need("name"),
        priority=item.need("priority"),
        action=item.need("action"),
        rule=[rule(inner) for inner in item.objects("rule")],
    )


def _from(rule: Parameters) -> dict[str, Any]:
    return said(
        name=rule.need("name"),
        source_addresses=rule.take("source_addresses"),
        source_ip_groups=rule.take("source_ip_groups"),
    )


def _application_rule(rule: Parameters) -> dict[str, Any]:
    web = [{"type": x.need("type"), "port": x.need("port")} for x in rule.objects("protocols")]
    return _from(rule) | said(
        destination_fqdns=rule.take("destination_fqdns"),
        destination_fqdn_tags=rule.take("destination_fqdn_tags"),
        protocols=web or None,
    )


def _network_rule(rule: Parameters) -> dict[str, Any]:
    return _from(rule) | said(
        protocols=rule.need("protocols"),
        destination_ports=rule.need("destination_ports"),
        destination_addresses=rule.take("destination_addresses"),
        destination_ip_groups=rule.take("destination_ip_groups"),
        destination_fqdns=rule.take("destination_fqdns"),
    )


def _nat_rule(rule: Parameters) -> dict[str, Any]:
    return _from(rule) | said(
        protocols=rule.need("protocols"),
        destination_ports=rule.take("destination_ports"),
        destination_address=rule.take("destination_address"),
        translated_address=rule.take("translated_address"),
        translated_fqdn=rule.take("translated_fqdn"),
        translated_port=rule.need("translated_port"),
    )
