"""Virtual machine or jump host -> networkInterfaces and Microsoft.Compute/virtualMachines."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm import machine
from aksdesigner.iac.arm.machine import declare_machines
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.said import made
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.virtual_machine import VirtualMachine


def to_arm(draft: Draft, key: Key, box: VirtualMachine) -> None:
    """Declare the machines of the box with their interfaces."""
    declare_machines(draft, key, box)


def from_arm(lift: Lift) -> Iterator[VirtualMachine]:
    """Yield the boxes of machines."""
    for head, fields in machine.from_arm(lift, "vm"):
        yield made(head.said, VirtualMachine, **fields)
