"""Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies -> the module of that name."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body


def to_module(source: Source) -> Body:
    """Return the parameters: settings and rules keep the shape that ARM gives them."""
    body = source.body
    properties = body.object("properties")
    return {
        **head(body),
        "managedRules": properties.need("managedRules"),
        "policySettings": properties.take("policySettings"),
    }
