"""Network security group -> azurerm_network_security_group with its rules."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.security_rule import groups_of, one_or_many, report_ends
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule


def to_azurerm(draft: Draft, key: Key, group: NetworkSecurityGroup) -> None:
    """Declare the group with its rules."""
    for rule in group.rules:
        report_ends(draft, key, rule)
    draft.declare(
        "azurerm_network_security_group",
        key,
        {
            **head(draft, group, real_name(group)),
            "tags": tags(group),
            "security_rule": blocks(*(_rule(draft, rule) for rule in group.rules)),
        },
    )


def _rule(draft: Draft, rule: SecurityRule) -> dict[str, Raw]:
    return {
        "name": rule.name,
        "priority": rule.priority,
        "direction": rule.direction,
        "access": rule.access,
        "protocol": rule.protocol,
        **_end(draft, "source", rule.sources, rule.source_asgs),
        **one_or_many(rule.source_ports, "source_port_range", "source_port_ranges"),
        **_end(draft, "destination", rule.destinations, rule.destination_asgs),
        **one_or_many(rule.ports, "destination_port_range", "destination_port_ranges"),
    }


def _end(
    draft: Draft, side: str, prefixes: tuple[str, ...], groups: tuple[str, ...]
) -> dict[str, Raw]:
    if groups:
        return {f"{side}_application_security_group_ids": groups_of(draft, groups)}
    return one_or_many(prefixes, f"{side}_address_prefix", f"{side}_address_prefixes")
