"""Application security group -> Microsoft.Network/applicationSecurityGroups."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.said import made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.application_security_group import ApplicationSecurityGroup


def to_arm(draft: Draft, key: Key, group: ApplicationSecurityGroup) -> None:
    """Declare the group; interfaces and rules name it."""
    body = {**head(draft, group, real_name(group)), "properties": {}}
    draft.declare(versioned(NETWORK + "applicationSecurityGroups"), key, body)


def from_arm(lift: Lift) -> Iterator[ApplicationSecurityGroup]:
    """Yield the groups."""
    for item in lift.of_type(NETWORK + "applicationSecurityGroups"):
        head = lift.head(item, "asg")
        head.said.inner("properties").done()
        head.said.done()
        yield made(head.said, ApplicationSecurityGroup, **head.fields)
