"""Types of ARM resources that a module of the Bicep registry makes."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep import (
    application_gateway,
    application_security_group,
    azure_firewall,
    bastion_host,
    connection,
    container_registry,
    ddos_plan,
    dns_forwarding_ruleset,
    dns_resolver,
    express_route_circuit,
    firewall_policy,
    gateway_waf_policy,
    ip_group,
    key_vault,
    local_network_gateway,
    managed_cluster,
    nat_gateway,
    network_security_group,
    peering,
    private_dns_zone,
    private_endpoint,
    private_link_scope,
    private_link_service,
    public_ip,
    public_ip_prefix,
    route_table,
    storage_account,
    subnet,
    user_assigned_identity,
    virtual_network,
    virtual_network_gateway,
    virtual_wan,
)
from aksdesigner.iac.avm.codec import ModuleCodec

_N = "Microsoft.Network/"
ZONE_PARTS = (private_dns_zone.LINKS, private_dns_zone.IPV4, private_dns_zone.IPV6)

CODECS = (
    ModuleCodec("Microsoft.ContainerRegistry/registries", "registry", container_registry.to_module),
    ModuleCodec(
        "Microsoft.ContainerService/managedClusters",
        "managed-cluster",
        managed_cluster.to_module,
        (managed_cluster.POOLS,),
        from_module=managed_cluster.from_module,
    ),
    ModuleCodec(
        "Microsoft.Insights/privateLinkScopes",
        "private-link-scope",
        private_link_scope.to_module,
        (private_link_scope.SCOPED,),
    ),
    ModuleCodec("Microsoft.KeyVault/vaults", "vault", key_vault.to_module),
    ModuleCodec(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "user-assigned-identity",
        user_assigned_identity.to_module,
        from_module=user_assigned_identity.from_module,
    ),
    ModuleCodec("Microsoft.Storage/storageAccounts", "storage-account", storage_account.to_module),
    ModuleCodec(_N + "applicationGateways", "application-gateway", application_gateway.to_module),
    ModuleCodec(
        _N + "applicationSecurityGroups",
        "application-security-group",
        application_security_group.to_module,
        from_module=application_security_group.from_module,
    ),
    ModuleCodec(
        _N + "ApplicationGatewayWebApplicationFirewallPolicies",
        "application-gateway-web-application-firewall-policy",
        gateway_waf_policy.to_module,
        from_module=gateway_waf_policy.from_module,
    ),
    ModuleCodec(
        _N + "azureFirewalls",
        "azure-firewall",
        azure_firewall.to_module,
        from_module=azure_firewall.from_module,
    ),
    ModuleCodec(
        _N + "bastionHosts",
        "bastion-host",
        bastion_host.to_module,
        from_module=bastion_host.from_module,
    ),
    ModuleCodec(
        _N + "connections", "connection", connection.to_module, from_module=connection.from_module
    ),
    ModuleCodec(
        _N + "dnsForwardingRulesets",
        "dns-forwarding-ruleset",
        dns_forwarding_ruleset.to_module,
        (dns_forwarding_ruleset.RULES, dns_forwarding_ruleset.LINKS),
    ),
    ModuleCodec(
        _N + "dnsResolvers",
        "dns-resolver",
        dns_resolver.to_module,
        (dns_resolver.INBOUND, dns_resolver.OUTBOUND),
        from_module=dns_resolver.from_module,
    ),
    ModuleCodec(
        _N + "expressRouteCircuits", "express-route-circuit", express_route_circuit.to_module
    ),
    ModuleCodec(
        _N + "firewallPolicies",
        "firewall-policy",
        firewall_policy.to_module,
        (firewall_policy.GROUPS,),
        from_module=firewall_policy.from_module,
    ),
    ModuleCodec(
        _N + "ddosProtectionPlans",
        "ddos-protection-plan",
        ddos_plan.to_module,
        from_module=ddos_plan.from_module,
    ),
    ModuleCodec(_N + "ipGroups", "ip-group", ip_group.to_module, from_module=ip_group.from_module),
    ModuleCodec(
        _N + "localNetworkGateways",
        "local-network-gateway",
        local_network_gateway.to_module,
        from_module=local_network_gateway.from_module,
    ),
    ModuleCodec(
        _N + "natGateways",
        "nat-gateway",
        nat_gateway.to_module,
        from_module=nat_gateway.from_module,
    ),
    ModuleCodec(
        _N + "networkSecurityGroups",
        "network-security-group",
        network_security_group.to_module,
        from_module=network_security_group.from_module,
    ),
    ModuleCodec(
        _N + "privateDnsZones",
        "private-dns-zone",
        private_dns_zone.to_module,
        ZONE_PARTS,
        from_module=private_dns_zone.from_module,
    ),
    ModuleCodec(
        _N + "privateEndpoints",
        "private-endpoint",
        private_endpoint.to_module,
        (private_endpoint.ZONES,),
        from_module=private_endpoint.from_module,
    ),
    ModuleCodec(_N + "privateLinkServices", "private-link-service", private_link_service.to_module),
    ModuleCodec(
        _N + "publicIPAddresses",
        "public-ip-address",
        public_ip.to_module,
        from_module=public_ip.from_module,
    ),
    ModuleCodec(
        _N + "publicIPPrefixes",
        "public-ip-prefix",
        public_ip_prefix.to_module,
        from_module=public_ip_prefix.from_module,
    ),
    ModuleCodec(
        _N + "routeTables",
        "route-table",
        route_table.to_module,
        from_module=route_table.from_module,
    ),
    ModuleCodec(
        _N + "virtualNetworks",
        "virtual-network",
        virtual_network.to_module,
        from_module=virtual_network.from_module,
    ),
    ModuleCodec(
        _N + "virtualNetworks/subnets",
        "virtual-network/subnet",
        subnet.to_module,
        from_module=subnet.from_module,
        names=("virtualNetworkName", "name"),
    ),
    ModuleCodec(
        _N + "virtualNetworkGateways",
        "virtual-network-gateway",
        virtual_network_gateway.to_module,
        from_module=virtual_network_gateway.from_module,
    ),
    ModuleCodec(
        _N + "virtualNetworks/virtualNetworkPeerings",
        "virtual-network/virtual-network-peering",
        peering.to_module,
        from_module=peering.from_module,
        names=("localVnetName", "name"),
    ),
    ModuleCodec(_N + "virtualWans", "virtual-wan", virtual_wan.to_module),
)
