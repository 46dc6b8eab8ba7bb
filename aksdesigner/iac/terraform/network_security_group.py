"""Network security group -> azurerm_network_security_group with its rules."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.security_rule import one_or_many
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule


def to_azurerm(draft: Draft, key: Key, group: NetworkSecurityGroup) -> None:
    """Declare the group with its rules."""
    draft.declare(
        "azurerm_network_security_group",
        key,
        {
            **head(draft, group, real_name(group)),
            "tags": tags(group),
            "security_rule": blocks(*(_rule(rule) for rule in group.rules)),
        },
    )


def _rule(rule: SecurityRule) -> dict[str, Raw]:
    return {
        "name": rule.name,
        "priority": rule.priority,
        "direction": rule.direction,
        "access": rule.access,
        "protocol": rule.protocol,
        **one_or_many(rule.sources, "source_address_prefix", "source_address_prefixes"),
        **one_or_many(rule.source_ports, "source_port_range", "source_port_ranges"),
        **one_or_many(
            rule.destinations, "destination_address_prefix", "destination_address_prefixes"
        ),
        **one_or_many(rule.ports, "destination_port_range", "destination_port_ranges"),
    }
