"""Virtual machine or jump host -> networkInterfaces and Microsoft.Compute/virtualMachines."""

from __future__ import annotations

from aksdesigner.iac.arm.machine import declare_machines
from aksdesigner.iac.draft import Draft
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.virtual_machine import VirtualMachine


def to_arm(draft: Draft, key: Key, box: VirtualMachine) -> None:
    """Declare the machines of the box with their interfaces."""
    declare_machines(draft, key, box)
