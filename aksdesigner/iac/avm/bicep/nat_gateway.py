"""Microsoft.Network/natGateways -> the NAT gateway module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import UnsayableError, numbers
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, references, said, zones
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

NO_ZONE = -1  # the module's word for a gateway without a zone


def to_module(source: Source) -> Body:
    """Return the parameters; the module makes it in one zone or in none."""
    body = source.body
    sku = body.object("sku").need("name")
    own = numbers(body.take("zones"))
    if len(own) > 1:
        raise UnsayableError("it takes one zone at most")
    properties = body.object("properties")
    return {
        **head(body),
        "natGatewaySku": sku,
        "availabilityZone": own[0] if own else NO_ZONE,
        "idleTimeoutInMinutes": properties.take("idleTimeoutInMinutes"),
        "publicIpResourceIds": properties.ids("publicIpAddresses") or None,
        "publicIPPrefixResourceIds": properties.ids("publicIpPrefixes") or None,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    zone = call.need("availabilityZone")
    properties = said(
        idleTimeoutInMinutes=call.take("idleTimeoutInMinutes"),
        publicIpAddresses=references(call.items("publicIpResourceIds")),
        publicIpPrefixes=references(call.items("publicIPPrefixResourceIds")),
    )
    return Made(
        body_of(
            call,
            properties,
            sku={"name": call.need("natGatewaySku")},
            zones=zones([] if zone == NO_ZONE else [zone]),
        )
    )
