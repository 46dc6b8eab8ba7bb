"""azurerm_firewall_policy -> the firewall policy module; its rules are calls of their own."""

from __future__ import annotations

from aksdesigner.iac.avm.body import given
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import block, body_of, head
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

# attribute of the resource -> parameter of the module
NAMED = {
    "sku": "firewall_policy_sku",
    "base_policy_id": "firewall_policy_base_policy_id",
    "threat_intelligence_mode": "firewall_policy_threat_intelligence_mode",
    "private_ip_ranges": "firewall_policy_private_ip_ranges",
}


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    dns = body.object("dns")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        **{parameter: body.take(attribute) for attribute, parameter in NAMED.items()},
        "firewall_policy_dns": given(
            {part: dns.take(part) for part in ("proxy_enabled", "servers")}
        ),
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    dns = call.object("firewall_policy_dns")
    body = body_of(
        call,
        sku=call.take("firewall_policy_sku"),
        base_policy_id=call.take("firewall_policy_base_policy_id"),
        threat_intelligence_mode=call.take("firewall_policy_threat_intelligence_mode"),
        private_ip_ranges=call.take("firewall_policy_private_ip_ranges"),
        dns=block(said(proxy_enabled=dns.take("proxy_enabled"), servers=dns.take("servers"))),
    )
    return Made(body)
