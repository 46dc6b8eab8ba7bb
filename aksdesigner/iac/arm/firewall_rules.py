"""Rule collections of a firewall policy in ARM's words."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.firewall import (
    ANY,
    DNAT_PRIORITY,
    Collection,
    FlowRule,
    collections_of,
    nat_ports,
    region_tag,
)
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Called, Identity, Mixed, Runtime
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.firewall import Dnat, Firewall


def rule_collections(draft: Draft, key: Key, firewall: Firewall, addresses: list[str]) -> Raw:
    """Return the collections; DNAT comes first, as in Azure."""
    out: list[Raw] = []
    if firewall.dnat and addresses:
        out.append(_dnat(draft, key, firewall, addresses[0]))
    out += [_collection(draft, c) for c in collections_of(draft.design, firewall)]
    return out


def _collection(draft: Draft, collection: Collection) -> Raw:
    return {
        "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
        "name": collection.name,
        "priority": collection.priority,
        "action": {"type": "Allow"},
        "rules": [
            _network(draft, rule) if collection.kind == "network" else _application(rule)
            for rule in collection.rules
        ],
    }


def _network(draft: Draft, rule: FlowRule) -> Raw:
    to: list[Raw] = list(rule.destinations)
    if rule.to_region:
        to = [region_tag(draft, rule)]
    return {
        "ruleType": "NetworkRule",
        "name": rule.name,
        "ipProtocols": list(rule.protocols),
        "sourceAddresses": list(rule.sources),
        "destinationAddresses": to,
        "destinationPorts": list(rule.ports),
    }


def _application(rule: FlowRule) -> Raw:
    pairs = [protocol.split(":") for protocol in rule.protocols]
    return {
        "ruleType": "ApplicationRule",
        "name": rule.name,
        "protocols": [{"protocolType": kind, "port": int(port)} for kind, port in pairs],
        "sourceAddresses": list(rule.sources),
        "targetFqdns": list(rule.fqdns) or None,
        "fqdnTags": list(rule.fqdn_tags) or None,
    }


def _dnat(draft: Draft, key: Key, firewall: Firewall, address: str) -> Raw:
    public = Property(address, ("properties", "ipAddress"))
    return {
        "ruleCollectionType": "FirewallPolicyNatRuleCollection",
        "name": "dnat",
        "priority": DNAT_PRIORITY,
        "action": {"type": "DNAT"},
        "rules": [_nat(draft, key, firewall, rule, public) for rule in firewall.dnat],
    }


def _nat(draft: Draft, key: Key, firewall: Firewall, rule: Dnat, public: Property) -> Raw:
    port, to_port = nat_ports(draft, key, firewall, rule)
    return {
        "ruleType": "NatRule",
        "name": rule.name,
        "ipProtocols": [rule.protocol.upper()],
        "sourceAddresses": ["*"],
        "destinationAddresses": [public],
        "destinationPorts": [port],
        "translatedAddress": str(rule.to),
        "translatedPort": to_port,
    }


HERE = Called("resourceGroup", (), "location")


def read_shorthand(
    lift: Lift, properties: Said, firewall: Firewall, first: Any
) -> tuple[str, tuple[Dnat, ...]]:
    """Return what the rules of an implied policy stand for: the shorthand, and the DNAT rules.

    `firewall` is the firewall without them; `first` the id of its first public address.
    """
    dnat: tuple[Dnat, ...] = ()
    filters: list[Said] = []
    for said in properties.each("ruleCollections", needed=True):
        kind = said.take("ruleCollectionType")
        if kind == "FirewallPolicyNatRuleCollection":
            dnat = _read_dnat(said, first)
        elif kind != "FirewallPolicyFilterRuleCollection":
            said.report(f"ruleCollectionType is {kind!r}")
            said.done()
        else:
            filters.append(said)
    found = [_read_collection(said) for said in filters]
    for rules in ("network", "application"):
        wanted = firewall.model_copy(update={"rules": rules})
        if found == [_said(lift, c) for c in collections_of(lift.design, wanted)]:
            return rules, dnat
    network = any(rule.get("ruleType") == "NetworkRule" for c in found for rule in c["rules"])
    application = any(
        rule.get("ruleType") == "ApplicationRule" for c in found for rule in c["rules"]
    )
    properties.report("its rules are not those that the shorthand stands for")
    return ("network" if network and not application else "application"), dnat


def _said(lift: Lift, collection: Collection) -> dict[str, Any]:
    """Return what a collection of the shorthand says in code."""
    network = collection.kind == "network"
    rules = []
    for rule in collection.rules:
        said: dict[str, Any] = {
            "ruleType": "NetworkRule" if network else "ApplicationRule",
            "name": rule.name,
            "sourceAddresses": list(rule.sources),
        }
        if network:
            said["ipProtocols"] = list(rule.protocols)
            said["destinationAddresses"] = list(rule.destinations)
            said["destinationPorts"] = list(rule.ports)
            if rule.to_region:
                said["destinationAddresses"] = [_region_tag(lift, rule)]
        else:
            pairs = [protocol.split(":") for protocol in rule.protocols]
            said["protocols"] = [{"protocolType": k, "port": int(p)} for k, p in pairs]
            said["targetFqdns"] = list(rule.fqdns) or None
            said["fqdnTags"] = list(rule.fqdn_tags) or None
        rules.append({name: value for name, value in said.items() if value is not None})
    return {
        "name": collection.name,
        "priority": collection.priority,
        "action": {"type": "Allow"},
        "rules": rules,
    }


def _region_tag(lift: Lift, rule: FlowRule) -> Any:
    region = rule.region or lift.design.settings.region
    if region:
        return f"AzureCloud.{region}"
    return Mixed(("AzureCloud.", HERE))


def _read_collection(said: Said) -> dict[str, Any]:
    found = {name: said.take(name) for name in ("name", "priority", "action", "rules")}
    said.done()
    return {**found, "rules": _located(found["rules"] or [])}


def _located(value: Any) -> Any:
    """Return a value with the region of the deployment, of whatever scope, in one form."""
    if isinstance(value, Called) and value.member == "location" and not value.arguments:
        return HERE
    if isinstance(value, Mixed):
        return Mixed(tuple(_located(piece) for piece in value.pieces))
    if isinstance(value, dict):
        return {name: _located(item) for name, item in value.items()}
    return [_located(item) for item in value] if isinstance(value, list) else value


def _read_dnat(said: Said, first: Any) -> tuple[Dnat, ...]:
    for name, wanted in (("name", "dnat"), ("priority", DNAT_PRIORITY)):
        said.must(name, wanted)
    said.must("action", {"type": "DNAT"})
    rules = tuple(_read_rule(rule, first) for rule in said.each("rules", needed=True))
    said.done()
    return rules


def _read_rule(said: Said, first: Any) -> Dnat:
    said.must("ruleType", "NatRule")
    said.must("sourceAddresses", list(ANY))
    address = said.take("destinationAddresses")
    if not isinstance(first, Identity) or address != [Runtime(first, ("properties", "ipAddress"))]:
        said.report(f"it translates from {address!r}, expected the firewall's first address")
    protocol, port = said.only("ipProtocols"), said.only("destinationPorts")
    to_port = said.take("translatedPort")
    rule = made(
        said,
        Dnat,
        name=said.take("name"),
        protocol=str(protocol).capitalize(),
        to=said.take("translatedAddress"),
        port=None if isinstance(port, Asked) else port,
        to_port=None if isinstance(to_port, Asked) else to_port,
    )
    said.done()
    return rule
