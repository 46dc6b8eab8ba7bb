"""CODECS, in full: which function says a kind in ARM's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.arm import (
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
from aksdesigner.iac.draft import Draft
from aksdesigner.model.ids import Key

Codec = Callable[[Draft, Key, Any], None]

# pools are written with their cluster, sites with the connections that lead to them
CODECS: dict[str, Codec] = {
    "rt": route_table.to_arm,
    "nsg": network_security_group.to_arm,
    "natgw": nat_gateway.to_arm,
    "vnet": virtual_network.to_arm,
    "subnet": subnet.to_arm,
    "gw": network_gateway.to_arm,
    "peering": peering.to_arm,
    "fw": firewall.to_arm,
    "lb": load_balancer.to_arm,
    "vm": virtual_machine.to_arm,
    "nva": network_virtual_appliance.to_arm,
    "paas": platform_service.to_arm,
    "zone": private_dns_zone.to_arm,
    "pe": private_endpoint.to_arm,
    "aks": aks_cluster.to_arm,
}
