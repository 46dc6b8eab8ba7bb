"""CODECS and READERS, in full: which function says a kind in ARM's words, and which reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from aksdesigner.iac.arm import (
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
    front_door_read,
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
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.model.ids import Key

Codec = Callable[[Draft, Key, Any], None]
Reader = Callable[[Lift], Iterator[Any]]

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

# Hubs come before firewalls, firewalls before policies, machines before the balancers that they
# stand behind: each takes what it implies, and what is left stands for itself. Subnets are read
# with their networks, pools with their clusters, sites with the connections that lead to them.
READERS: tuple[Reader, ...] = (
    ddos_plan.from_arm,
    application_security_group.from_arm,
    public_ip_prefix.from_arm,
    route_table.from_arm,
    network_security_group.from_arm,
    nat_gateway.from_arm,
    virtual_network.from_arm,
    express_route_circuit.from_arm,
    network_gateway.from_arm,
    route_server.from_arm,
    peering.from_arm,
    ip_group.from_arm,
    virtual_wan.from_arm,
    virtual_hub.from_arm,
    firewall.from_arm,
    firewall_policy.from_arm,
    virtual_machine.from_arm,
    network_virtual_appliance.from_arm,
    load_balancer.from_arm,
    bastion.from_arm,
    waf_policy.from_arm,
    application_gateway.from_arm,
    application_gateway_for_containers.from_arm,
    platform_service.from_arm,
    private_dns_zone.from_arm,
    dns_resolver.from_arm,
    dns_ruleset.from_arm,
    private_link_service.from_arm,
    private_endpoint.from_arm,
    front_door_read.from_arm,
    aks_cluster_read.from_arm,
    # whoever uses an implied address has taken it by now
    public_ip.from_arm,
)
