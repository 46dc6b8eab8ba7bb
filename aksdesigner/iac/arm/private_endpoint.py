"""Private endpoint -> Microsoft.Network/privateEndpoints and its zone group."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, reference
from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.endpoint import Link, link_of
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
