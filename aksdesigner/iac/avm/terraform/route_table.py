"""azurerm_route_table -> the route table module."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw

PARTS = ("name", "address_prefix", "next_hop_type", "next_hop_in_ip_address")


def to_module(source: Source) -> Body:
    """Return the parameters; routes are a map by their names."""
    body = source.body
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "bgp_route_propagation_enabled": body.take("bgp_route_propagation_enabled"),
        "routes": keyed([_route(route) for route in body.objects("route")]),
    }


def _route(route: BodyReader) -> dict[str, Raw]:
    return {name: route.take(name) for name in PARTS}
