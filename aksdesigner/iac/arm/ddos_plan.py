"""DDoS protection plan -> Microsoft.Network/ddosProtectionPlans."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.arm.reading import Lift, bare
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.ddos_plan import DdosPlan


def to_arm(draft: Draft, key: Key, plan: DdosPlan) -> None:
    """Declare the plan; networks and addresses name it."""
    body = {**head(draft, plan, real_name(plan)), "properties": {}}
    draft.declare(versioned(NETWORK + "ddosProtectionPlans"), key, body)


def from_arm(lift: Lift) -> Iterator[DdosPlan]:
    """Return the plans."""
    return bare(lift, NETWORK + "ddosProtectionPlans", DdosPlan)
