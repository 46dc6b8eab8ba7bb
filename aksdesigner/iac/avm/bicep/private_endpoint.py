"""Microsoft.Network/privateEndpoints -> the private endpoint module, with its zone group."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.bicep.head import body_of, head
from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, reference, said
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made, MadePart

ZONES = "privateEndpoints/privateDnsZoneGroups"


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    properties = body.object("properties")
    connections: list[Raw] = [
        _connection(item) for item in properties.objects("privateLinkServiceConnections")
    ]
    return {
        **head(body),
        "subnetResourceId": properties.object("subnet").need("id"),
        "privateLinkServiceConnections": connections,
        "ipConfigurations": properties.take("ipConfigurations"),
        "privateDnsZoneGroup": _zones(source),
    }


def _connection(connection: BodyReader) -> Raw:
    said = connection.object("properties")
    properties: dict[str, Raw] = {
        "privateLinkServiceId": said.need("privateLinkServiceId"),
        # the module asks for the list; a private link service has no groups
        "groupIds": said.take("groupIds") or [],
    }
    return {"name": connection.need("name"), "properties": properties}


def _zones(source: Source) -> Raw:
    for child, body in source.children_of(ZONES):
        configs: list[Raw] = [
            {
                "name": config.need("name"),
                "privateDnsZoneResourceId": config.object("properties").need("privateDnsZoneId"),
            }
            for config in body.object("properties").objects("privateDnsZoneConfigs")
        ]
        group: Raw = {"name": body.need("name"), "privateDnsZoneGroupConfigs": configs}
        if source.absorb(child, body):
            return group
    return None


def from_module(call: Parameters) -> Made:
    """Return the body, and the group of zones where there is one."""
    connections = [_read_connection(item) for item in call.objects("privateLinkServiceConnections")]
    properties = said(
        subnet=reference(call.need("subnetResourceId")),
        privateLinkServiceConnections=connections,
        ipConfigurations=call.take("ipConfigurations"),
    )
    group = call.object("privateDnsZoneGroup")
    parts = (_read_zones(group),) if group.said() else ()
    return Made(body_of(call, properties), parts)


def _read_connection(connection: Parameters) -> dict[str, Any]:
    given = connection.object("properties")
    properties = said(
        privateLinkServiceId=given.need("privateLinkServiceId"),
        groupIds=given.needed_items("groupIds") or None,
    )
    return {"name": connection.need("name"), "properties": properties}


def _read_zones(group: Parameters) -> MadePart:
    configs = [
        {
            "name": config.need("name"),
            "properties": {"privateDnsZoneId": config.need("privateDnsZoneResourceId")},
        }
        for config in group.objects("privateDnsZoneGroupConfigs")
    ]
    body = {"properties": {"privateDnsZoneConfigs": configs}}
    return MadePart(f"Microsoft.Network/{ZONES}", group.need("name"), body)
