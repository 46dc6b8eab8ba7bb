"""azurerm_private_endpoint -> the private endpoint module, with its zone group."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader, UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, said
from aksdesigner.iac.avm.terraform.head import block, body_of, head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Expression, Flag, Raw
from aksdesigner.iac.read.registry import Made

LONGEST = 80  # characters of the name of a network interface
ADDRESS = ("name", "private_ip_address", "subresource_name", "member_name")


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    connection = body.object("private_service_connection")
    if connection.take("is_manual_connection") != Flag(value=False):
        raise UnsayableError("it makes no connection that has to be approved")
    zones = body.object("private_dns_zone_group")
    name = body.need("name")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body, name),
        "network_interface_name": _interface(name),
        "subnet_resource_id": body.need("subnet_id"),
        "private_connection_resource_id": connection.need("private_connection_resource_id"),
        "private_service_connection_name": connection.take("name"),
        "subresource_names": connection.take("subresource_names"),
        "ip_configurations": keyed([_address(x) for x in body.objects("ip_configuration")]),
        "private_dns_zone_group_name": zones.take("name"),
        "private_dns_zone_resource_ids": zones.take("private_dns_zone_ids"),
    }


def _interface(endpoint: Expression) -> str:
    """Return the name that the module asks for: the endpoint's, with the interface's abbreviation."""
    name = text_of(endpoint)
    if name is None or len(f"nic-{name}") > LONGEST:
        raise UnsayableError("it asks for the name of the network interface, which gets too long")
    return f"nic-{name}"


def _address(address: BodyReader) -> dict[str, Raw]:
    return {name: address.take(name) for name in ADDRESS}


def from_module(call: Parameters) -> Made:
    """Return the body; the interface that the module names is named after the endpoint."""
    connection = said(
        name=call.take("private_service_connection_name"),
        private_connection_resource_id=call.need("private_connection_resource_id"),
        subresource_names=call.take("subresource_names"),
        is_manual_connection=False,
    )
    zones = said(
        name=call.take("private_dns_zone_group_name"),
        private_dns_zone_ids=call.take("private_dns_zone_resource_ids"),
    )
    interface = call.need("network_interface_name")
    body = body_of(
        call,
        subnet_id=call.need("subnet_resource_id"),
        private_service_connection=[connection],
        ip_configuration=[_read(x) for x in call.keyed("ip_configurations")] or None,
        private_dns_zone_group=block(zones),
    )
    if interface != f"nic-{body['name']}":
        raise UnreadableError(f"found the interface {interface!r} of {body['name']!r}")
    return Made(body)


def _read(address: Parameters) -> dict[str, Any]:
    return said(
        name=address.need("name"),
        private_ip_address=address.take("private_ip_address"),
        subresource_name=address.take("subresource_name"),
        member_name=address.take("member_name"),
    )
