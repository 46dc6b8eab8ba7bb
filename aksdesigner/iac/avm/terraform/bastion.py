"""azurerm_bastion_host -> the bastion module."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader, UnsayableError, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import block, body_of, head
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

SKUS = ("Developer", "Basic", "Standard")
PARTS = ("scale_units", "tunneling_enabled", "virtual_network_id")


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    sku = body.need("sku")
    if text_of(sku) not in SKUS:
        raise UnsayableError(f"it knows no SKU {text_of(sku)}")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "sku": sku,
        **{part: body.take(part) for part in PARTS},
        "zones": body.take("zones") or [],
        "ip_configuration": _configuration(body.object("ip_configuration")),
    }


def _configuration(said: BodyReader) -> Raw:
    if not said.said():
        return None
    address = said.take("public_ip_address_id")
    if address is None:
        raise UnsayableError("it always has a public address")
    return {
        "name": said.take("name"),
        "subnet_id": said.need("subnet_id"),
        "create_public_ip": False,  # the address is a call of its own
        "public_ip_address_id": address,
    }


def from_module(call: Parameters) -> Made:
    """Return the body."""
    body = body_of(
        call,
        sku=call.need("sku"),
        scale_units=call.take("scale_units"),
        tunneling_enabled=call.take("tunneling_enabled"),
        virtual_network_id=call.take("virtual_network_id"),
        zones=call.needed_items("zones") or None,
        ip_configuration=block(_read(call.object("ip_configuration"))),
    )
    return Made(body)


def _read(configuration: Parameters) -> dict[str, Any]:
    if not configuration.said():
        return {}
    configuration.must("create_public_ip", value=False)
    return said(
        name=configuration.take("name"),
        subnet_id=configuration.need("subnet_id"),
        public_ip_address_id=configuration.need("public_ip_address_id"),
    )
