"""IP group -> Microsoft.Network/ipGroups."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.said import made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.ip_group import IpGroup


def to_arm(draft: Draft, key: Key, group: IpGroup) -> None:
    """Declare the group; rules of firewall policies name it."""
    draft.declare(
        versioned(NETWORK + "ipGroups"),
        key,
        {
            **head(draft, group, real_name(group)),
            "properties": {"ipAddresses": [str(p) for p in group.prefixes]},
        },
    )


def from_arm(lift: Lift) -> Iterator[IpGroup]:
    """Yield the groups."""
    for item in lift.of_type(NETWORK + "ipGroups"):
        head = lift.head(item, "ipgroup")
        properties = head.said.inner("properties")
        prefixes = properties.take("ipAddresses") or ()
        properties.done()
        head.said.done()
        yield made(head.said, IpGroup, **head.fields, prefixes=prefixes)
