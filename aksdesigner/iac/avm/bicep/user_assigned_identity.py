"""Microsoft.ManagedIdentity/userAssignedIdentities -> the user-assigned identity module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters; roles stay resources of their own."""
    return head(source.body)


def from_module(call: Parameters) -> Made:
    """Return the body."""
    return Made(body_of(call, None))
