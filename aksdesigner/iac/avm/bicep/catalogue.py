"""Types of ARM resources that a module of the Bicep registry makes."""

from __future__ import annotations

from aksdesigner.iac.avm.bicep import (
    app_configuration,
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
    virtual_hub,
    virtual_network,
    virtual_network_gateway,
    virtual_wan,
)
from aksdesigner.iac.avm.codec import codec_of

_N = "Microsoft.Network/"
ZONE_PARTS = (private_dns_zone.LINKS, private_dns_zone.IPV4, private_dns_zone.IPV6)

CODECS = (
    codec_of(
        "Microsoft.AppConfiguration/configurationStores", "configuration-store", app_configuration
    ),
    codec_of("Microsoft.ContainerRegistry/registries", "registry", container_registry),
    codec_of(
        "Microsoft.ContainerService/managedClusters",
        "managed-cluster",
        managed_cluster,
        (managed_cluster.POOLS,),
    ),
    codec_of(
        "Microsoft.Insights/privateLinkScopes",
        "private-link-scope",
        private_link_scope,
        (private_link_scope.SCOPED,),
    ),
    codec_of("Microsoft.KeyVault/vaults", "vault", key_vault),
    codec_of(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "user-assigned-identity",
        user_assigned_identity,
    ),
    codec_of("Microsoft.Storage/storageAccounts", "storage-account", storage_account),
    codec_of(_N + "applicationGateways", "application-gateway", application_gateway),
    codec_of(
        _N + "applicationSecurityGroups", "application-security-group", application_security_group
    ),
    codec_of(
        _N + "ApplicationGatewayWebApplicationFirewallPolicies",
        "application-gateway-web-application-firewall-policy",
        gateway_waf_policy,
    ),
    codec_of(_N + "azureFirewalls", "azure-firewall", azure_firewall),
    codec_of(_N + "bastionHosts", "bastion-host", bastion_host),
    codec_of(_N + "connections", "connection", connection),
    codec_of(
        _N + "dnsForwardingRulesets",
        "dns-forwarding-ruleset",
        dns_forwarding_ruleset,
        (dns_forwarding_ruleset.RULES, dns_forwarding_ruleset.LINKS),
    ),
    codec_of(
        _N + "dnsResolvers",
        "dns-resolver",
        dns_resolver,
        (dns_resolver.INBOUND, dns_resolver.OUTBOUND),
    ),
    codec_of(_N + "expressRouteCircuits", "express-route-circuit", express_route_circuit),
    codec_of(
        _N + "firewallPolicies", "firewall-policy", firewall_policy, (firewall_policy.GROUPS,)
    ),
    codec_of(_N + "ddosProtectionPlans", "ddos-protection-plan", ddos_plan),
    codec_of(_N + "ipGroups", "ip-group", ip_group),
    codec_of(_N + "localNetworkGateways", "local-network-gateway", local_network_gateway),
    codec_of(_N + "natGateways", "nat-gateway", nat_gateway),
    codec_of(_N + "networkSecurityGroups", "network-security-group", network_security_group),
    codec_of(_N + "privateDnsZones", "private-dns-zone", private_dns_zone, ZONE_PARTS),
    codec_of(
        _N + "privateEndpoints", "private-endpoint", private_endpoint, (private_endpoint.ZONES,)
    ),
    codec_of(_N + "privateLinkServices", "private-link-service", private_link_service),
    codec_of(_N + "publicIPAddresses", "public-ip-address", public_ip),
    codec_of(_N + "publicIPPrefixes", "public-ip-prefix", public_ip_prefix),
    codec_of(_N + "routeTables", "route-table", route_table),
    codec_of(_N + "virtualHubs", "virtual-hub", virtual_hub),
    codec_of(_N + "virtualNetworks", "virtual-network", virtual_network),
    codec_of(
        _N + "virtualNetworks/subnets",
        "virtual-network/subnet",
        subnet,
        names=("virtualNetworkName", "name"),
    ),
    codec_of(_N + "virtualNetworkGateways", "virtual-network-gateway", virtual_network_gateway),
    codec_of(
        _N + "virtualNetworks/virtualNetworkPeerings",
        "virtual-network/virtual-network-peering",
        peering,
        names=("localVnetName", "name"),
    ),
    codec_of(_N + "virtualWans", "virtual-wan", virtual_wan),
)
