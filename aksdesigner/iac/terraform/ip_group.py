"""IP group -> azurerm_ip_group."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, tags, texts
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.ip_group import IpGroup


def to_azurerm(draft: Draft, key: Key, group: IpGroup) -> None:
    """Declare the group; rules of firewall policies name it."""
    draft.declare(
        "azurerm_ip_group",
        key,
        {
            **head(draft, group, real_name(group)),
            "cidrs": texts(group.prefixes),
            "tags": tags(group),
        },
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> IpGroup | None:
    """Return the group that a resource says."""
    said = lift.said(resource)
    head = lift.head(said, "ipgroup")
    return lift.made(said, IpGroup, **head, prefixes=said.get("cidrs"))
