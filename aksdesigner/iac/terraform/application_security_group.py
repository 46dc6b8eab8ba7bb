"""Application security group -> azurerm_application_security_group."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.application_security_group import ApplicationSecurityGroup


def to_azurerm(draft: Draft, key: Key, group: ApplicationSecurityGroup) -> None:
    """Declare the group; interfaces and rules name it."""
    body = {**head(draft, group, real_name(group)), "tags": tags(group)}
    draft.declare("azurerm_application_security_group", key, body)


def from_azurerm(lift: Lift, resource: TerraformResource) -> ApplicationSecurityGroup | None:
    """Return the group that a resource says."""
    said = lift.said(resource)
    return lift.made(said, ApplicationSecurityGroup, **lift.head(said, "asg"))
