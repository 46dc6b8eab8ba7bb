"""Rule collections of a firewall policy in azurerm's words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked, Mixed
from aksdesigner.iac.terraform.lifting import Lift
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


def read_shorthand(
    lift: Lift, said: Said, firewall: Firewall, addresses: list[Any]
) -> dict[str, Any]:
    """Return the fields that the rules of a firewall's own policy stand for.

    What the shorthand implies (the rules that clusters behind the firewall need) has to be there
    and nothing else.
    """
    said.take("name")
    said.must("priority", 200)
    nat = said.lone("nat_rule_collection") if said.has("nat_rule_collection") else None
    dnat = _read_dnat(lift, nat, addresses) if nat else []
    found = [
        _read_collection(item, kind)
        for kind in ("network", "application")
        for item in said.each(f"{kind}_rule_collection")
    ]
    said.done()
    rules = "application" if any(c.kind == "application" for c in found) else "network"
    meant = firewall.model_copy(update={"rules": rules})
    wanted = [_plain(lift, c) for c in collections_of(lift.drawn.design, meant)]
    if found != sorted(wanted, key=lambda c: c.kind, reverse=True):
        said.report(f"found the rules {found!r}, expected {wanted!r}")
    return {"rules": rules, "dnat": dnat}


def _plain(lift: Lift, collection: Collection) -> Collection:
    """Return a collection with its regions filled in, as its text is read."""
    rules = tuple(
        replace(
            rule,
            destinations=(_tag(lift, rule.region),) if rule.to_region else rule.destinations,
            to_region=False,
            region=None,
        )
        for rule in collection.rules
    )
    return replace(collection, rules=rules)


def _tag(lift: Lift, region: str | None) -> Any:
    place = region or lift.configuration.locals.get("location")
    return f"AzureCloud.{place}" if isinstance(place, str) else Mixed(("AzureCloud.", place))


def _read_collection(said: Said, kind: Any) -> Collection:
    said.must("action", "Allow")
    name, priority = said.take("name"), said.take("priority")
    rules = tuple(_read_rule(item, kind) for item in said.each("rule", needed=True))
    said.done()
    return Collection(name, kind, priority, rules)


def _read_rule(said: Said, kind: str) -> FlowRule:
    name = said.take("name")
    sources = tuple(said.take("source_addresses") or ())
    if kind == "network":
        rule = FlowRule(
            name,
            tuple(said.take("protocols") or ()),
            sources,
            tuple(said.take("destination_addresses") or ()),
            tuple(said.take("destination_ports") or ()),
        )
    else:
        rule = FlowRule(
            name,
            tuple(read_web(item) for item in said.each("protocols", needed=True)),
            sources,
            fqdns=tuple(said.get("destination_fqdns") or ()),
            fqdn_tags=tuple(said.get("destination_fqdn_tags") or ()),
        )
    said.done()
    return rule


def read_web(said: Said) -> str:
    """Return a protocol of an application rule, such as ``Https:443``."""
    text = f"{said.take('type')}:{said.take('port')}"
    said.done()
    return text


def _read_dnat(lift: Lift, said: Said, addresses: list[Any]) -> list[Dnat]:
    said.must("name", "dnat")
    said.must("priority", DNAT_PRIORITY)
    said.must("action", "Dnat")
    rules = [_read_nat(lift, item, addresses) for item in said.each("rule", needed=True)]
    said.done()
    return [rule for rule in rules if rule]


def _read_nat(lift: Lift, said: Said, addresses: list[Any]) -> Dnat | None:
    said.must("source_addresses", ["*"])
    if addresses:
        said.must("destination_address", Reference(addresses[0].address, ("ip_address",)))
    protocols = said.take("protocols") or [""]
    ports = said.take("destination_ports") or [None]
    to_port = said.drawn("translated_port")
    return lift.made(
        said,
        Dnat,
        name=said.take("name"),
        to=said.take("translated_address"),
        protocol=str(protocols[0]).capitalize(),
        port=None if isinstance(ports[0], Asked) else ports[0],
        to_port=to_port,
    )
