"""azurerm_public_ip_prefix -> the public IP prefix module."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


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


def from_module(call: Parameters) -> Made:
    """Return the body."""
    body = body_of(
        call,
        prefix_length=call.need("prefix_length"),
        ip_version=call.take("ip_version"),
        sku=call.need("sku_name"),
        zones=call.needed_items("zones") or None,
    )
    return Made(body)
