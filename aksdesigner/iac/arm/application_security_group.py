"""Application security group -> Microsoft.Network/applicationSecurityGroups."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.arm.reading import Lift, bare
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.application_security_group import ApplicationSecurityGroup


def to_arm(draft: Draft, key: Key, group: ApplicationSecurityGroup) -> None:
    """Declare the group; interfaces and rules name it."""
    body = {**head(draft, group, real_name(group)), "properties": {}}
    draft.declare(versioned(NETWORK + "applicationSecurityGroups"), key, body)


def from_arm(lift: Lift) -> Iterator[ApplicationSecurityGroup]:
    """Return the groups."""
    return bare(lift, NETWORK + "applicationSecurityGroups", ApplicationSecurityGroup)
