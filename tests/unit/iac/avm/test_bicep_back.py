"""The way back of Bicep calls whose modules have another shape than the resource."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from aksdesigner.iac.avm.bicep import (
    azure_firewall,
    bastion_host,
    express_route_circuit,
    firewall_policy,
    managed_cluster,
    virtual_network_gateway,
)
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError
from aksdesigner.iac.avm.reading import registry
from aksdesigner.iac.avm.table import modules
from aksdesigner.iac.read.bicep_program import read_program
from aksdesigner.iac.read.values import Asked, Called, Identity, Mixed

HUB = Identity("Microsoft.Network/virtualNetworks", ("hub",))
PIP = Identity("Microsoft.Network/publicIPAddresses", ("pip",))
SECOND = Identity("Microsoft.Network/publicIPAddresses", ("second",))
HEAD: Mapping[str, Any] = {"location": "westeurope", "enableTelemetry": False}
FIREWALL: Mapping[str, Any] = {
    **HEAD,
    "azureSkuTier": "Standard",
    "availabilityZones": [],
    "virtualNetworkResourceId": HUB,
    "publicIPResourceID": PIP,
    "enableManagementNic": False,
    "threatIntelMode": "Alert",
}
GATEWAY: Mapping[str, Any] = {
    **HEAD,
    "gatewayType": "Vpn",
    "skuName": "VpnGw1AZ",
    "virtualNetworkResourceId": HUB,
    "existingPrimaryPublicIPResourceId": PIP,
    "clusterSettings": {"clusterMode": "activePassiveNoBgp"},
}
CLUSTER: Mapping[str, Any] = {
    **HEAD,
    **managed_cluster.AS_AZURE_HAS_IT,
    "location": Asked("location"),
    "skuName": "Base",
    "skuTier": "Free",
    "managedIdentities": {"systemAssigned": True},
    "dnsPrefix": "aks",
    "nodeResourceGroup": Called(
        "take",
        (Mixed(("MC_", Called("resourceGroup", (), "name"), "_aks_", Asked("location"))), 80),
    ),
    "primaryAgentPoolProfiles": [{"name": "system", "availabilityZones": [1, 3], "count": 3}],
    "enableSecretRotation": False,
    "azurePolicyEnabled": False,
    "enableKeyvaultSecretsProvider": False,
    "omsAgentEnabled": False,
    "ingressApplicationGatewayEnabled": False,
    "webApplicationRoutingEnabled": False,
}
AKS = Identity("Microsoft.ContainerService/managedClusters", ("aks",))


def _but(values: Mapping[str, Any], **changed: Any) -> Parameters:
    return Parameters({**values, **changed}, AKS)


def test_a_firewall_stands_in_the_subnets_that_its_module_finds():
    call = _but(FIREWALL, enableManagementNic=True, managementIPResourceID=SECOND)
    properties = azure_firewall.from_module(call).body["properties"]
    first = properties["ipConfigurations"][0]
    assert first["name"] == "ipconfig1"
    subnets = HUB.type + "/subnets"
    assert first["properties"]["subnet"]["id"] == Identity(subnets, ("hub", "AzureFirewallSubnet"))
    management = properties["managementIpConfiguration"]["properties"]
    assert management["publicIPAddress"] == {"id": SECOND}
    assert management["subnet"]["id"].names == ("hub", "AzureFirewallManagementSubnet")
    assert call.left() == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"threatIntelMode": "Deny"}, "threatIntelMode is 'Deny', expected 'Alert'"),
        (
            {"enableManagementNic": True},
            "enableManagementNic and managementIPResourceID go together",
        ),
        ({"availabilityZones": None}, "availabilityZones is missing"),
        ({"virtualNetworkResourceId": Asked("vnet")}, "is no id of a network"),
        ({"publicIPResourceID": None}, "publicIPResourceID is missing"),
    ],
)
def test_a_firewall_that_no_export_writes_is_told(changed, told):
    with pytest.raises(UnreadableError, match=re.escape(told)):
        azure_firewall.from_module(_but(FIREWALL, **changed))


def test_instances_and_bgp_come_back_from_one_word():
    settings = {
        "clusterMode": "activeActiveBgp",
        "asn": 65010,
        "existingSecondaryPublicIPResourceId": SECOND,
    }
    call = _but(GATEWAY, clusterSettings=settings)
    properties = virtual_network_gateway.from_module(call).body["properties"]
    assert (properties["activeActive"], properties["enableBgp"]) == (True, True)
    assert properties["bgpSettings"] == {"asn": 65010}
    names = [item["name"] for item in properties["ipConfigurations"]]
    assert names == ["ipconfig-1", "ipconfig-2"]
    assert call.left() == []
    with pytest.raises(UnreadableError, match="clusterMode is 'pair'"):
        virtual_network_gateway.from_module(_but(GATEWAY, clusterSettings={"clusterMode": "pair"}))


def test_a_cluster_comes_back_without_what_azure_does_anyway():
    pool = {"name": "user", "availabilityZones": [], "mode": "User"}
    made = managed_cluster.from_module(_but(CLUSTER, agentPools=[pool]))
    assert made.body.keys() == {"location", "identity", "properties"}
    assert made.body["properties"]["agentPoolProfiles"] == [
        {"name": "system", "availabilityZones": ["1", "3"], "count": 3}
    ]
    assert [(p.name, p.body) for p in made.parts] == [("user", {"properties": {"mode": "User"}})]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"publicNetworkAccess": "Disabled"}, "publicNetworkAccess is 'Disabled'"),
        ({"disableLocalAccounts": True}, "disableLocalAccounts is True"),
        ({"nodeResourceGroup": "other"}, "nodeResourceGroup is 'other'"),
        ({"enableSecretRotation": True}, "one that is off has none"),
        ({"monitoringWorkspaceResourceId": PIP}, "one that is off has none"),
        ({"managedIdentities": {}}, "systemAssigned is missing"),
        ({"skuTier": None}, "skuTier is missing"),
    ],
)
def test_a_cluster_that_no_export_writes_is_told(changed, told):
    with pytest.raises(UnreadableError, match=re.escape(told)):
        managed_cluster.from_module(_but(CLUSTER, **changed))


def test_bastion_lets_native_clients_in_where_its_module_does():
    values = {**HEAD, "virtualNetworkResourceId": HUB, "bastionSubnetPublicIpResourceId": PIP}
    basic = bastion_host.from_module(Parameters({**values, "skuName": "Basic"}))
    assert "enableTunneling" not in basic.body["properties"]
    standard = {**values, "skuName": "Standard", "enableFileCopy": False}
    found = bastion_host.from_module(Parameters(standard))
    assert found.body["properties"]["enableTunneling"] is True
    with pytest.raises(UnreadableError, match="enableFileCopy is missing"):
        bastion_host.from_module(Parameters({**values, "skuName": "Premium"}))


def test_a_circuit_gets_its_sku_back():
    values = {
        **HEAD,
        "serviceProviderName": "Equinix",
        "peeringLocation": "Paris",
        "bandwidthInMbps": 50,
        "skuTier": "Premium",
        "skuFamily": "MeteredData",
    }
    sku = express_route_circuit.from_module(Parameters(values)).body["sku"]
    assert sku["name"] == "Premium_MeteredData"


def test_groups_of_rules_come_one_after_the_other():
    group = "{{ name: '{0}', priority: {1}, ruleCollections: [] }}"
    version = modules("bicep")["firewall-policy"].source.version
    text = f"""
module policy 'br/public:avm/res/network/firewall-policy:{version}' = {{
  name: 'policy'
  params: {{
    name: 'policy'
    location: 'westeurope'
    enableTelemetry: false
    tier: 'Standard'
    threatIntelMode: 'Alert'
    ruleCollectionGroups: [
      {group.format("a", 100)}
      {group.format("b", 200)}
    ]
  }}
}}
"""
    found = read_program({"main.bicep": text}.__getitem__, "main.bicep", {}, registry("bicep"))
    policy, first, second = (r.identity for r in found.resources)
    assert second.names == ("policy", "b")
    assert found.order.is_after(second, first)
    assert found.order.is_after(first, policy)
    assert not found.order.is_after(first, second)


def test_a_policy_says_its_mode_and_learns_no_ranges():
    values = {**HEAD, "tier": "Standard"}
    with pytest.raises(UnreadableError, match="threatIntelMode is missing"):
        firewall_policy.from_module(Parameters(values))
    learns = {"autoLearnPrivateRanges": "Enabled", "privateRanges": ["10.0.0.0/8"]}
    with pytest.raises(UnreadableError, match="autoLearnPrivateRanges is 'Enabled'"):
        firewall_policy.from_module(Parameters({**values, "snat": learns}))
