"""azurerm_private_dns_resolver and its inbound endpoints -> the DNS resolver module.

An outbound endpoint stays a resource of its own: rulesets name it, and the module would make them
too.
"""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Expression, Property, Raw

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
        body.take(OWNER)
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
