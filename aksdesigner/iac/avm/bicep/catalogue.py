"""Types of ARM resources that a module of the Bicep registry makes."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep import (
    application_security_group,
    ddos_plan,
    gateway_waf_policy,
    ip_group,
    local_network_gateway,
    nat_gateway,
    network_security_group,
    peering,
    private_dns_zone,
    private_endpoint,
    public_ip,
    public_ip_prefix,
    route_table,
    subnet,
    virtual_network,
)
from aksdesigner.iac.avm.codec import ModuleCodec

_N = "Microsoft.Network/"
ZONE_PARTS = (private_dns_zone.LINKS, private_dns_zone.IPV4, private_dns_zone.IPV6)

CODECS = (
    ModuleCodec(
        _N + "applicationSecurityGroups",
        "application-security-group",
        application_security_group.to_module,
    ),
    ModuleCodec(
        _N + "ApplicationGatewayWebApplicationFirewallPolicies",
        "application-gateway-web-application-firewall-policy",
        gateway_waf_policy.to_module,
    ),
    ModuleCodec(_N + "ddosProtectionPlans", "ddos-protection-plan", ddos_plan.to_module),
    ModuleCodec(_N + "ipGroups", "ip-group", ip_group.to_module),
    ModuleCodec(
        _N + "localNetworkGateways", "local-network-gateway", local_network_gateway.to_module
    ),
    ModuleCodec(_N + "natGateways", "nat-gateway", nat_gateway.to_module),
    ModuleCodec(
        _N + "networkSecurityGroups", "network-security-group", network_security_group.to_module
    ),
    ModuleCodec(_N + "privateDnsZones", "private-dns-zone", private_dns_zone.to_module, ZONE_PARTS),
    ModuleCodec(
        _N + "privateEndpoints",
        "private-endpoint",
        private_endpoint.to_module,
        (private_endpoint.ZONES,),
    ),
    ModuleCodec(_N + "publicIPAddresses", "public-ip-address", public_ip.to_module),
    ModuleCodec(_N + "publicIPPrefixes", "public-ip-prefix", public_ip_prefix.to_module),
    ModuleCodec(_N + "routeTables", "route-table", route_table.to_module),
    ModuleCodec(_N + "virtualNetworks", "virtual-network", virtual_network.to_module),
    ModuleCodec(_N + "virtualNetworks/subnets", "virtual-network/subnet", subnet.to_module),
    ModuleCodec(
        _N + "virtualNetworks/virtualNetworkPeerings",
        "virtual-network/virtual-network-peering",
        peering.to_module,
    ),
)
