"""Network security group -> Microsoft.Network/networkSecurityGroups."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.arm.reading import Lift, ids_of
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.plan.security_rule import groups_of, one_or_many, report_ends
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule


def to_arm(draft: Draft, key: Key, group: NetworkSecurityGroup) -> None:
    """Declare the group with its rules."""
    for rule in group.rules:
        report_ends(draft, key, rule)
    draft.declare(
        versioned(NETWORK + "networkSecurityGroups"),
        key,
        {
            **head(draft, group, real_name(group)),
            "properties": {
                "securityRules": [rule_body(draft, rule) for rule in group.rules] or None
            },
        },
    )


def rule_body(draft: Draft, rule: SecurityRule) -> dict[str, Raw]:
    """Return a rule as a group holds it."""
    return {
        "name": rule.name,
        "properties": {
            "priority": rule.priority,
            "direction": rule.direction,
            "access": rule.access,
            "protocol": rule.protocol,
            **_end(draft, "source", rule.sources, rule.source_asgs),
            **one_or_many(rule.source_ports, "sourcePortRange", "sourcePortRanges"),
            **_end(draft, "destination", rule.destinations, rule.destination_asgs),
            **one_or_many(rule.ports, "destinationPortRange", "destinationPortRanges"),
        },
    }


def _end(
    draft: Draft, side: str, prefixes: tuple[str, ...], groups: tuple[str, ...]
) -> dict[str, Raw]:
    if groups:
        named: list[Raw] = [reference(group) for group in groups_of(draft, groups)]
        return {f"{side}ApplicationSecurityGroups": named}
    return one_or_many(prefixes, f"{side}AddressPrefix", f"{side}AddressPrefixes")


def from_arm(lift: Lift) -> Iterator[NetworkSecurityGroup]:
    """Yield the groups with their rules."""
    for item in lift.of_type(NETWORK + "networkSecurityGroups"):
        head = lift.head(item, "nsg")
        properties = head.said.inner("properties")
        rules = tuple(
            read_rule(lift, rule, rule.take("name")) for rule in properties.each("securityRules")
        )
        properties.done()
        head.said.done()
        yield made(head.said, NetworkSecurityGroup, **head.fields, rules=rules)


def read_rule(lift: Lift, said: Said, name: str) -> SecurityRule:
    """Return a rule, whose name is said in the group or is that of a resource."""
    properties = said.inner("properties")
    sources, source_asgs = _read_end(lift, properties, "source")
    destinations, destination_asgs = _read_end(lift, properties, "destination")
    rule = made(
        said,
        SecurityRule,
        name=name,
        priority=properties.take("priority"),
        direction=properties.take("direction"),
        access=properties.take("access"),
        protocol=properties.take("protocol"),
        sources=sources,
        source_asgs=source_asgs,
        source_ports=_read_values(properties, "sourcePortRange"),
        destinations=destinations,
        destination_asgs=destination_asgs,
        ports=_read_values(properties, "destinationPortRange"),
    )
    properties.done()
    said.done()
    return rule


def _read_end(lift: Lift, said: Said, side: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    groups = f"{side}ApplicationSecurityGroups"
    if not said.has(groups):
        return _read_values(said, f"{side}AddressPrefix"), ()
    names = (lift.name_of(said, value, "asg") for value in ids_of(said, groups))
    return ("*",), tuple(name for name in names if name)


def _read_values(said: Said, single: str) -> tuple[str, ...]:
    """Return a lone value, or those of the list: one of the two is there."""
    plural = f"{single}es" if single.endswith("Prefix") else f"{single}s"
    return tuple(said.take(plural) or ()) if said.has(plural) else (said.take(single) or "",)
