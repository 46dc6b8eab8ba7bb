"""Public IP prefix -> azurerm_public_ip_prefix."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.prefix import custom_prefix, prefix_sku
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.public_ip_prefix import PublicIpPrefix


def to_azurerm(draft: Draft, key: Key, prefix: PublicIpPrefix) -> None:
    """Declare the prefix; addresses and NAT gateways name it."""
    draft.declare(
        "azurerm_public_ip_prefix",
        key,
        {
            **head(draft, prefix, real_name(prefix)),
            "prefix_length": prefix.length,
            "ip_version": prefix.version,
            "sku": prefix_sku(draft, key, prefix),
            "custom_ip_prefix_id": custom_prefix(draft, key, prefix),
            "zones": list(prefix.zones) or None,
            "tags": tags(prefix),
        },
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> PublicIpPrefix | None:
    """Return the prefix that a resource says."""
    said = lift.said(resource)
    own = said.has("custom_ip_prefix_id")
    if own:
        said.asked("custom_ip_prefix_id")
    return lift.made(
        said,
        PublicIpPrefix,
        **lift.head(said, "ippfx"),
        length=said.take("prefix_length"),
        version=said.take("ip_version"),
        sku=said.take("sku"),
        custom="byoip" if own else "none",
        zones=said.get("zones"),
    )
