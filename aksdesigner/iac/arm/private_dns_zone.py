"""Private DNS zone -> Microsoft.Network/privateDnsZones, its links and address records."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, reference, tags
from aksdesigner.iac.arm.reading import Head, Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.dns import RECORD_TTL, link_name, record_type
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.read.said import made
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone, ZoneLink


def to_arm(draft: Draft, key: Key, zone: PrivateDnsZone) -> None:
    """Declare the zone, then what stands in it."""
    symbol = draft.declare(
        versioned(NETWORK + "privateDnsZones"),
        key,
        {"name": real_name(zone), "location": "global", "tags": tags(zone)},
    )
    for link in drawn_once(draft, key, "links", zone.links, lambda link: link.vnet):
        _link(draft, key, symbol, link)
    for name, address in zone.records.items():
        _record(draft, key, symbol, name, address)


def _link(draft: Draft, key: Key, zone: str, link: ZoneLink) -> None:
    properties: dict[str, Raw] = {
        "virtualNetwork": reference(draft.id_of(key_of("vnet", link.vnet))),
        "registrationEnabled": link.registration,
        "resolutionPolicy": None if link.resolution_policy == "Default" else link.resolution_policy,
    }
    draft.declare(
        versioned(NETWORK + "privateDnsZones/virtualNetworkLinks"),
        key,
        {
            "parent": Property(zone, ()),
            "name": link_name(draft, key, link.vnet),
            "location": "global",
            "properties": properties,
        },
        f"link {link.vnet}",
    )


def _record(draft: Draft, key: Key, zone: str, name: str, address: Address) -> None:
    kind = record_type(address)
    entry = {"ipv4Address": str(address)} if kind == "A" else {"ipv6Address": str(address)}
    records: Raw = {"aRecords": [entry]} if kind == "A" else {"aaaaRecords": [entry]}
    assert isinstance(records, dict)
    draft.declare(
        versioned(NETWORK + f"privateDnsZones/{kind}"),
        key,
        {
            "parent": Property(zone, ()),
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
        links, records = _read_links(lift, head), _read_records(lift, head)
        yield made(head.said, PrivateDnsZone, **head.fields, links=links, records=records)


def _read_links(lift: Lift, zone: Head) -> tuple[ZoneLink, ...]:
    out = []
    for item in lift.children(zone.identity, "virtualNetworkLinks"):
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


def _read_records(lift: Lift, zone: Head) -> dict[str, str]:
    out = {}
    for kind, records, address in (
        ("A", "aRecords", "ipv4Address"),
        ("AAAA", "aaaaRecords", "ipv6Address"),
    ):
        for item in lift.children(zone.identity, kind):
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
