"""azurerm_nat_gateway -> the NAT gateway module; its addresses stay associations of their own."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters; the module makes the Standard SKU alone."""
    body = source.body
    sku = body.need("sku_name")
    if text_of(sku) != "Standard":
        raise UnsayableError(f"it knows no SKU {text_of(sku)}")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "sku_name": sku,
        "idle_timeout_in_minutes": body.take("idle_timeout_in_minutes"),
        "zones": body.take("zones"),
    }
