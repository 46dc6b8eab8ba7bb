"""Microsoft.Network/dnsResolvers -> the DNS resolver module, with endpoints that nothing reads."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader, UnsayableError
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made, MadePart

INBOUND, OUTBOUND = "dnsResolvers/inboundEndpoints", "dnsResolvers/outboundEndpoints"


def to_module(source: Source) -> Body:
    """Return the parameters; an endpoint that a ruleset or a network names stays on its own."""
    body = source.body
    return {
        **head(body),
        "virtualNetworkResourceId": body.object("properties").object("virtualNetwork").need("id"),
        "inboundEndpoints": source.taken_in(INBOUND, _inbound, unread=True) or None,
        "outboundEndpoints": source.taken_in(OUTBOUND, _outbound, unread=True) or None,
    }


def _inbound(body: BodyReader) -> Raw:
    configurations = body.object("properties").objects("ipConfigurations")
    if len(configurations) != 1:
        raise UnsayableError("an endpoint of it has one address")
    said = configurations[0]
    return {
        **_endpoint(body, said),
        "privateIpAddress": said.take("privateIpAddress"),
        "privateIpAllocationMethod": said.take("privateIpAllocationMethod"),
    }


def _outbound(body: BodyReader) -> Raw:
    return _endpoint(body, body.object("properties"))


def _endpoint(body: BodyReader, place: BodyReader) -> dict[str, Raw]:
    return {
        "name": body.need("name"),
        "location": body.take("location"),
        "tags": body.take("tags"),
        "subnetResourceId": place.object("subnet").need("id"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body and its endpoints."""
    properties = {"virtualNetwork": reference(call.need("virtualNetworkResourceId"))}
    parts = (
        *(_read_inbound(item) for item in call.objects("inboundEndpoints")),
        *(_read_outbound(item) for item in call.objects("outboundEndpoints")),
    )
    return Made(body_of(call, properties), parts)


def _read_inbound(endpoint: Parameters) -> MadePart:
    configuration = said(
        subnet=reference(endpoint.need("subnetResourceId")),
        privateIpAddress=endpoint.take("privateIpAddress"),
        privateIpAllocationMethod=endpoint.take("privateIpAllocationMethod"),
    )
    return _read_endpoint(endpoint, INBOUND, {"ipConfigurations": [configuration]})


def _read_outbound(endpoint: Parameters) -> MadePart:
    return _read_endpoint(
        endpoint, OUTBOUND, {"subnet": reference(endpoint.need("subnetResourceId"))}
    )


def _read_endpoint(endpoint: Parameters, kind: str, properties: dict[str, Any]) -> MadePart:
    body = said(
        location=endpoint.take("location"), tags=endpoint.take("tags"), properties=properties
    )
    return MadePart(f"Microsoft.Network/{kind}", endpoint.need("name"), body)
