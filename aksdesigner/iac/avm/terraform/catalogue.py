"""Types of azurerm resources that a module of the Terraform registry makes."""

from __future__ import annotations

from aksdesigner.iac.avm.codec import ModuleCodec
from aksdesigner.iac.avm.terraform import (
    bastion,
    ddos_plan,
    dns_resolver,
    firewall,
    firewall_policy,
    ip_group,
    local_network_gateway,
    managed_cluster,
    nat_gateway,
    network_security_group,
    peering,
    private_dns_zone,
    private_endpoint,
    public_ip,
    public_ip_prefix,
    route_table,
    rule_collection_group,
    subnet,
    user_assigned_identity,
    virtual_network,
)

CODECS = (
    ModuleCodec("azurerm_bastion_host", "bastionhost", bastion.to_module),
    ModuleCodec("azurerm_firewall", "azurefirewall", firewall.to_module),
    ModuleCodec("azurerm_firewall_policy", "firewallpolicy", firewall_policy.to_module),
    ModuleCodec(
        "azurerm_firewall_policy_rule_collection_group",
        "firewallpolicy/rule_collection_groups",
        rule_collection_group.to_module,
    ),
    ModuleCodec("azurerm_kubernetes_cluster", "managedcluster", managed_cluster.to_module),
    ModuleCodec("azurerm_ip_group", "ipgroup", ip_group.to_module),
    ModuleCodec(
        "azurerm_local_network_gateway",
        "localnetworkgateway",
        local_network_gateway.to_module,
    ),
    ModuleCodec("azurerm_nat_gateway", "natgateway", nat_gateway.to_module),
    ModuleCodec(
        "azurerm_network_ddos_protection_plan",
        "ddosprotectionplan",
        ddos_plan.to_module,
    ),
    ModuleCodec(
        "azurerm_network_security_group",
        "networksecuritygroup",
        network_security_group.to_module,
    ),
    ModuleCodec(
        "azurerm_private_dns_resolver",
        "dnsresolver",
        dns_resolver.to_module,
        (dns_resolver.INBOUND,),
        (dns_resolver.OWNER,),
    ),
    ModuleCodec(
        "azurerm_private_dns_zone",
        "privatednszone",
        private_dns_zone.to_module,
        (private_dns_zone.LINK, private_dns_zone.IPV4, private_dns_zone.IPV6),
        private_dns_zone.ZONE,
    ),
    ModuleCodec("azurerm_private_endpoint", "privateendpoint", private_endpoint.to_module),
    ModuleCodec("azurerm_public_ip", "publicipaddress", public_ip.to_module),
    ModuleCodec("azurerm_public_ip_prefix", "publicipprefix", public_ip_prefix.to_module),
    ModuleCodec("azurerm_route_table", "routetable", route_table.to_module),
    ModuleCodec(
        "azurerm_subnet",
        "virtualnetwork/subnet",
        subnet.to_module,
        tuple(subnet.ASSOCIATIONS),
        ("subnet_id",),
    ),
    ModuleCodec(
        "azurerm_user_assigned_identity",
        "userassignedidentity",
        user_assigned_identity.to_module,
    ),
    ModuleCodec("azurerm_virtual_network", "virtualnetwork", virtual_network.to_module),
    ModuleCodec("azurerm_virtual_network_peering", "virtualnetwork/peering", peering.to_module),
)
