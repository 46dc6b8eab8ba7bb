"""azurerm_private_dns_zone, its links and address records -> the private DNS zone module."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import name_of
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made, MadePart

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
        "virtual_network_links": keyed(source.taken_in(LINK, _link)),
        "a_records": keyed(source.taken_in(IPV4, _record)),
        "aaaa_records": keyed(source.taken_in(IPV6, _record)),
    }


def _link(body: BodyReader) -> dict[str, Raw]:
    body.take("resource_group_name")
    return {
        "name": body.need("name"),
        "virtual_network_id": body.need("virtual_network_id"),
        "registration_enabled": body.take("registration_enabled"),
    }


def _record(body: BodyReader) -> dict[str, Raw]:
    body.take("resource_group_name")
    return {name: body.take(name) for name in ("name", "ttl", "records")}


def from_module(call: Parameters) -> Made:
    """Return the body, and the links and records that stand in the zone."""
    call.must("enable_telemetry", value=False)
    body = said(
        name=call.need("domain_name"),
        resource_group_name=name_of(call.need("parent_id")),
        tags=call.take("tags"),
    )
    parts = (
        *_read_links(call),
        *_read_records(call, "a_records", IPV4),
        *_read_records(call, "aaaa_records", IPV6),
    )
    return Made(body, parts)


def _read_links(call: Parameters) -> Iterator[MadePart]:
    for link in call.keyed("virtual_network_links"):
        name = link.need("name")
        body = said(
            name=name,
            private_dns_zone_id=call.itself,
            virtual_network_id=link.need("virtual_network_id"),
            registration_enabled=link.take("registration_enabled"),
        )
        yield MadePart(LINK, name, body)


def _read_records(call: Parameters, parameter: str, kind: str) -> Iterator[MadePart]:
    for record in call.keyed(parameter):
        name = record.need("name")
        body = said(
            name=name,
            private_dns_zone_id=call.itself,
            ttl=record.take("ttl"),
            records=record.take("records"),
        )
        yield MadePart(kind, name, body)
