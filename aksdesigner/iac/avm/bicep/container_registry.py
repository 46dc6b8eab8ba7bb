"""Microsoft.ContainerRegistry/registries -> the container registry module."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, as_always, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

# what Azure does when nothing is said; the module forbids exports, purges what has no tag, spreads the
# registry over zones and, in other versions, denies networks and tokens of ARM
AS_AZURE_HAS_IT: Body = {
    "azureADAuthenticationAsArmPolicyStatus": "enabled",
    "exportPolicyStatus": "enabled",
    "networkRuleSetDefaultAction": "Allow",
    "retentionPolicyStatus": "disabled",
    "zoneRedundancy": "Disabled",
}


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    properties = body.object("properties")
    return {
        **head(body),
        "acrSku": body.object("sku").need("name"),
        "acrAdminUserEnabled": properties.take("adminUserEnabled"),
        "publicNetworkAccess": properties.take("publicNetworkAccess"),
        **AS_AZURE_HAS_IT,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    as_always(call, AS_AZURE_HAS_IT)
    properties = said(
        adminUserEnabled=call.take("acrAdminUserEnabled"),
        publicNetworkAccess=call.take("publicNetworkAccess"),
    )
    return Made(body_of(call, properties, sku={"name": call.need("acrSku")}))
