"""Network security group -> azurerm_network_security_group with its rules."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Raw, blocks
from aksdesigner.iac.plan.security_rule import groups_of, one_or_many, report_ends
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
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
            "security_rule": blocks(*(rule_body(draft, rule) for rule in group.rules)),
        },
    )


def rule_body(draft: Draft, rule: SecurityRule) -> dict[str, Raw]:
    """Return a rule as a group holds it."""
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> NetworkSecurityGroup | None:
    """Return the group that a resource says."""
    said = lift.said(resource)
    rules = [read_rule(lift, item) for item in said.each("security_rule")]
    kept = [rule for rule in rules if rule]
    return lift.made(said, NetworkSecurityGroup, **lift.head(said, "nsg"), rules=kept)


def read_rule(lift: Lift, said: Said) -> SecurityRule | None:
    """Return a rule of a group, or one of its own."""
    sources, source_asgs = _read_end(lift, said, "source")
    destinations, destination_asgs = _read_end(lift, said, "destination")
    names = ("name", "priority", "direction", "access", "protocol")
    return lift.made(
        said,
        SecurityRule,
        **{name: said.take(name) for name in names},
        sources=sources,
        source_asgs=source_asgs,
        source_ports=_read_values(said, "source_port_range"),
        destinations=destinations,
        destination_asgs=destination_asgs,
        ports=_read_values(said, "destination_port_range"),
    )


def _read_values(said: Said, single: str, plural: str = "") -> Any:
    """Take a lone value or a list; one of the two has to be there."""
    plural = plural or f"{single}s"
    if said.has(plural):
        return said.take(plural)
    return [value for value in (said.take(single),) if value is not None]


def _read_end(lift: Lift, said: Said, side: str) -> tuple[Any, tuple[str, ...]]:
    groups = f"{side}_application_security_group_ids"
    if said.has(groups):
        return None, lift.names(said, groups, "asg")
    return _read_values(said, f"{side}_address_prefix", f"{side}_address_prefixes"), ()
