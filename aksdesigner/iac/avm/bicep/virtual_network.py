"""Microsoft.Network/virtualNetworks -> the virtual network module, without its subnets.

The module puts the network without a list of subnets, so that those that are calls of their own
stay when the network is deployed again.
"""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


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


def from_module(call: Parameters) -> Made:
    """Return the body; the module enables the protection of a plan."""
    servers = call.take("dnsServers")
    plan = call.take("ddosProtectionPlanResourceId")
    encryption = said(
        enabled=call.take("vnetEncryption"), enforcement=call.take("vnetEncryptionEnforcement")
    )
    properties = said(
        addressSpace={"addressPrefixes": call.need("addressPrefixes")},
        dhcpOptions=None if servers is None else {"dnsServers": servers},
        enableDdosProtection=None if plan is None else True,
        ddosProtectionPlan=reference(plan),
        encryption=encryption or None,
    )
    return Made(body_of(call, properties))
