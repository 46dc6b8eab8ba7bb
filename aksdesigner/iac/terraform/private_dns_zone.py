"""Private DNS zone -> azurerm_private_dns_zone, its links and address records."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.dns import RECORD_TTL, link_name, record_type
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import GROUP, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.iac.terraform.references import ID
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone, ZoneLink


def to_azurerm(draft: Draft, key: Key, zone: PrivateDnsZone) -> None:
    """Declare the zone, then what stands in it."""
    head: dict[str, Raw] = {"name": real_name(zone), "resource_group_name": GROUP}
    draft.declare("azurerm_private_dns_zone", key, {**head, "tags": tags(zone)})
    for link in drawn_once(draft, key, "links", zone.links, lambda link: link.vnet):
        declare_link(draft, key, link)
    for name, address in zone.records.items():
        declare_record(draft, key, name, address)


def declare_record(draft: Draft, key: Key, name: str, address: Address) -> None:
    """Declare an address record of a zone."""
    kind = record_type(address)
    body: dict[str, Raw] = {
        "name": name,
        **_within(draft, key, "zone_name"),
        "ttl": RECORD_TTL,
        "records": [str(address)],
    }
    draft.declare(f"azurerm_private_dns_{kind.lower()}_record", key, body, f"{kind} {name}")


def declare_link(draft: Draft, key: Key, link: ZoneLink) -> None:
    """Declare the link of a zone to a network."""
    policy = None if link.resolution_policy == "Default" else link.resolution_policy
    draft.declare(
        "azurerm_private_dns_zone_virtual_network_link",
        key,
        {
            "name": link_name(draft, key, link.vnet),
            **_within(draft, key, "private_dns_zone_name"),
            "virtual_network_id": draft.id_of(key_of("vnet", link.vnet)),
            "registration_enabled": link.registration,
            "resolution_policy": policy,
        },
        f"link {link.vnet}",
    )


def _within(draft: Draft, key: Key, name_in_4: str) -> dict[str, Raw]:
    """Return the place of a zone's part: azurerm 5 takes the zone's id, 4 its name and group."""
    if draft.design.options.azurerm != "4":
        return {"private_dns_zone_id": draft.id_of(key)}
    zone = draft.symbols.symbol(key)
    return {
        name_in_4: Property(zone, ("name",)),
        "resource_group_name": Property(zone, ("resource_group_name",)),
    }


def from_azurerm(lift: Lift, resource: TerraformResource) -> PrivateDnsZone | None:
    """Return the zone that a resource, its links and its records say."""
    said = lift.said(resource)
    kept, records = read_links(lift, resource), read_records(lift, resource)
    head = lift.head(said, "zone", region=False)
    return lift.made(said, PrivateDnsZone, **head, links=kept, records=records)


def read_links(lift: Lift, zone: TerraformResource) -> list[ZoneLink]:
    """Return the links that stand in a zone."""
    linked = "azurerm_private_dns_zone_virtual_network_link"
    found = _parts(lift, zone, "private_dns_zone_name", linked)
    links = [_read_link(lift, inner) for _, inner in found]
    return [link for link in links if link]


def read_records(lift: Lift, zone: TerraformResource) -> dict[str, str]:
    """Return the address records that stand in a zone."""
    records: dict[str, str] = {}
    kinds = {"azurerm_private_dns_a_record": ".", "azurerm_private_dns_aaaa_record": ":"}
    for item, inner in _parts(lift, zone, "zone_name", *kinds):
        inner.must("ttl", RECORD_TTL)
        addresses = inner.take("records") or []
        if len(addresses) != 1 or kinds[item.type] not in str(addresses[0]):
            inner.report(f"records is {addresses!r}, expected one address")
        name = inner.take("name")
        if addresses and name:
            records[name] = addresses[0]
        inner.done()
    return records


def _parts(
    lift: Lift, zone: TerraformResource, name_in_4: str, *types: str
) -> Iterator[tuple[TerraformResource, Said]]:
    """Yield what stands in a zone, by its id or, in azurerm 4, its name and group."""
    for item in list(lift.of_type(*types)):
        if item.body.get("private_dns_zone_id") == Reference(zone.address, ID):
            said = lift.said(item)
            said.take("private_dns_zone_id")
        elif item.body.get(name_in_4) == Reference(zone.address, ("name",)):
            said = lift.said(item)
            said.take(name_in_4)
            group = Reference(zone.address, ("resource_group_name",))
            said.must("resource_group_name", group)
        else:
            continue
        yield item, said


def _read_link(lift: Lift, said: Said) -> ZoneLink | None:
    said.take("name")
    return lift.made(
        said,
        ZoneLink,
        vnet=lift.take_named(said, "virtual_network_id", "vnet"),
        registration=said.take("registration_enabled"),
        resolution_policy=said.get("resolution_policy"),
    )
