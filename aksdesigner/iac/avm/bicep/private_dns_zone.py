"""Microsoft.Network/privateDnsZones -> the private DNS zone module, with links and records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made, MadePart

LINKS = "privateDnsZones/virtualNetworkLinks"
IPV4, IPV6 = "privateDnsZones/A", "privateDnsZones/AAAA"


def to_module(source: Source) -> Body:
    """Return the parameters; a link that says more than the module knows stays on its own."""
    return {
        **head(source.body),
        "virtualNetworkLinks": source.taken_in(LINKS, _link) or None,
        "a": source.taken_in(IPV4, partial(_record, name="aRecords")) or None,
        "aaaa": source.taken_in(IPV6, partial(_record, name="aaaaRecords")) or None,
    }


def _link(body: BodyReader) -> Raw:
    properties = body.object("properties")
    return {
        "name": body.need("name"),
        "location": body.take("location"),
        "registrationEnabled": properties.take("registrationEnabled"),
        "virtualNetworkResourceId": properties.id("virtualNetwork"),
    }


def _record(body: BodyReader, name: str) -> Raw:
    properties = body.object("properties")
    return {
        "name": body.need("name"),
        "ttl": properties.take("ttl"),
        name: properties.take(name),
    }


def from_module(call: Parameters) -> Made:
    """Return the body, and the links and records that stand in the zone."""
    parts = (
        *(_read_link(link) for link in call.objects("virtualNetworkLinks")),
        *_read_records(call, "a", IPV4, "aRecords"),
        *_read_records(call, "aaaa", IPV6, "aaaaRecords"),
    )
    return Made(body_of(call, None), parts)


def _read_link(link: Parameters) -> MadePart:
    properties = said(
        registrationEnabled=link.take("registrationEnabled"),
        virtualNetwork=reference(link.take("virtualNetworkResourceId")),
    )
    body = said(location=link.take("location"), properties=properties)
    return MadePart(f"Microsoft.Network/{LINKS}", link.need("name"), body)


def _read_records(call: Parameters, name: str, kind: str, records: str) -> Iterator[MadePart]:
    for record in call.objects(name):
        properties = {"ttl": record.take("ttl"), records: record.take(records)}
        body = {"properties": said(**properties)}
        yield MadePart(f"Microsoft.Network/{kind}", record.need("name"), body)
