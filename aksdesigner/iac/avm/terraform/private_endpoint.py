"""azurerm_private_endpoint -> the private endpoint module, with its zone group."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader, UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Expression, Flag, Raw

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
