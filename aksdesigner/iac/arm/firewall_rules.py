"""Rule collections of a firewall policy in ARM's words."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.firewall import (
    DNAT_PRIORITY,
    Collection,
    FlowRule,
    collections_of,
    nat_ports,
    region_tag,
)
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
