"""azurerm_ip_group -> the IP group module."""

from __future__ import annotations

from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters; the module wants the list even where a group has nothing in it."""
    body = source.body
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "ip_addresses": body.take("cidrs") or [],
    }


def from_module(call: Parameters) -> Made:
    """Return the body; plain code leaves out an empty list."""
    prefixes = call.needed_items("ip_addresses")
    return Made(body_of(call, cidrs=prefixes or None))
