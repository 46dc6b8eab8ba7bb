"""CODECS, in full: which function says a kind in ARM's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.arm import (
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
from aksdesigner.iac.draft import Draft
from aksdesigner.model.ids import Key

Codec = Callable[[Draft, Key, Any], None]

# pools are written with their cluster, sites with the connections that lead to them
CODECS: dict[str, Codec] = {
    "ddos": ddos_plan.to_arm,
    "asg": application_security_group.to_arm,
    "ippfx": public_ip_prefix.to_arm,
    "pip": public_ip.to_arm,
    "rt": route_table.to_arm,
    "nsg": network_security_group.to_arm,
    "natgw": nat_gateway.to_arm,
    "vnet": virtual_network.to_arm,
    "subnet": subnet.to_arm,
    "er": express_route_circuit.to_arm,
    "gw": network_gateway.to_arm,
    "rs": route_server.to_arm,
    "peering": peering.to_arm,
    "ipgroup": ip_group.to_arm,
    "fwpol": firewall_policy.to_arm,
    "fw": firewall.to_arm,
    "vwan": virtual_wan.to_arm,
    "vhub": virtual_hub.to_arm,
    "lb": load_balancer.to_arm,
    "vm": virtual_machine.to_arm,
    "nva": network_virtual_appliance.to_arm,
    "bastion": bastion.to_arm,
    "waf": waf_policy.to_arm,
    "agw": application_gateway.to_arm,
    "agc": application_gateway_for_containers.to_arm,
    "paas": platform_service.to_arm,
    "zone": private_dns_zone.to_arm,
    "resolver": dns_resolver.to_arm,
    "ruleset": dns_ruleset.to_arm,
    "pls": private_link_service.to_arm,
    "pe": private_endpoint.to_arm,
    "fd": front_door.to_arm,
    "aks": aks_cluster.to_arm,
}
