"""Peering -> azurerm_virtual_network_peering, one half each."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property
from aksdesigner.iac.plan.network import before_peering, peering_name
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.peering import Peering


def to_azurerm(draft: Draft, key: Key, peering: Peering) -> None:
    """Declare a half, after the gateway that it offers or uses."""
    owner = draft.symbols.symbol(key_of("vnet", peering.from_))
    draft.declare(
        "azurerm_virtual_network_peering",
        key,
        {
            "name": peering_name(draft, key, peering),
            "resource_group_name": GROUP,
            "virtual_network_name": Property(owner, ("name",)),
            "remote_virtual_network_id": draft.id_of(key_of("vnet", peering.to)),
            "allow_virtual_network_access": peering.allow_virtual_network_access,
            "allow_forwarded_traffic": peering.allow_forwarded_traffic,
            "allow_gateway_transit": peering.allow_gateway_transit,
            "use_remote_gateways": peering.use_remote_gateways,
        },
        depends_on=tuple(draft.symbols.symbol(k) for k in before_peering(draft, peering)),
    )
