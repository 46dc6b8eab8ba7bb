"""azurerm_firewall -> the Azure Firewall module, in a network or in a virtual hub."""

from __future__ import annotations

from aksdesigner.iac.avm.body import BodyReader, given
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.terraform.head import head
from aksdesigner.iac.avm.terraform.keyed import keyed
from aksdesigner.iac.expression import Body, Raw

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
