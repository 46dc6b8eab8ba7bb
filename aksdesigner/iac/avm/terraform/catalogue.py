"""Types of azurerm resources that a module of the Terraform registry makes."""

from __future__ import annotations

from functools import partial

from aksdesigner.iac.avm.codec import codec_of
from aksdesigner.iac.avm.terraform import (
    bastion,
    ddos_plan,
    dns_resolver,
    firewall,
    firewall_policy,
    ip_group,
    key_vault,
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

# a call names what it makes in its parameters, and nothing has to know the name before
_codec = partial(codec_of, names=())

CODECS = (
    _codec("azurerm_bastion_host", "bastionhost", bastion),
    _codec("azurerm_firewall", "azurefirewall", firewall),
    _codec("azurerm_firewall_policy", "firewallpolicy", firewall_policy),
    _codec(
        "azurerm_firewall_policy_rule_collection_group",
        "firewallpolicy/rule_collection_groups",
        rule_collection_group,
    ),
    _codec("azurerm_ip_group", "ipgroup", ip_group),
    _codec("azurerm_key_vault", "keyvault", key_vault),
    _codec("azurerm_kubernetes_cluster", "managedcluster", managed_cluster),
    _codec("azurerm_local_network_gateway", "localnetworkgateway", local_network_gateway),
    _codec("azurerm_nat_gateway", "natgateway", nat_gateway),
    _codec("azurerm_network_ddos_protection_plan", "ddosprotectionplan", ddos_plan),
    _codec("azurerm_network_security_group", "networksecuritygroup", network_security_group),
    _codec(
        "azurerm_private_dns_resolver",
        "dnsresolver",
        dns_resolver,
        (dns_resolver.INBOUND,),
        (dns_resolver.OWNER,),
    ),
    _codec(
        "azurerm_private_dns_zone",
        "privatednszone",
        private_dns_zone,
        (private_dns_zone.LINK, private_dns_zone.IPV4, private_dns_zone.IPV6),
        private_dns_zone.ZONE,
    ),
    _codec("azurerm_private_endpoint", "privateendpoint", private_endpoint),
    _codec("azurerm_public_ip", "publicipaddress", public_ip),
    _codec("azurerm_public_ip_prefix", "publicipprefix", public_ip_prefix),
    _codec("azurerm_route_table", "routetable", route_table),
    _codec(
        "azurerm_subnet",
        "virtualnetwork/subnet",
        subnet,
        tuple(subnet.ASSOCIATIONS),
        ("subnet_id",),
    ),
    _codec("azurerm_user_assigned_identity", "userassignedidentity", user_assigned_identity),
    _codec("azurerm_virtual_network", "virtualnetwork", virtual_network),
    _codec("azurerm_virtual_network_peering", "virtualnetwork/peering", peering),
)
