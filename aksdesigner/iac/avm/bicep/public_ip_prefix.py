"""Microsoft.Network/publicIPPrefixes -> the public IP prefix module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.body import UnsayableError, given, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw

SKU = "Standard"  # the only one that the pinned module makes


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    sku = text_of(body.object("sku").take("name"))
    if sku != SKU:
        raise UnsayableError(f"it knows no SKU {sku}")
    properties = body.object("properties")
    zones: list[Raw] = [*numbers(body.take("zones"))]
    return {
        **head(body),
        "prefixLength": properties.need("prefixLength"),
        "publicIPAddressVersion": properties.take("publicIPAddressVersion"),
        "customIPPrefix": given({"id": properties.id("customIPPrefix")}),
        "availabilityZones": zones,
    }
