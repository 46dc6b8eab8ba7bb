"""azurerm_network_ddos_protection_plan -> the DDoS protection plan module."""

from __future__ import annotations

from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    return {"resource_group_name": body.need("resource_group_name"), **head(body)}
