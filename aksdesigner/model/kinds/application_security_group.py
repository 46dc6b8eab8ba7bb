"""Application security group (Microsoft.Network/applicationSecurityGroups)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.resource import AzureResource


class ApplicationSecurityGroup(AzureResource):
    """A name for machines, used by the rules of security groups."""

    kind: ClassVar[str] = "asg"
    title: ClassVar[str] = "Application security group"
    section: ClassVar[str] = "asgs"
