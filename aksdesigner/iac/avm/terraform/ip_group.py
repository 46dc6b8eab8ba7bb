"""azurerm_ip_group -> the IP group module."""

from __future__ import annotations

from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters; the module wants the list even where a group has nothing in it."""
    body = source.body
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "ip_addresses": body.take("cidrs") or [],
    }
