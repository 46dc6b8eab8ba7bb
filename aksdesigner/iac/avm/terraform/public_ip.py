"""azurerm_public_ip -> the public IP address module."""

from __future__ import annotations

from aksdesigner.iac.avm.body import UnsayableError, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.expression import Body, Raw

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
    zones: list[Raw] = [*numbers(body.take("zones"))]
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        **parts,
        "zones": zones,
    }
