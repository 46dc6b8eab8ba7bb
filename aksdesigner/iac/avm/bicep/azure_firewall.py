"""Microsoft.Network/azureFirewalls -> the Azure Firewall module, in a network or in a hub."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.avm.bicep.head import body_of, head, subnet_in
from aksdesigner.iac.avm.body import BodyReader, UnsayableError, numbers, text_of
from aksdesigner.iac.avm.codec import Source
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError, reference, said
from aksdesigner.iac.avm.parameters import zones as own_zones
from aksdesigner.iac.expression import Body, Raw
from aksdesigner.iac.read.registry import Made
from aksdesigner.iac.read.values import Identity

IN_NETWORK, IN_HUB = "AZFW_VNet", "AZFW_Hub"
SUBNET, MANAGEMENT_SUBNET = "AzureFirewallSubnet", "AzureFirewallManagementSubnet"
NOT_SAID = "Alert"  # Azure's mode of threat intelligence; the module's own is Deny


def to_module(source: Source) -> Body:
    """Return the parameters. No zones are said as such: the module's default is all three."""
    body = source.body
    properties = body.object("properties")
    sku = properties.object("sku")
    kind = text_of(sku.take("name"))
    if kind not in (IN_NETWORK, IN_HUB):
        raise UnsayableError(f"it knows no SKU {kind}")
    zones: list[Raw] = [*numbers(body.take("zones"))]
    place = _network(source, properties) if kind == IN_NETWORK else _hub(properties)
    return {
        **head(body),
        "azureSkuTier": sku.need("tier"),
        "firewallPolicyId": properties.id("firewallPolicy"),
        "availabilityZones": zones,
        **place,
    }


def _network(source: Source, properties: BodyReader) -> Body:
    """Return where it stands; the module names its first configurations after their addresses."""
    network, first, others = None, None, []
    for index, item in enumerate(properties.objects("ipConfigurations")):
        said, name = item.object("properties"), item.take("name")
        address = said.object("publicIPAddress").take("id")
        if address is None:
            raise UnsayableError("it would make a public address of its own")
        if index == 0:
            network = source.network_of(said.object("subnet").need("id"), SUBNET)
            first = address
        else:
            more: Raw = {"name": name, "properties": {"publicIPAddress": {"id": address}}}
            others.append(more)
    management = properties.object("managementIpConfiguration")
    managed = management.said()
    return {
        "virtualNetworkResourceId": network,
        "publicIPResourceID": first,
        "additionalPublicIpConfigurations": others or None,
        "enableManagementNic": managed,
        "managementIPResourceID": _management(source, management) if managed else None,
        "threatIntelMode": NOT_SAID,
    }


def _management(source: Source, management: BodyReader) -> Raw:
    management.take("name")
    said = management.object("properties")
    source.network_of(said.object("subnet").need("id"), MANAGEMENT_SUBNET)
    return said.object("publicIPAddress").need("id")


def _hub(properties: BodyReader) -> Body:
    return {
        "virtualHubResourceId": properties.object("virtualHub").need("id"),
        "hubIPAddresses": properties.need("hubIPAddresses"),
    }


def from_module(call: Parameters) -> Made:
    """Return the body; configurations of the module's own naming are called as in plain code."""
    hub = call.take("virtualHubResourceId")
    own = own_zones(call.needed_items("availabilityZones"))
    place, subnets = _read_network(call) if hub is None else ({}, ())
    properties = said(
        sku={"name": IN_NETWORK if hub is None else IN_HUB, "tier": call.need("azureSkuTier")},
        firewallPolicy=reference(call.take("firewallPolicyId")),
        virtualHub=reference(hub),
        hubIPAddresses=None if hub is None else call.need("hubIPAddresses"),
        **place,
    )
    return Made(body_of(call, properties, zones=own), looked_up=subnets)


def _read_network(call: Parameters) -> tuple[dict[str, Any], tuple[Identity, ...]]:
    """Return the configurations, and the subnets that the module finds."""
    call.must("threatIntelMode", "Alert")
    network = call.need("virtualNetworkResourceId")
    subnet, other = subnet_in(network, SUBNET), subnet_in(network, MANAGEMENT_SUBNET)
    first = {
        "name": "ipconfig1",
        "properties": {
            "subnet": reference(subnet),
            "publicIPAddress": reference(call.need("publicIPResourceID")),
        },
    }
    others = [_read_address(item) for item in call.objects("additionalPublicIpConfigurations")]
    managed, address = call.need("enableManagementNic"), call.take("managementIPResourceID")
    if managed is not (address is not None):
        raise UnreadableError("enableManagementNic and managementIPResourceID go together")
    management = {
        "name": "management",
        "properties": {
            "subnet": reference(other),
            "publicIPAddress": reference(address),
        },
    }
    place = {
        "ipConfigurations": [first, *others],
        "managementIpConfiguration": management if managed else None,
    }
    return place, (subnet, other) if managed else (subnet,)


def _read_address(item: Parameters) -> dict[str, Any]:
    address = item.object("properties").object("publicIPAddress").need("id")
    return {"name": item.need("name"), "properties": {"publicIPAddress": reference(address)}}
