"""Virtual machine or jump host -> azurerm network interface and machine."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.terraform.machine import declare_machines
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.virtual_machine import VirtualMachine


def to_azurerm(draft: Draft, key: Key, box: VirtualMachine) -> None:
    """Declare the machines of the box with their interfaces."""
    declare_machines(draft, key, box)
