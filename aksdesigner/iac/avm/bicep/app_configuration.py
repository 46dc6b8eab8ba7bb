"""Microsoft.AppConfiguration/configurationStores -> the configuration store module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, as_always, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

SKU = "standard"
# what Azure does when nothing is said; the module closes the store to access keys, protects it from
# purging, which can't be undone, and keeps it for a day when it is deleted
AS_AZURE_HAS_IT: Body = {
    "disableLocalAuth": False,
    "enablePurgeProtection": False,
    "softDeleteRetentionInDays": 7,
}


def to_module(source: Source) -> Body:
    """Return the parameters; the module writes the names of its tiers with a capital letter."""
    body = source.body
    sku = text_of(body.object("sku").need("name"))
    if sku != SKU:
        raise UnsayableError(f"stores of the tier {sku} aren't passed to it")
    return {
        **head(body),
        "sku": SKU.capitalize(),
        "publicNetworkAccess": body.object("properties").take("publicNetworkAccess"),
        **AS_AZURE_HAS_IT,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    as_always(call, AS_AZURE_HAS_IT)
    call.must("sku", SKU.capitalize())
    properties = said(publicNetworkAccess=call.take("publicNetworkAccess"))
    return Made(body_of(call, properties, sku={"name": SKU}))
