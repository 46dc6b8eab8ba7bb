"""Private DNS zone -> Microsoft.Network/privateDnsZones, its links and address records."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, reference, tags
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.dns import RECORD_TTL, link_name, record_type
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.read.said import made
from aksdesigner.iac.read.values import Identity
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone, ZoneLink


def to_arm(draft: Draft, key: Key, zone: PrivateDnsZone) -> None:
    """Declare the zone, then what stands in it."""
    draft.declare(
        versioned(NETWORK + "privateDnsZones"),
        key,
        {"name": real_name(zone), "location": "global", "tags": tags(zone)},
    )
    for link in drawn_once(draft, key, "links", zone.links, lambda link: link.vnet):
        declare_link(draft, key, link)
    for name, address in zone.records.items():
        declare_record(draft, key, name, address)


def declare_link(draft: Draft, key: Key, link: ZoneLink) -> None:
    """Declare the link of a zone to a network."""
    properties: dict[str, Raw] = {
        "virtualNetwork": reference(draft.id_of(key_of("vnet", link.vnet))),
        "registrationEnabled": link.registration,
        "resolutionPolicy": None if link.resolution_policy == "Default" else link.resolution_policy,
    }
    draft.declare(
        versioned(NETWORK + "privateDnsZones/virtualNetworkLinks"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": link_name(draft, key, link.vnet),
            "location": "global",
            "properties": properties,
        },
        f"link {link.vnet}",
    )


def declare_record(draft: Draft, key: Key, name: str, address: Address) -> None:
    """Declare an address record of a zone."""
    kind = record_type(address)
    entry = {"ipv4Address": str(address)} if kind == "A" else {"ipv6Address": str(address)}
    records: Raw = {"aRecords": [entry]} if kind == "A" else {"aaaaRecords": [entry]}
    assert isinstance(records, dict)
    draft.declare(
        versioned(NETWORK + f"privateDnsZones/{kind}"),
        key,
        {
            "parent": Property(draft.symbols.symbol(key), ()),
            "name": name,
            "properties": {"ttl": RECORD_TTL, **records},
        },
        f"{kind} {name}",
    )


def from_arm(lift: Lift) -> Iterator[PrivateDnsZone]:
    """Yield the zones with their links and records."""
    for item in lift.of_type(NETWORK + "privateDnsZones"):
        head = lift.head(item, "zone", place="global")
        head.said.done()
        links, records = read_links(lift, item.identity), read_records(lift, item.identity)
        yield made(head.said, PrivateDnsZone, **head.fields, links=links, records=records)


def read_links(lift: Lift, zone: Identity) -> tuple[ZoneLink, ...]:
    """Return the links that stand in a zone."""
    out = []
    for item in lift.children(zone, "virtualNetworkLinks"):
        said = lift.read(item)
        said.must("location", "global")
        properties = said.inner("properties")
        link = made(
            said,
            ZoneLink,
            vnet=lift.named(properties, "virtualNetwork", "vnet", needed=True),
            registration=properties.take("registrationEnabled"),
            resolution_policy=properties.get("resolutionPolicy", "Default"),
        )
        out.append(link)
        properties.done()
        said.done()
    return tuple(out)


def read_records(lift: Lift, zone: Identity) -> dict[str, str]:
    """Return the address records that stand in a zone."""
    out = {}
    for kind, records, address in (
        ("A", "aRecords", "ipv4Address"),
        ("AAAA", "aaaaRecords", "ipv6Address"),
    ):
        for item in lift.children(zone, kind):
            said = lift.read(item)
            properties = said.inner("properties")
            properties.must("ttl", RECORD_TTL)
            entry = properties.lone(records)
            if entry is not None:
                out[str(item.name)] = entry.take(address)
                entry.done()
            properties.done()
            said.done()
    return out
