"""Microsoft.Network/privateDnsZones -> the private DNS zone module, with links and records."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.avm.bicep.head import body_of, head
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
        "virtualNetworkLinks": _links(source) or None,
        "a": _records(source, IPV4, "aRecords") or None,
        "aaaa": _records(source, IPV6, "aaaaRecords") or None,
    }


def _links(source: Source) -> list[Raw]:
    found: list[Raw] = []
    for child, body in source.children_of(LINKS):
        body.take("parent")
        properties = body.object("properties")
        link: Raw = {
            "name": body.need("name"),
            "location": body.take("location"),
            "registrationEnabled": properties.take("registrationEnabled"),
            "virtualNetworkResourceId": properties.id("virtualNetwork"),
        }
        if source.absorb(child, body):
            found.append(link)
    return found


def _records(source: Source, kind: str, name: str) -> list[Raw]:
    found: list[Raw] = []
    for child, body in source.children_of(kind):
        body.take("parent")
        properties = body.object("properties")
        record: Raw = {
            "name": body.need("name"),
            "ttl": properties.take("ttl"),
            name: properties.take(name),
        }
        if source.absorb(child, body):
            found.append(record)
    return found


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
