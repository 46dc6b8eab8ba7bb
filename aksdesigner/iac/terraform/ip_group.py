"""IP group -> azurerm_ip_group."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.terraform.body import head, tags, texts
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
