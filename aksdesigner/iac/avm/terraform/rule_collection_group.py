"""azurerm_firewall_policy_rule_collection_group -> the module of rule collection groups."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw

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
