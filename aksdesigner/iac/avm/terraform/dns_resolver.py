"""azurerm_private_dns_resolver and its inbound endpoints -> the DNS resolver module.

An outbound endpoint stays a resource of its own: rulesets name it, and the module would make them
too.
"""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, said
from aksdesigner.iac.avm.terraform.head import ID, NAME, body_of, head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Expression, Property, Raw
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.registry import Made, MadePart

INBOUND = "azurerm_private_dns_resolver_inbound_endpoint"
OWNER = "private_dns_resolver_id"


def to_module(source: Source) -> Body:
    """Return the parameters."""
    body = source.body
    location = dict(source.declaration.body.pairs).get("location")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "virtual_network_resource_id": body.need("virtual_network_id"),
        "inbound_endpoints": keyed(_endpoints(source, location)),
    }


def _endpoints(source: Source, location: Expression | None) -> list[dict[str, Raw]]:
    found: list[dict[str, Raw]] = []
    for child, body in source.children_of(INBOUND):
        place = body.take("location")
        configuration = body.object("ip_configurations")
        subnet = configuration.take("subnet_id")
        # the module puts an endpoint where the resolver is, in a subnet that it knows by its name
        if place != location or not isinstance(subnet, Property) or subnet.path != ("id",):
            continue
        endpoint = {
            "name": body.need("name"),
            "subnet_name": Property(subnet.symbol, ("name",)),
            **_address(configuration),
        }
        if source.absorb(child, body):
            found.append(endpoint)
    return found


def _address(configuration: BodyReader) -> dict[str, Raw]:
    parts = ("private_ip_allocation_method", "private_ip_address")
    return {part: configuration.take(part) for part in parts}


def from_module(call: Parameters) -> Made:
    """Return the body, and the inbound endpoints; they are where the resolver is."""
    body = body_of(call, virtual_network_id=call.need("virtual_network_resource_id"))
    endpoints = call.keyed("inbound_endpoints")
    return Made(body, tuple(_read(call, x, body["location"]) for x in endpoints))


def _read(call: Parameters, endpoint: Parameters, location: Any) -> MadePart:
    subnet = endpoint.need("subnet_name")
    if not isinstance(subnet, Reference) or subnet.path != NAME:
        raise UnreadableError(f"found the subnet {subnet!r}, expected the name of one")
    configuration = said(
        subnet_id=Reference(subnet.address, ID),
        private_ip_allocation_method=endpoint.take("private_ip_allocation_method"),
        private_ip_address=endpoint.take("private_ip_address"),
    )
    name = endpoint.need("name")
    body = said(
        name=name,
        private_dns_resolver_id=call.itself,
        location=location,
        ip_configurations=[configuration],
    )
    return MadePart(INBOUND, name, body)
