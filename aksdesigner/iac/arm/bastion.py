"""Bastion -> Microsoft.Network/bastionHosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, address_of, head, reference
from aksdesigner.iac.arm.reading import Head, Lift, lone_id
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.bastion import Access, access_of
from aksdesigner.iac.read.said import Said, made
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


def from_arm(lift: Lift) -> Iterator[Bastion]:
    """Yield the bastions."""
    for item in lift.of_type(NETWORK + "bastionHosts"):
        head = lift.head(item, "bastion")
        sku, properties = head.said.inner("sku"), head.said.inner("properties")
        kind, zones = sku.take("name"), tuple(head.said.get("zones", ()))
        fields: dict[str, Any] = {"sku": kind, "zones": zones}
        if kind in ("Standard", "Premium"):
            fields["scale_units"] = properties.take("scaleUnits")
            fields["tunneling"] = properties.take("enableTunneling")
        fields["private_only"] = properties.get("enablePrivateOnlyBastion", False)
        if kind == "Developer":
            fields["vnet"] = lift.named(properties, "virtualNetwork", "vnet", needed=True)
            fields["subnet"] = None
        else:
            fields.update(
                _read_configuration(lift, head, properties, private=fields["private_only"])
            )
        for said in (sku, properties, head.said):
            said.done()
        yield made(head.said, Bastion, **head.fields, **fields)


def _read_configuration(
    lift: Lift, head: Head, properties: Said, *, private: bool
) -> dict[str, Any]:
    said = properties.lone("ipConfigurations")
    if said is None:
        return {}
    said.must("name", "ipconfig1")
    inner = said.inner("properties")
    vnet, subnet = lift.placed(inner)
    inner.must("privateIPAllocationMethod", "Dynamic")
    address = lone_id(inner, "publicIPAddress")
    zones = tuple(lift.at(head.identity).body.get("zones", ()))  # type: ignore[union-attr]
    public = lift.address(inner, address, head, zones) if address is not None else None
    if (address is None) is not private:
        inner.report("exactly a private bastion has no public address")
    inner.done()
    said.done()
    return {"vnet": vnet, "subnet": subnet, "public_ip": public}
