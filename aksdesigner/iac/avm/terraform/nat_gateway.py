"""azurerm_nat_gateway -> the NAT gateway module; its addresses stay associations of their own."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


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


def from_module(call: Parameters) -> Made:
    """Return the body."""
    body = body_of(
        call,
        sku_name=call.need("sku_name"),
        idle_timeout_in_minutes=call.take("idle_timeout_in_minutes"),
        zones=call.take("zones"),
    )
    return Made(body)
