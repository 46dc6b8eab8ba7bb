"""Microsoft.Network/ipGroups -> the IP group module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    return {**head(body), "ipAddresses": body.object("properties").take("ipAddresses")}
