"""Network virtual appliance -> a machine whose interface forwards."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.terraform.machine import declare_machines
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance


def to_azurerm(draft: Draft, key: Key, box: NetworkVirtualAppliance) -> None:
    """Declare the appliance with its interface."""
    declare_machines(draft, key, box)
