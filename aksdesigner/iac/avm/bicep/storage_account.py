"""Microsoft.Storage/storageAccounts -> the storage account module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body

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
