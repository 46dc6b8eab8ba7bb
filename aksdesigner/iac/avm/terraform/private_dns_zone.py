"""azurerm_private_dns_zone, its links and address records -> the private DNS zone module."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw

LINK = "azurerm_private_dns_zone_virtual_network_link"
IPV4, IPV6 = "azurerm_private_dns_a_record", "azurerm_private_dns_aaaa_record"
# how azurerm 5 and 4 say in which zone a part is
ZONE = ("private_dns_zone_id", "private_dns_zone_name", "zone_name")


def to_module(source: Source) -> Body:
    """Return the parameters; a link that says more than the module knows stays on its own."""
    body = source.body
    return {
        "domain_name": body.need("name"),
        "parent_id": source.group_id(body.need("resource_group_name")),
        "tags": body.take("tags"),
        "enable_telemetry": False,
        "virtual_network_links": keyed(_links(source)),
        "a_records": keyed(_records(source, IPV4)),
        "aaaa_records": keyed(_records(source, IPV6)),
    }


def _links(source: Source) -> list[dict[str, Raw]]:
    found: list[dict[str, Raw]] = []
    for child, body in source.children_of(LINK):
        _in_the_zone(body)
        link: dict[str, Raw] = {
            "name": body.need("name"),
            "virtual_network_id": body.need("virtual_network_id"),
            "registration_enabled": body.take("registration_enabled"),
        }
        if source.absorb(child, body):
            found.append(link)
    return found


def _records(source: Source, kind: str) -> list[dict[str, Raw]]:
    found: list[dict[str, Raw]] = []
    for child, body in source.children_of(kind):
        _in_the_zone(body)
        parts = ("name", "ttl", "records")
        record: dict[str, Raw] = {name: body.take(name) for name in parts}
        if source.absorb(child, body):
            found.append(record)
    return found


def _in_the_zone(body: BodyReader) -> None:
    for name in (*ZONE, "resource_group_name"):
        body.take(name)
