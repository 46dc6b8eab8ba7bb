"""Private DNS zone -> azurerm_private_dns_zone, its links and address records."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.dns import RECORD_TTL, link_name, record_type
from aksdesigner.iac.terraform.body import GROUP, tags
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone, ZoneLink


def to_azurerm(draft: Draft, key: Key, zone: PrivateDnsZone) -> None:
    """Declare the zone, then what stands in it."""
    head: dict[str, Raw] = {"name": real_name(zone), "resource_group_name": GROUP}
    draft.declare("azurerm_private_dns_zone", key, {**head, "tags": tags(zone)})
    for link in zone.links:
        _link(draft, key, link)
    for name, address in zone.records.items():
        kind = record_type(address)
        body: dict[str, Raw] = {
            "name": name,
            **_within(draft, key, "zone_name"),
            "ttl": RECORD_TTL,
            "records": [str(address)],
        }
        resource = f"azurerm_private_dns_{kind.lower()}_record"
        draft.declare(resource, key, body, f"{kind} {name}")


def _link(draft: Draft, key: Key, link: ZoneLink) -> None:
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
