"""CODECS, in full: which function says a kind in azurerm's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.terraform import (
    aks_cluster,
    application_gateway,
    application_gateway_for_containers,
    application_security_group,
    bastion,
    ddos_plan,
    dns_resolver,
    dns_ruleset,
    express_route_circuit,
    firewall,
    firewall_policy,
    front_door,
    ip_group,
    load_balancer,
    nat_gateway,
    network_gateway,
    network_security_group,
    network_virtual_appliance,
    peering,
    platform_service,
    private_dns_zone,
    private_endpoint,
    private_link_service,
    public_ip,
    public_ip_prefix,
    route_server,
    route_table,
    subnet,
    virtual_hub,
    virtual_machine,
    virtual_network,
    virtual_wan,
    waf_policy,
)
from aksdesigner.model.ids import Key

Codec = Callable[[Draft, Key, Any], None]

# pools are written with their cluster, sites with the connections that lead to them
CODECS: dict[str, Codec] = {
    "ddos": ddos_plan.to_azurerm,
    "asg": application_security_group.to_azurerm,
    "ippfx": public_ip_prefix.to_azurerm,
    "pip": public_ip.to_azurerm,
    "rt": route_table.to_azurerm,
    "nsg": network_security_group.to_azurerm,
    "natgw": nat_gateway.to_azurerm,
    "vnet": virtual_network.to_azurerm,
    "subnet": subnet.to_azurerm,
    "er": express_route_circuit.to_azurerm,
    "gw": network_gateway.to_azurerm,
    "rs": route_server.to_azurerm,
    "peering": peering.to_azurerm,
    "ipgroup": ip_group.to_azurerm,
    "fwpol": firewall_policy.to_azurerm,
    "fw": firewall.to_azurerm,
    "vwan": virtual_wan.to_azurerm,
    "vhub": virtual_hub.to_azurerm,
    "lb": load_balancer.to_azurerm,
    "vm": virtual_machine.to_azurerm,
    "nva": network_virtual_appliance.to_azurerm,
    "bastion": bastion.to_azurerm,
    "waf": waf_policy.to_azurerm,
    "agw": application_gateway.to_azurerm,
    "agc": application_gateway_for_containers.to_azurerm,
    "paas": platform_service.to_azurerm,
    "zone": private_dns_zone.to_azurerm,
    "resolver": dns_resolver.to_azurerm,
    "ruleset": dns_ruleset.to_azurerm,
    "pls": private_link_service.to_azurerm,
    "pe": private_endpoint.to_azurerm,
    "fd": front_door.to_azurerm,
    "aks": aks_cluster.to_azurerm,
}
