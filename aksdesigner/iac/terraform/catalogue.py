"""CODECS and READERS, in full: which function says a kind in azurerm's words, and which reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform import (
    aks_cluster,
    aks_cluster_read,
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
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key

Codec = Callable[[Draft, Key, Any], None]
Reader = Callable[[Lift, TerraformResource], Any]

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

# azurerm type -> its reader. Hubs come before firewalls, firewalls before policies: each takes
# what it implies, and what is left stands for itself. Subnets are read with their networks, pools
# with their clusters, sites with the connections that lead to them.
READERS: dict[str, Reader] = {
    "azurerm_network_ddos_protection_plan": ddos_plan.from_azurerm,
    "azurerm_application_security_group": application_security_group.from_azurerm,
    "azurerm_public_ip_prefix": public_ip_prefix.from_azurerm,
    "azurerm_route_table": route_table.from_azurerm,
    "azurerm_network_security_group": network_security_group.from_azurerm,
    "azurerm_nat_gateway": nat_gateway.from_azurerm,
    "azurerm_virtual_network": virtual_network.from_azurerm,
    "azurerm_express_route_circuit": express_route_circuit.from_azurerm,
    "azurerm_virtual_network_gateway": network_gateway.from_azurerm,
    "azurerm_route_server": route_server.from_azurerm,
    "azurerm_virtual_network_peering": peering.from_azurerm,
    "azurerm_ip_group": ip_group.from_azurerm,
    "azurerm_virtual_wan": virtual_wan.from_azurerm,
    "azurerm_virtual_hub": virtual_hub.from_azurerm,
    "azurerm_firewall": firewall.from_azurerm,
    "azurerm_firewall_policy": firewall_policy.from_azurerm,
    "azurerm_lb": load_balancer.from_azurerm,
    "azurerm_bastion_host": bastion.from_azurerm,
    "azurerm_web_application_firewall_policy": waf_policy.from_azurerm,
    "azurerm_cdn_frontdoor_firewall_policy": waf_policy.from_azurerm,
    "azurerm_application_gateway": application_gateway.from_azurerm,
    "azurerm_application_load_balancer": application_gateway_for_containers.from_azurerm,
    **dict.fromkeys(platform_service.SERVICE_OF, platform_service.from_azurerm),
    "azurerm_private_dns_zone": private_dns_zone.from_azurerm,
    "azurerm_private_dns_resolver": dns_resolver.from_azurerm,
    "azurerm_private_dns_resolver_dns_forwarding_ruleset": dns_ruleset.from_azurerm,
    "azurerm_private_link_service": private_link_service.from_azurerm,
    "azurerm_private_endpoint": private_endpoint.from_azurerm,
    "azurerm_cdn_frontdoor_profile": front_door.from_azurerm,
    "azurerm_kubernetes_cluster": aks_cluster_read.from_azurerm,
}
# read last: whoever uses an implied address has taken it by then
ADDRESSES: dict[str, Reader] = {"azurerm_public_ip": public_ip.from_azurerm}
