"""Network security group -> Microsoft.Network/networkSecurityGroups."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.plan.security_rule import groups_of, one_or_many, report_ends
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
            "properties": {"securityRules": [_rule(draft, rule) for rule in group.rules] or None},
        },
    )


def _rule(draft: Draft, rule: SecurityRule) -> dict[str, Raw]:
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
