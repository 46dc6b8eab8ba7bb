"""Microsoft.Network/dnsForwardingRulesets -> the DNS forwarding ruleset module, rules and links."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw

RULES = "dnsForwardingRulesets/forwardingRules"
LINKS = "dnsForwardingRulesets/virtualNetworkLinks"


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    endpoints: list[Raw] = [*body.object("properties").ids("dnsResolverOutboundEndpoints")]
    return {
        **head(body),
        "dnsForwardingRulesetOutboundEndpointResourceIds": endpoints,
        "forwardingRules": _rules(source) or None,
        "virtualNetworkLinks": _links(source) or None,
    }


def _rules(source: Source) -> list[Raw]:
    found: list[Raw] = []
    for child, body in source.children_of(RULES):
        body.take("parent")
        properties = body.object("properties")
        rule: Raw = {
            "name": body.need("name"),
            "domainName": properties.need("domainName"),
            "forwardingRuleState": properties.take("forwardingRuleState"),
            "targetDnsServers": properties.need("targetDnsServers"),
        }
        if source.absorb(child, body):
            found.append(rule)
    return found


def _links(source: Source) -> list[Raw]:
    found: list[Raw] = []
    for child, body in source.children_of(LINKS):
        body.take("parent")
        link: Raw = {
            "name": body.need("name"),
            "virtualNetworkResourceId": body.object("properties").id("virtualNetwork"),
        }
        if source.absorb(child, body):
            found.append(link)
    return found
