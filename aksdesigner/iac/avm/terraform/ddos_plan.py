"""azurerm_network_ddos_protection_plan -> the DDoS protection plan module."""

from __future__ import annotations

from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    return {"resource_group_name": body.need("resource_group_name"), **head(body)}


def from_module(call: Parameters) -> Made:
    """Return the body."""
    return Made(body_of(call))
