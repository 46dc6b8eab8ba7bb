"""Microsoft.Network/dnsForwardingRulesets -> the DNS forwarding ruleset module, rules and links."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, references, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made, MadePart

RULES = "dnsForwardingRulesets/forwardingRules"
LINKS = "dnsForwardingRulesets/virtualNetworkLinks"


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    endpoints: list[Raw] = [*body.object("properties").ids("dnsResolverOutboundEndpoints")]
    return {
        **head(body),
        "dnsForwardingRulesetOutboundEndpointResourceIds": endpoints,
        "forwardingRules": source.taken_in(RULES, _rule) or None,
        "virtualNetworkLinks": source.taken_in(LINKS, _link) or None,
    }


def _rule(body: BodyReader) -> Raw:
    properties = body.object("properties")
    return {
        "name": body.need("name"),
        "domainName": properties.need("domainName"),
        "forwardingRuleState": properties.take("forwardingRuleState"),
        "targetDnsServers": properties.need("targetDnsServers"),
    }


def _link(body: BodyReader) -> Raw:
    return {
        "name": body.need("name"),
        "virtualNetworkResourceId": body.object("properties").id("virtualNetwork"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body, and the rules and links that stand in it."""
    endpoints = references(call.needed_items("dnsForwardingRulesetOutboundEndpointResourceIds"))
    parts = (
        *(_read_rule(rule) for rule in call.objects("forwardingRules")),
        *(_read_link(link) for link in call.objects("virtualNetworkLinks")),
    )
    return Made(body_of(call, said(dnsResolverOutboundEndpoints=endpoints)), parts)


def _read_rule(rule: Parameters) -> MadePart:
    properties = said(
        domainName=rule.need("domainName"),
        forwardingRuleState=rule.take("forwardingRuleState"),
        targetDnsServers=rule.need("targetDnsServers"),
    )
    return MadePart(f"Microsoft.Network/{RULES}", rule.need("name"), {"properties": properties})


def _read_link(link: Parameters) -> MadePart:
    properties = said(virtualNetwork=reference(link.take("virtualNetworkResourceId")))
    return MadePart(f"Microsoft.Network/{LINKS}", link.need("name"), {"properties": properties})
