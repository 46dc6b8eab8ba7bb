"""Private endpoint -> Microsoft.Network/privateEndpoints and its zone group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.arm.reading import TYPES, Head, Lift
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.endpoint import MEMBERS, Link, link_of
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Identity
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint


def to_arm(draft: Draft, key: Key, endpoint: PrivateEndpoint) -> None:
    """Declare the endpoint and, where zones get its record, the zone group."""
    link = link_of(draft, key, endpoint)
    connection: dict[str, Raw] = {
        "name": real_name(endpoint),
        "properties": {"privateLinkServiceId": link.target, "groupIds": list(link.groups) or None},
    }
    symbol = draft.declare(
        versioned(NETWORK + "privateEndpoints"),
        key,
        {
            **head(draft, endpoint, real_name(endpoint)),
            "properties": {
                "subnet": reference(draft.id_of(subnet_key(endpoint.vnet, endpoint.subnet))),
                "privateLinkServiceConnections": [connection],
                "ipConfigurations": _addresses(link),
            },
        },
    )
    if link.zones:
        _zone_group(draft, key, symbol, link)


def _addresses(link: Link) -> Raw:
    if link.address is None:
        return None
    properties: dict[str, Raw] = {
        "groupId": link.groups[0],
        "memberName": link.member,
        "privateIPAddress": str(link.address),
    }
    return [{"name": "ipconfig1", "properties": properties}]


def _zone_group(draft: Draft, key: Key, endpoint: str, link: Link) -> None:
    configs: list[Raw] = [
        {"name": f"zone{index + 1}", "properties": {"privateDnsZoneId": zone}}
        for index, zone in enumerate(link.zones)
    ]
    draft.declare(
        versioned(NETWORK + "privateEndpoints/privateDnsZoneGroups"),
        key,
        {
            "parent": Property(endpoint, ()),
            "name": "default",
            "properties": {"privateDnsZoneConfigs": configs},
        },
        "zone group",
    )


def from_arm(lift: Lift) -> Iterator[PrivateEndpoint]:
    """Yield the endpoints with the zones that hold their records."""
    for item in lift.of_type(NETWORK + "privateEndpoints"):
        head = lift.head(item, "pe")
        properties = head.said.inner("properties")
        vnet, subnet = lift.placed(properties)
        fields: dict[str, Any] = {"vnet": vnet, "subnet": subnet}
        link = properties.lone("privateLinkServiceConnections")
        if link is not None:
            link.must("name", item.name)
            fields.update(_read_target(lift, link.inner("properties")))
            link.done()
        if properties.has("ipConfigurations"):
            fields["ips"] = _read_addresses(properties, fields.get("group_ids") or ())
        fields["zone_group"] = _read_zones(lift, head)
        properties.done()
        head.said.done()
        yield made(head.said, PrivateEndpoint, **head.fields, **fields)


def _read_target(lift: Lift, said: Said) -> dict[str, Any]:
    """Return what an endpoint leads to; a parameter says for what it stands."""
    value, groups = said.take("privateLinkServiceId"), said.get("groupIds") or []
    out: dict[str, Any] = {"group_ids": tuple(g for g in groups if not isinstance(g, Asked))}
    if isinstance(value, Identity) and value.type == TYPES["pls"]:
        out["link_service"] = lift.name_of(said, value, "pls")
        if groups:
            said.report("a link service has no groups")
    else:
        out["target"] = lift.name_of(said, value, "paas")
        if not groups:
            said.report("groupIds is missing")
    said.done()
    return out


def _read_addresses(properties: Said, groups: tuple[str, ...]) -> tuple[str, ...]:
    said = properties.lone("ipConfigurations")
    if said is None:
        return ()
    said.must("name", "ipconfig1")
    inner = said.inner("properties")
    group = groups[0] if groups else ""
    inner.must("groupId", group)
    inner.must("memberName", MEMBERS.get(group.lower()))
    address = inner.take("privateIPAddress")
    inner.done()
    said.done()
    return (address,)


def _read_zones(lift: Lift, endpoint: Head) -> tuple[str, ...]:
    item = lift.lone_child(endpoint, "privateDnsZoneGroups")
    if item is None:
        return ()
    said = lift.read(item)
    if item.name != "default":
        said.report(f"name is {item.name!r}, expected 'default'")
    properties = said.inner("properties")
    out = []
    for index, config in enumerate(properties.each("privateDnsZoneConfigs", needed=True)):
        config.must("name", f"zone{index + 1}")
        inner = config.inner("properties")
        zone = lift.name_of(inner, inner.take("privateDnsZoneId"), "zone")
        out += [zone] if zone else []
        inner.done()
        config.done()
    properties.done()
    said.done()
    return tuple(out)
