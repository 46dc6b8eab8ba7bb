"""azurerm_network_security_group -> the network security group module."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

ENDS = (
    "address_prefix",
    "address_prefixes",
    "application_security_group_ids",
    "port_range",
    "port_ranges",
)
PARTS = (
    *("name", "priority", "direction", "access", "protocol", "description"),
    *(f"{side}_{end}" for side in ("source", "destination") for end in ENDS),
)


def to_module(source: Source) -> Body:
    """Return the parameters; rules are a map by their names."""
    body = source.body
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "security_rules": keyed([_rule(rule) for rule in body.objects("security_rule")]),
    }


def _rule(rule: BodyReader) -> dict[str, Raw]:
    return {name: rule.take(name) for name in PARTS}


def from_module(call: Parameters) -> Made:
    """Return the body."""
    rules = [_read(rule) for rule in call.keyed("security_rules")]
    return Made(body_of(call, security_rule=rules or None))


def _read(rule: Parameters) -> dict[str, Any]:
    return said(
        name=rule.need("name"),
        priority=rule.take("priority"),
        direction=rule.take("direction"),
        access=rule.take("access"),
        protocol=rule.take("protocol"),
        description=rule.take("description"),
        source_address_prefix=rule.take("source_address_prefix"),
        source_address_prefixes=rule.take("source_address_prefixes"),
        source_application_security_group_ids=rule.take("source_application_security_group_ids"),
        source_port_range=rule.take("source_port_range"),
        source_port_ranges=rule.take("source_port_ranges"),
        destination_address_prefix=rule.take("destination_address_prefix"),
        destination_address_prefixes=rule.take("destination_address_prefixes"),
        destination_application_security_group_ids=rule.take(
            "destination_application_security_group_ids"
        ),
        destination_port_range=rule.take("destination_port_range"),
        destination_port_ranges=rule.take("destination_port_ranges"),
    )
