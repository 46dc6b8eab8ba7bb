"""azurerm_public_ip -> the public IP address module."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, zones
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

SKUS = ("Basic", "Standard")
PARTS = (
    "allocation_method",
    "sku",
    "sku_tier",
    "ip_version",
    "public_ip_prefix_id",
    "domain_name_label",
    "idle_timeout_in_minutes",
    "ddos_protection_mode",
    "ddos_protection_plan_id",
)


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    parts = {name: body.take(name) for name in PARTS}
    if text_of(parts["sku"]) not in SKUS:
        raise UnsayableError(f"it knows no SKU {text_of(parts['sku'])}")
    own: list[Raw] = [*numbers(body.take("zones"))]
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        **parts,
        "zones": own,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    body = body_of(
        call,
        allocation_method=call.take("allocation_method"),
        sku=call.need("sku"),
        sku_tier=call.take("sku_tier"),
        ip_version=call.take("ip_version"),
        public_ip_prefix_id=call.take("public_ip_prefix_id"),
        domain_name_label=call.take("domain_name_label"),
        idle_timeout_in_minutes=call.take("idle_timeout_in_minutes"),
        ddos_protection_mode=call.take("ddos_protection_mode"),
        ddos_protection_plan_id=call.take("ddos_protection_plan_id"),
        zones=zones(call.needed_items("zones")),
    )
    return Made(body)
