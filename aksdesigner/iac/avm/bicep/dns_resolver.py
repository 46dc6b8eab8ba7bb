"""Microsoft.Network/dnsResolvers -> the DNS resolver module, with endpoints that nothing reads."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.body import UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw

INBOUND, OUTBOUND = "dnsResolvers/inboundEndpoints", "dnsResolvers/outboundEndpoints"


def to_module(source: Source) -> Body:
    """Return the parameters; an endpoint that a ruleset or a network names stays on its own."""
    body = source.body
    return {
        **head(body),
        "virtualNetworkResourceId": body.object("properties").object("virtualNetwork").need("id"),
        "inboundEndpoints": _inbound(source) or None,
        "outboundEndpoints": _outbound(source) or None,
    }


def _inbound(source: Source) -> list[Raw]:
    found: list[Raw] = []
    for child, body in source.children_of(INBOUND):
        if child.symbol in source.read:
            continue
        body.take("parent")
        configurations = body.object("properties").objects("ipConfigurations")
        if len(configurations) != 1:
            raise UnsayableError("an endpoint of it has one address")
        said = configurations[0]
        endpoint: Raw = {
            "name": body.need("name"),
            "location": body.take("location"),
            "tags": body.take("tags"),
            "subnetResourceId": said.object("subnet").need("id"),
            "privateIpAddress": said.take("privateIpAddress"),
            "privateIpAllocationMethod": said.take("privateIpAllocationMethod"),
        }
        if source.absorb(child, body):
            found.append(endpoint)
    return found


def _outbound(source: Source) -> list[Raw]:
    found: list[Raw] = []
    for child, body in source.children_of(OUTBOUND):
        if child.symbol in source.read:
            continue
        body.take("parent")
        endpoint: Raw = {
            "name": body.need("name"),
            "location": body.take("location"),
            "tags": body.take("tags"),
            "subnetResourceId": body.object("properties").object("subnet").need("id"),
        }
        if source.absorb(child, body):
            found.append(endpoint)
    return found
