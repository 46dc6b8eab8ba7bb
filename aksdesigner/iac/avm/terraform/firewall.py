"""azurerm_firewall -> the Azure Firewall module, in a network or in a virtual hub."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.body import BodyReader, given
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, said
from aksdesigner.iac.avm.terraform.head import block, body_of, head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made

CONFIGURATION = ("name", "subnet_id", "public_ip_address_id")


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    hub = body.object("virtual_hub")
    return {
        "resource_group_name": body.need("resource_group_name"),
        **head(body),
        "firewall_sku_name": body.need("sku_name"),
        "firewall_sku_tier": body.need("sku_tier"),
        "firewall_policy_id": body.take("firewall_policy_id"),
        "firewall_zones": body.take("zones") or [],
        "ip_configurations": keyed([_said(x) for x in body.objects("ip_configuration")]),
        "firewall_management_ip_configuration": given(
            _said(body.object("management_ip_configuration"))
        ),
        "firewall_virtual_hub": given(
            {part: hub.take(part) for part in ("virtual_hub_id", "public_ip_count")}
        ),
    }


def _said(configuration: BodyReader) -> dict[str, Raw]:
    return {part: configuration.take(part) for part in CONFIGURATION}


def from_module(call: Parameters) -> Made:
    """Return the body."""
    hub = call.object("firewall_virtual_hub")
    body = body_of(
        call,
        sku_name=call.need("firewall_sku_name"),
        sku_tier=call.need("firewall_sku_tier"),
        firewall_policy_id=call.take("firewall_policy_id"),
        zones=call.needed_items("firewall_zones") or None,
        ip_configuration=[_read(inner) for inner in call.keyed("ip_configurations")] or None,
        management_ip_configuration=block(
            _read(call.object("firewall_management_ip_configuration"))
        ),
        virtual_hub=block(
            said(
                virtual_hub_id=hub.take("virtual_hub_id"),
                public_ip_count=hub.take("public_ip_count"),
            )
        ),
    )
    return Made(body)


def _read(configuration: Parameters) -> dict[str, Any]:
    return said(
        name=configuration.take("name"),
        subnet_id=configuration.take("subnet_id"),
        public_ip_address_id=configuration.take("public_ip_address_id"),
    )
