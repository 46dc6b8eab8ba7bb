"""azurerm_route_table -> the route table module."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import body_of, head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

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


def from_module(call: Parameters) -> Made:
    """Return the body."""
    routes = [_read(route) for route in call.keyed("routes")]
    body = body_of(
        call,
        bgp_route_propagation_enabled=call.take("bgp_route_propagation_enabled"),
        route=routes or None,
    )
    return Made(body)


def _read(route: Parameters) -> dict[str, Any]:
    return said(
        name=route.need("name"),
        address_prefix=route.take("address_prefix"),
        next_hop_type=route.take("next_hop_type"),
        next_hop_in_ip_address=route.take("next_hop_in_ip_address"),
    )
