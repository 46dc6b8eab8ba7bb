"""Microsoft.Network/networkSecurityGroups -> the network security group module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw

SIDES = ("source", "destination")
PLAIN = ("priority", "direction", "access", "protocol", "description")
ENDS = ("AddressPrefix", "AddressPrefixes", "PortRange", "PortRanges")


def to_module(source: Source) -> Body:
    """Return the parameters; rules name application groups by a list of ids."""
    body = source.body
    rules: list[Raw] = [_rule(rule) for rule in body.object("properties").objects("securityRules")]
    return {**head(body), "securityRules": rules or None}


def _rule(rule: BodyReader) -> Raw:
    said = rule.object("properties")
    properties: dict[str, Raw] = {name: said.take(name) for name in PLAIN}
    for side in SIDES:
        groups = said.ids(f"{side}ApplicationSecurityGroups")
        properties[f"{side}ApplicationSecurityGroupResourceIds"] = groups or None
        properties |= {side + end: said.take(side + end) for end in ENDS}
    return {"name": rule.need("name"), "properties": properties}
