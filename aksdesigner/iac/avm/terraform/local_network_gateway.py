"""azurerm_local_network_gateway -> the local network gateway module."""

from __future__ import annotations

import re

from aksdesigner.iac.avm.body import UnsayableError, given, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import block, body_of, head
from aksdesigner.iac.expression import Body
from aksdesigner.iac.read.registry import Made

NAME = re.compile(r"[A-Za-z0-9-]{3,80}")  # narrower than Azure's own rule


def to_module(source: Source) -> Body:
    """Return the parameters; a gateway that learns all prefixes by BGP has an empty list."""
    body = source.body
    name = body.need("name")
    if not NAME.fullmatch(text_of(name) or ""):
        raise UnsayableError(f"its name may be letters, digits and hyphens only: {text_of(name)}")
    bgp = body.object("bgp_settings")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body, name),
        "gateway_address": body.need("gateway_address"),
        "address_space": body.take("address_space") or [],
        "bgp_settings": given(
            {part: bgp.take(part) for part in ("asn", "bgp_peering_address")},
        ),
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    bgp = call.object("bgp_settings")
    body = body_of(
        call,
        gateway_address=call.need("gateway_address"),
        address_space=call.needed_items("address_space") or None,
        bgp_settings=block(
            said(asn=bgp.take("asn"), bgp_peering_address=bgp.take("bgp_peering_address"))
        ),
    )
    return Made(body)
