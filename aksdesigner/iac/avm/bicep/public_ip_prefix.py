"""Microsoft.Network/publicIPPrefixes -> the public IP prefix module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import UnsayableError, given, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said, zones
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

SKU = "Standard"  # the only one that the pinned module makes


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    sku = text_of(body.object("sku").take("name"))
    if sku != SKU:
        raise UnsayableError(f"it knows no SKU {sku}")
    properties = body.object("properties")
    own: list[Raw] = [*numbers(body.take("zones"))]
    return {
        **head(body),
        "prefixLength": properties.need("prefixLength"),
        "publicIPAddressVersion": properties.take("publicIPAddressVersion"),
        "customIPPrefix": given({"id": properties.id("customIPPrefix")}),
        "availabilityZones": own,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    properties = said(
        prefixLength=call.need("prefixLength"),
        publicIPAddressVersion=call.take("publicIPAddressVersion"),
        customIPPrefix=reference(call.object("customIPPrefix").take("id")),
    )
    own = zones(call.needed_items("availabilityZones"))
    return Made(body_of(call, properties, sku={"name": SKU}, zones=own))
