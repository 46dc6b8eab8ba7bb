"""Network security group -> Microsoft.Network/networkSecurityGroups."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw
from aksdesigner.iac.plan.security_rule import one_or_many
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule


def to_arm(draft: Draft, key: Key, group: NetworkSecurityGroup) -> None:
    """Declare the group with its rules."""
    draft.declare(
        versioned(NETWORK + "networkSecurityGroups"),
        key,
        {
            **head(draft, group, real_name(group)),
            "properties": {"securityRules": [_rule(rule) for rule in group.rules] or None},
        },
    )


def _rule(rule: SecurityRule) -> dict[str, Raw]:
    return {
        "name": rule.name,
        "properties": {
            "priority": rule.priority,
            "direction": rule.direction,
            "access": rule.access,
            "protocol": rule.protocol,
            **one_or_many(rule.sources, "sourceAddressPrefix", "sourceAddressPrefixes"),
            **one_or_many(rule.source_ports, "sourcePortRange", "sourcePortRanges"),
            **one_or_many(
                rule.destinations, "destinationAddressPrefix", "destinationAddressPrefixes"
            ),
            **one_or_many(rule.ports, "destinationPortRange", "destinationPortRanges"),
        },
    }
