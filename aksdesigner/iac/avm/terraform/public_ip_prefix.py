"""azurerm_public_ip_prefix -> the public IP prefix module."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    sku = body.need("sku")
    if text_of(sku) != "Standard":
        raise UnsayableError(f"it knows no SKU {text_of(sku)}")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "prefix_length": body.need("prefix_length"),
        "ip_version": body.take("ip_version"),
        "sku_name": sku,
        "zones": body.take("zones") or [],
    }
