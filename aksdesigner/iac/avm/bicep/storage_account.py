"""Microsoft.Storage/storageAccounts -> the storage account module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, as_always, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

PASSED = (
    "minimumTlsVersion",
    "allowBlobPublicAccess",
    "supportsHttpsTrafficOnly",
    "publicNetworkAccess",
)
# what Azure does when nothing is said; the module encrypts twice, which can't be undone, makes a
# blob service and shuts the account's firewall
AS_AZURE_HAS_IT: Body = {
    "requireInfrastructureEncryption": False,
    "blobServices": {},
    "networkAcls": {"bypass": "AzureServices", "defaultAction": "Allow"},
}


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    properties = body.object("properties")
    return {
        **head(body),
        "kind": body.take("kind"),
        "skuName": body.object("sku").need("name"),
        **{name: properties.take(name) for name in PASSED},
        **AS_AZURE_HAS_IT,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    as_always(call, AS_AZURE_HAS_IT)
    properties = said(**{name: call.take(name) for name in PASSED})
    sku = {"name": call.need("skuName")}
    return Made(body_of(call, properties, kind=call.take("kind"), sku=sku))
