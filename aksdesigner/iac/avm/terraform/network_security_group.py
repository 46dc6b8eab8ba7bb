"""azurerm_network_security_group -> the network security group module."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw

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
