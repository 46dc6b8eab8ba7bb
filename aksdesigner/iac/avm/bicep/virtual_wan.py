"""Microsoft.Network/virtualWans -> the virtual WAN module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body

PASSED = ("type", "allowBranchToBranchTraffic", "disableVpnEncryption")


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    properties = body.object("properties")
    return {**head(body), **{name: properties.take(name) for name in PASSED}}
