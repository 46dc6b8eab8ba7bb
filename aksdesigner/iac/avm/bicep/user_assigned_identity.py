"""Microsoft.ManagedIdentity/userAssignedIdentities -> the user-assigned identity module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters; roles stay resources of their own."""
    return head(source.body)
