"""Microsoft.Network/virtualNetworks -> the virtual network module, without its subnets.

The module puts the network without a list of subnets, so that those that are calls of their own
stay when the network is deployed again.
"""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters; the plan's id switches its protection on."""
    body = source.body
    properties = body.object("properties")
    encryption = properties.object("encryption")
    properties.take("enableDdosProtection")
    return {
        **head(body),
        "addressPrefixes": properties.object("addressSpace").need("addressPrefixes"),
        "dnsServers": properties.object("dhcpOptions").take("dnsServers"),
        "ddosProtectionPlanResourceId": properties.id("ddosProtectionPlan"),
        "vnetEncryption": encryption.take("enabled"),
        "vnetEncryptionEnforcement": encryption.take("enforcement"),
    }
