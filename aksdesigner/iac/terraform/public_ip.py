"""Public IP address -> azurerm_public_ip."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.public_address import domain_label
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.public_ip import PublicIp


def to_azurerm(draft: Draft, key: Key, address: PublicIp) -> None:
    """Declare the address; whoever uses it names it."""
    plan = draft.id_of(key_of("ddos", address.ddos_plan)) if address.ddos_plan else None
    draft.declare(
        "azurerm_public_ip",
        key,
        {
            **head(draft, address, real_name(address)),
            "allocation_method": "Static",
            "sku": address.sku,
            "sku_tier": address.tier,
            "ip_version": address.version,
            "zones": list(address.zones) or None,
            "public_ip_prefix_id": draft.id_of(key_of("ippfx", address.prefix))
            if address.prefix
            else None,
            "domain_name_label": domain_label(draft, key, address),
            "idle_timeout_in_minutes": address.idle_timeout,
            "ddos_protection_mode": address.ddos_protection,
            "ddos_protection_plan_id": plan,
            "tags": tags(address),
        },
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> PublicIp | None:
    """Return the address that a resource says."""
    said = lift.said(resource)
    said.must("allocation_method", "Static")
    return lift.made(
        said,
        PublicIp,
        **lift.head(said, "pip"),
        sku=said.take("sku"),
        tier=said.take("sku_tier"),
        version=said.take("ip_version"),
        zones=said.get("zones"),
        prefix=lift.take_named(said, "public_ip_prefix_id", "ippfx"),
        domain_name_label=said.get("domain_name_label"),
        idle_timeout=said.take("idle_timeout_in_minutes"),
        ddos_protection=said.take("ddos_protection_mode"),
        ddos_plan=lift.take_named(said, "ddos_protection_plan_id", "ddos"),
    )
