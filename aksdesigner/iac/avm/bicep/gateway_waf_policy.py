"""Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies -> the module of that name."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made


def to_module(source: Source) -> Body:
    """Return the parameters: settings and rules keep the shape that ARM gives them."""
    body = source.body
    properties = body.object("properties")
    return {
        **head(body),
        "managedRules": properties.need("managedRules"),
        "policySettings": properties.take("policySettings"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    properties = said(
        managedRules=call.need("managedRules"), policySettings=call.take("policySettings")
    )
    return Made(body_of(call, properties))
