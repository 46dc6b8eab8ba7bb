"""Microsoft.Network/privateDnsZones -> the private DNS zone module, with links and records."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep.head import head
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.expression import Body, Raw

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
