"""Microsoft.Network/networkSecurityGroups -> the network security group module."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, references, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

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


def from_module(call: Parameters) -> Made:
    """Return the body."""
    rules = [_read_rule(rule) for rule in call.objects("securityRules")]
    return Made(body_of(call, said(securityRules=rules or None)))


def _read_rule(rule: Parameters) -> dict[str, Any]:
    given = rule.object("properties")
    properties = said(
        priority=given.take("priority"),
        direction=given.take("direction"),
        access=given.take("access"),
        protocol=given.take("protocol"),
        description=given.take("description"),
        sourceAddressPrefix=given.take("sourceAddressPrefix"),
        sourceAddressPrefixes=given.take("sourceAddressPrefixes"),
        sourceApplicationSecurityGroups=references(
            given.items("sourceApplicationSecurityGroupResourceIds")
        ),
        sourcePortRange=given.take("sourcePortRange"),
        sourcePortRanges=given.take("sourcePortRanges"),
        destinationAddressPrefix=given.take("destinationAddressPrefix"),
        destinationAddressPrefixes=given.take("destinationAddressPrefixes"),
        destinationApplicationSecurityGroups=references(
            given.items("destinationApplicationSecurityGroupResourceIds")
        ),
        destinationPortRange=given.take("destinationPortRange"),
        destinationPortRanges=given.take("destinationPortRanges"),
    )
    return {"name": rule.need("name"), "properties": properties}
