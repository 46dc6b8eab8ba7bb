"""Bastion -> azurerm_bastion_host."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, blocks
from aksdesigner.iac.plan.bastion import Access, access_of
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.bastion import Bastion


def to_azurerm(draft: Draft, key: Key, bastion: Bastion) -> None:
    """Declare the bastion with its public address."""
    access = access_of(draft, key, bastion)
    network = draft.id_of(key_of("vnet", bastion.vnet))
    draft.declare(
        "azurerm_bastion_host",
        key,
        {
            **head(draft, bastion, real_name(bastion)),
            "sku": bastion.sku,
            "scale_units": access.scale_units,
            "tunneling_enabled": access.tunneling,
            "virtual_network_id": None if access.subnet else network,
            "zones": list(bastion.zones) or None if access.subnet else None,
            "tags": tags(bastion),
            "ip_configuration": _configuration(draft, key, bastion, access),
        },
    )


def _configuration(draft: Draft, key: Key, bastion: Bastion, access: Access) -> Blocks | None:
    if access.subnet is None:
        return None
    address = None
    if access.slot:
        symbol = address_of(draft, key, bastion, access.slot, zones=bastion.zones)
        address = Property(symbol, ("id",))
    return blocks(
        {"name": "ipconfig1", "subnet_id": access.subnet, "public_ip_address_id": address}
    )
