"""Rule collections of a firewall policy in azurerm's words."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Fields, Property, Raw, blocks
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


def rule_collections(
    draft: Draft, key: Key, firewall: Firewall, addresses: list[str]
) -> dict[str, Raw]:
    """Return the blocks of a rule collection group, a name for each kind of collection."""
    out: dict[str, Raw] = {}
    if firewall.dnat and addresses:
        out["nat_rule_collection"] = _dnat(draft, key, firewall, addresses[0])
    found = collections_of(draft.design, firewall)
    for kind in ("network", "application"):
        chosen = [_collection(draft, c) for c in found if c.kind == kind]
        if chosen:
            out[f"{kind}_rule_collection"] = Blocks(tuple(chosen))
    return out


def _collection(draft: Draft, collection: Collection) -> Fields:
    rules = [
        _network(draft, rule) if collection.kind == "network" else _application(rule)
        for rule in collection.rules
    ]
    body: dict[str, Raw] = {
        "name": collection.name,
        "priority": collection.priority,
        "action": "Allow",
        "rule": blocks(*rules),
    }
    return blocks(body).values[0]


def _network(draft: Draft, rule: FlowRule) -> dict[str, Raw]:
    to: Raw = [region_tag(draft, rule)] if rule.to_region else list(rule.destinations)
    return {
        "name": rule.name,
        "protocols": list(rule.protocols),
        "source_addresses": list(rule.sources),
        "destination_addresses": to,
        "destination_ports": list(rule.ports),
    }


def _application(rule: FlowRule) -> dict[str, Raw]:
    pairs = [protocol.split(":") for protocol in rule.protocols]
    protocols: list[dict[str, Raw]] = [{"type": kind, "port": int(port)} for kind, port in pairs]
    return {
        "name": rule.name,
        "source_addresses": list(rule.sources),
        "destination_fqdns": list(rule.fqdns) or None,
        "destination_fqdn_tags": list(rule.fqdn_tags) or None,
        "protocols": blocks(*protocols),
    }


def _dnat(draft: Draft, key: Key, firewall: Firewall, address: str) -> Blocks:
    public = Property(address, ("ip_address",))
    rules = [_nat(draft, key, firewall, rule, public) for rule in firewall.dnat]
    return blocks(
        {
            "name": "dnat",
            "priority": DNAT_PRIORITY,
            "action": "Dnat",
            "rule": blocks(*rules),
        }
    )


def _nat(
    draft: Draft, key: Key, firewall: Firewall, rule: Dnat, public: Property
) -> dict[str, Raw]:
    port, to_port = nat_ports(draft, key, firewall, rule)
    return {
        "name": rule.name,
        "protocols": [rule.protocol.upper()],
        "source_addresses": ["*"],
        "destination_address": public,
        "destination_ports": [port],
        "translated_address": str(rule.to),
        "translated_port": to_port,
    }
