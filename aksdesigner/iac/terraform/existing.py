"""What others deploy -> data sources, by name and resource group."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.plan.web_policy import is_front_door
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.waf_policy import WafPolicy
from aksdesigner.model.part import Resource

TYPES = {
    "vnet": "azurerm_virtual_network",
    "subnet": "azurerm_subnet",
    "rt": "azurerm_route_table",
    "nsg": "azurerm_network_security_group",
    "natgw": "azurerm_nat_gateway",
    "gw": "azurerm_virtual_network_gateway",
    "site": "azurerm_local_network_gateway",
    "zone": "azurerm_private_dns_zone",
    "asg": "azurerm_application_security_group",
    "fwpol": "azurerm_firewall_policy",
    "ipgroup": "azurerm_ip_group",
    "er": "azurerm_express_route_circuit",
    "vwan": "azurerm_virtual_wan",
    "vhub": "azurerm_virtual_hub",
    "ruleset": "azurerm_private_dns_resolver_dns_forwarding_ruleset",
    "pip": "azurerm_public_ip",
    "ippfx": "azurerm_public_ip_prefix",
    "ddos": "azurerm_network_ddos_protection_plan",
    "pls": "azurerm_private_link_service",
    "waf": "azurerm_web_application_firewall_policy",
}
FRONT_DOOR_WAF = "azurerm_cdn_frontdoor_firewall_policy"


def to_existing(draft: Draft, key: Key, resource: Resource) -> None:
    """Declare a data source for a resource that is there already; others are never named."""
    if resource.kind not in TYPES:
        return
    body: dict[str, Raw]
    if isinstance(resource, Subnet):
        parent = draft.design.index.by_key[key].parent or ""
        network = draft.symbols.symbol(parent)
        owned_here = not draft.design.is_existing(parent)
        body = {
            "name": resource.name,
            "virtual_network_name": Property(network, ("name",)),
            "resource_group_name": GROUP
            if owned_here
            else Property(network, ("resource_group_name",)),
        }
    else:
        body = {"name": real_name(resource), "resource_group_name": _group(resource)}
    name = TYPES[resource.kind]
    if isinstance(resource, WafPolicy) and is_front_door(resource):
        name = FRONT_DOOR_WAF
    draft.declare(name, key, body, existing=True)


def _group(resource: Any) -> Raw:
    group: str | None = resource.resource_group
    return group or GROUP
