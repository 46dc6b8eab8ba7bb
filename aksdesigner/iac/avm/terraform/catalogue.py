"""Types of azurerm resources that a module of the Terraform registry makes."""

from __future__ import annotations

from aksdesigner.iac.avm.codec import ModuleCodec
from aksdesigner.iac.avm.terraform import (
    network_security_group,
    private_dns_zone,
    private_endpoint,
    public_ip,
    route_table,
    subnet,
    virtual_network,
)

CODECS = (
    ModuleCodec(
        "azurerm_network_security_group",
        "networksecuritygroup",
        network_security_group.to_module,
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
    ModuleCodec("azurerm_route_table", "routetable", route_table.to_module),
    ModuleCodec(
        "azurerm_subnet",
        "virtualnetwork/subnet",
        subnet.to_module,
        tuple(subnet.ASSOCIATIONS),
        ("subnet_id",),
    ),
    ModuleCodec("azurerm_virtual_network", "virtualnetwork", virtual_network.to_module),
)
