"""Network virtual appliance -> a machine whose interface forwards."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm import machine
from aksdesigner.iac.arm.machine import declare_machines
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.said import made
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance


def to_arm(draft: Draft, key: Key, box: NetworkVirtualAppliance) -> None:
    """Declare the appliance with its interface."""
    declare_machines(draft, key, box)


def from_arm(lift: Lift) -> Iterator[NetworkVirtualAppliance]:
    """Yield the boxes of machines."""
    for head, fields in machine.from_arm(lift, "nva"):
        if fields.pop("count") != 1 or fields.pop("os") != "Linux" or fields.pop("asgs", ()):
            head.said.report("an appliance is one machine, of Linux, without groups")
        yield made(head.said, NetworkVirtualAppliance, **fields)
