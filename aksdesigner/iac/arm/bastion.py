"""Bastion -> Microsoft.Network/bastionHosts."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.bastion import Access, access_of
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.bastion import Bastion


def to_arm(draft: Draft, key: Key, bastion: Bastion) -> None:
    """Declare the bastion with its public address."""
    access = access_of(draft, key, bastion)
    network = draft.id_of(key_of("vnet", bastion.vnet))
    draft.declare(
        versioned(NETWORK + "bastionHosts"),
        key,
        {
            **head(draft, bastion, real_name(bastion)),
            "sku": {"name": bastion.sku},
            "zones": list(bastion.zones) or None if access.subnet else None,
            "properties": {
                "scaleUnits": access.scale_units,
                "enableTunneling": access.tunneling,
                "enablePrivateOnlyBastion": True if access.private_only else None,
                "virtualNetwork": None if access.subnet else reference(network),
                "ipConfigurations": _configurations(draft, key, bastion, access),
            },
        },
    )


def _configurations(draft: Draft, key: Key, bastion: Bastion, access: Access) -> Raw:
    if access.subnet is None:
        return None
    address = None
    if access.slot:
        symbol = address_of(draft, key, bastion, access.slot, zones=bastion.zones)
        address = reference(Property(symbol, ("id",)))
    properties: dict[str, Raw] = {
        "subnet": reference(access.subnet),
        "publicIPAddress": address,
        "privateIPAllocationMethod": "Dynamic",
    }
    return [{"name": "ipconfig1", "properties": properties}]
