"""Microsoft.Network/virtualWans -> the virtual WAN module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

PASSED = ("type", "allowBranchToBranchTraffic", "disableVpnEncryption")


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    properties = body.object("properties")
    return {**head(body), **{name: properties.take(name) for name in PASSED}}


def from_module(call: Parameters) -> Made:
    """Return the body."""
    return Made(body_of(call, said(**{name: call.take(name) for name in PASSED})))
