"""Microsoft.KeyVault/vaults -> the key vault module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, as_always, said
from aksdesigner.iac.expression import Body, Call
from aksdesigner.iac.read.registry import Made
from aksdesigner.iac.read.values import Called

TENANT = Call("tenant", (), "tenantId")
FAMILY = "A"
# what Azure does when nothing is said; the module opens the vault to virtual machines and templates,
# and protects it from purging, which can't be undone
AS_AZURE_HAS_IT: Body = {
    "enablePurgeProtection": False,
    "enableVaultForDeployment": False,
    "enableVaultForDiskEncryption": False,
    "enableVaultForTemplateDeployment": False,
}


def to_module(source: Source) -> Body:
    """Return the parameters; the vault is of the tenant that it is deployed in."""
    body = source.body
    properties = body.object("properties")
    sku = properties.object("sku")
    if text_of(sku.take("family")) != FAMILY or properties.take("tenantId") != TENANT:
        raise UnsayableError("it makes vaults of family A in the tenant of the deployment")
    return {
        **head(body),
        "sku": sku.need("name"),
        "enableRbacAuthorization": properties.take("enableRbacAuthorization"),
        "publicNetworkAccess": properties.take("publicNetworkAccess"),
        **AS_AZURE_HAS_IT,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    as_always(call, AS_AZURE_HAS_IT)
    properties = said(
        tenantId=Called("tenant", (), "tenantId"),
        sku={"family": FAMILY, "name": call.need("sku")},
        enableRbacAuthorization=call.take("enableRbacAuthorization"),
        publicNetworkAccess=call.take("publicNetworkAccess"),
    )
    return Made(body_of(call, properties))
