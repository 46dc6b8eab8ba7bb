"""What a bastion of a SKU can have, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression
from aksdesigner.iac.plan.public_address import Slot, lone_slot
from aksdesigner.iac.plan.subnet_reference import asked_subnet
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.bastion import Bastion

SUBNET = "AzureBastionSubnet"


@dataclass(frozen=True)
class Access:
    """How a bastion stands in its network: in a subnet, or (Developer) beside it.

    `slot` is its public address; None for a private one and for the Developer SKU.
    """

    subnet: Expression | None
    slot: Slot | None
    scale_units: int | None
    tunneling: bool | None
    private_only: bool


def access_of(draft: Draft, key: Key, bastion: Bastion) -> Access:
    """Return what a bastion has, and report what its SKU does not offer."""
    rich = bastion.sku in ("Standard", "Premium")
    if bastion.scale_units != 2 and not rich:
        draft.omit(key, "scale_units", f"the SKU {bastion.sku} has two fixed scale units")
    if bastion.tunneling and not rich:
        draft.omit(key, "tunneling", f"the SKU {bastion.sku} has no native client")
    private = bastion.private_only and bastion.sku == "Premium"
    if bastion.private_only and not private:
        draft.omit(key, "private_only", f"the SKU {bastion.sku} has no private deployment")
    if bastion.sku == "Developer":
        for name in ("public_ip", "zones"):
            if getattr(bastion, name):
                draft.omit(key, name, "the Developer SKU is shared and has none")
        if bastion.subnet not in (None, SUBNET):
            draft.omit(key, "subnet", "the Developer SKU has no subnet")
        return Access(None, None, None, None, private_only=False)
    if private and bastion.public_ip:
        draft.omit(key, "public_ip", "a private bastion has none")
    subnet = asked_subnet(draft, key, bastion.vnet, bastion.subnet or SUBNET)
    slot = None if private else lone_slot(draft, key, bastion, bastion.public_ip)
    scale = bastion.scale_units if rich else None
    tunneling = bastion.tunneling if rich else None
    return Access(subnet, slot, scale, tunneling, private_only=private)
