"""Virtual WAN -> Microsoft.Network/virtualWans."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.said import made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.virtual_wan import VirtualWan


def to_arm(draft: Draft, key: Key, wan: VirtualWan) -> None:
    """Declare the WAN; its hubs are resources of their own."""
    draft.declare(
        versioned(NETWORK + "virtualWans"),
        key,
        {
            **head(draft, wan, real_name(wan)),
            "properties": {
                "type": wan.type,
                "allowBranchToBranchTraffic": wan.branch_to_branch,
                "disableVpnEncryption": not wan.vpn_encryption,
            },
        },
    )


def from_arm(lift: Lift) -> Iterator[VirtualWan]:
    """Yield the WANs."""
    for item in lift.of_type(NETWORK + "virtualWans"):
        head = lift.head(item, "vwan")
        properties = head.said.inner("properties")
        wan = made(
            head.said,
            VirtualWan,
            **head.fields,
            type=properties.take("type"),
            branch_to_branch=properties.take("allowBranchToBranchTraffic"),
            vpn_encryption=not properties.take("disableVpnEncryption"),
        )
        properties.done()
        head.said.done()
        yield wan
