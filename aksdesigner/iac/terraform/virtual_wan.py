"""Virtual WAN -> azurerm_virtual_wan."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.virtual_wan import VirtualWan


def to_azurerm(draft: Draft, key: Key, wan: VirtualWan) -> None:
    """Declare the WAN; its hubs are resources of their own."""
    draft.declare(
        "azurerm_virtual_wan",
        key,
        {
            **head(draft, wan, real_name(wan)),
            "type": wan.type,
            "allow_branch_to_branch_traffic": wan.branch_to_branch,
            "disable_vpn_encryption": not wan.vpn_encryption,
            "tags": tags(wan),
        },
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> VirtualWan | None:
    """Return the WAN that a resource says."""
    said = lift.said(resource)
    return lift.made(
        said,
        VirtualWan,
        **lift.head(said, "vwan"),
        type=said.take("type"),
        branch_to_branch=said.take("allow_branch_to_branch_traffic"),
        vpn_encryption=said.take("disable_vpn_encryption") is False,
    )
