"""CODECS, in full: which function says a kind in azurerm's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.terraform import (
    aks_cluster,
    firewall,
    load_balancer,
    nat_gateway,
    network_gateway,
    network_security_group,
    network_virtual_appliance,
    peering,
    platform_service,
    private_dns_zone,
    private_endpoint,
    route_table,
    subnet,
    virtual_machine,
    virtual_network,
)
from aksdesigner.model.ids import Key

Codec = Callable[[Draft, Key, Any], None]

# pools are written with their cluster, sites with the connections that lead to them
CODECS: dict[str, Codec] = {
    "rt": route_table.to_azurerm,
    "nsg": network_security_group.to_azurerm,
    "natgw": nat_gateway.to_azurerm,
    "vnet": virtual_network.to_azurerm,
    "subnet": subnet.to_azurerm,
    "gw": network_gateway.to_azurerm,
    "peering": peering.to_azurerm,
    "fw": firewall.to_azurerm,
    "lb": load_balancer.to_azurerm,
    "vm": virtual_machine.to_azurerm,
    "nva": network_virtual_appliance.to_azurerm,
    "paas": platform_service.to_azurerm,
    "zone": private_dns_zone.to_azurerm,
    "pe": private_endpoint.to_azurerm,
    "aks": aks_cluster.to_azurerm,
}
