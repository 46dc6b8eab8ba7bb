"""Microsoft.Network/applicationSecurityGroups -> the application security group module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters: Azure knows no properties of a group."""
    source.body.object("properties")
    return head(source.body)
