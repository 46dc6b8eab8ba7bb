"""Microsoft.Network/natGateways -> the NAT gateway module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.body import UnsayableError, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body

NO_ZONE = -1  # the module's word for a gateway without a zone


def to_module(source: Source) -> Body:
    """Return the parameters; the module makes the Standard SKU, in one zone or in none."""
    body = source.body
    sku = text_of(body.object("sku").take("name"))
    if sku != "Standard":
        raise UnsayableError(f"it knows no SKU {sku}")
    zones = numbers(body.take("zones"))
    if len(zones) > 1:
        raise UnsayableError("it takes one zone at most")
    properties = body.object("properties")
    return {
        **head(body),
        "availabilityZone": zones[0] if zones else NO_ZONE,
        "idleTimeoutInMinutes": properties.take("idleTimeoutInMinutes"),
        "publicIpResourceIds": properties.ids("publicIpAddresses") or None,
        "publicIPPrefixResourceIds": properties.ids("publicIpPrefixes") or None,
    }
