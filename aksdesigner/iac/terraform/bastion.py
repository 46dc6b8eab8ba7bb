"""Bastion -> azurerm_bastion_host."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Blocks, Property, blocks
from aksdesigner.iac.plan.bastion import Access, access_of
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import address_of, head, tags
from aksdesigner.iac.terraform.lifting import Lift
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


def from_azurerm(lift: Lift, resource: TerraformResource) -> Bastion | None:
    """Return the bastion that a resource says."""
    said = lift.said(resource)
    sku = said.take("sku")
    rich = sku in ("Standard", "Premium")
    place = _read_beside(lift, said) if sku == "Developer" else _read_place(lift, said, resource)
    return lift.made(
        said,
        Bastion,
        **lift.head(said, "bastion"),
        sku=sku,
        scale_units=said.take("scale_units") if rich else None,
        tunneling=said.take("tunneling_enabled") if rich else None,
        zones=said.get("zones"),
        **place,
    )


def _read_beside(lift: Lift, said: Said) -> dict[str, Any]:
    network = said.take("virtual_network_id")
    return {"vnet": lift.named(said, "virtual_network_id", "vnet", network), "subnet": None}


def _read_place(lift: Lift, said: Said, resource: TerraformResource) -> dict[str, Any]:
    inner = said.lone("ip_configuration")
    if inner is None:
        return {}
    inner.must("name", "ipconfig1")
    vnet, subnet = lift.place(inner, "subnet_id", "bastion", resource)
    value = inner.get("public_ip_address_id")
    owner = lift.owner_of(resource)
    address = lift.address(inner, value, owner) if value is not None else None
    inner.done()
    return {"vnet": vnet, "subnet": subnet, "public_ip": address, "private_only": value is None}
