"""DDoS protection plan -> azurerm_network_ddos_protection_plan."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.ddos_plan import DdosPlan


def to_azurerm(draft: Draft, key: Key, plan: DdosPlan) -> None:
    """Declare the plan; networks and addresses name it."""
    body = {**head(draft, plan, real_name(plan)), "tags": tags(plan)}
    draft.declare("azurerm_network_ddos_protection_plan", key, body)


def from_azurerm(lift: Lift, resource: TerraformResource) -> DdosPlan | None:
    """Return the plan that a resource says."""
    said = lift.said(resource)
    return lift.made(said, DdosPlan, **lift.head(said, "ddos"))
