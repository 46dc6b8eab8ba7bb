"""What others deploy -> data sources, by name and resource group."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.iac.terraform.body import GROUP
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.subnet import Subnet
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
}


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
    draft.declare(TYPES[resource.kind], key, body, existing=True)


def _group(resource: Any) -> Raw:
    group: str | None = resource.resource_group
    return group or GROUP
