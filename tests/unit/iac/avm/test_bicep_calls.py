"""Kinds whose Bicep module has another shape or other defaults than the resource."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from aksdesigner.iac.avm.substitution import Substituted, with_modules
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import DIALECTS
from aksdesigner.iac.expression import (
    Expression,
    Fields,
    Flag,
    Items,
    Number,
    Property,
    Text,
    expr,
    mapped,
)
from aksdesigner.iac.options import ExportOptions
from aksdesigner.iac.program import Declaration, Program
from aksdesigner.model.reading import read_document

ALL_KINDS = Path(__file__).resolve().parents[3] / "support" / "all_kinds.yaml"
PLAIN = (
    DIALECTS["bicep"]
    .lower(
        Design(
            read_document(yaml.safe_load(ALL_KINDS.read_text("utf-8"))).document, ExportOptions()
        )
    )
    .finished()
)
CALLS = with_modules(PLAIN, "bicep")


def _named(program: Program, symbol: str) -> Declaration:
    return next(d for d in program.declarations if d.symbol == symbol)


def _at(value: Expression, *path: str | int) -> Expression | None:
    for step in path:
        if isinstance(value, Fields):
            value = {str(k): v for k, v in value.pairs}.get(str(step))  # type: ignore[assignment]
        elif isinstance(value, Items) and isinstance(step, int):
            value = value.values[step]
        if value is None:
            return None
    return value


def _passed(symbol: str, *path: str | int) -> Expression | None:
    call = _named(CALLS.program, symbol)
    assert call.module, symbol
    return _at(call.body, *path)


def _with(symbol: str, *path: str | int, value: Expression) -> Substituted:
    """Return the program with another value at a place of a resource."""
    old = _at(_named(PLAIN, symbol).body, *path)
    assert old is not None
    body = mapped(_named(PLAIN, symbol).body, lambda part: value if part is old else None)
    assert isinstance(body, Fields)
    changed = tuple(replace(d, body=body) if d.symbol == symbol else d for d in PLAIN.declarations)
    return with_modules(replace(PLAIN, declarations=changed), "bicep")


def _why(found: Substituted, symbol: str) -> list[str]:
    item = _named(found.program, symbol)
    assert not item.module, symbol
    return [o.reason for o in found.plain if o.resource == item.resource]


def test_what_a_cluster_does_not_say_is_as_azure_has_it():
    assert _passed("aksBare", "publicNetworkAccess") == Text("Enabled")
    assert _passed("aksBare", "disableLocalAccounts") == Flag(False)
    assert _passed("aksBare", "skuTier") == Text("Free")
    assert _passed("aksBare", "azurePolicyEnabled") == Flag(False)
    assert _passed("aksBare", "autoUpgradeProfile", "upgradeChannel") == Text("none")
    assert _passed("aksBare", "enableStorageProfileDiskCSIDriver") == Flag(True)
    # no zones, where the module would take all three
    assert _passed("aksBare", "primaryAgentPoolProfiles", 0, "availabilityZones") == Items(())


def test_a_cluster_takes_in_its_pools_and_its_add_ons():
    cluster = _named(PLAIN, "aksShop")
    properties = _at(cluster.body, "properties")
    addons, mine = _at(properties, "addonProfiles"), dict(properties.pairs)
    kept = {**mine, "dnsPrefix": mine["fqdnSubdomain"], "addonProfiles": _without(addons)}
    del kept["fqdnSubdomain"]
    body = expr({**dict(cluster.body.pairs), "properties": Fields(tuple(kept.items()))})
    changed = tuple(
        replace(d, body=body) if d.symbol == "aksShop" else d for d in PLAIN.declarations
    )
    found = with_modules(replace(PLAIN, declarations=changed), "bicep").program
    call = _named(found, "aksShop")
    assert call.module
    assert [d for d in found.declarations if "agentPools" in d.type] == []
    names = [_at(call.body, "agentPools", i, "name") for i in range(2)]
    assert names == [Text("user"), Text("win")]
    assert _at(call.body, "agentPools", 0, "availabilityZones") == Items((Number(1),))
    assert _at(call.body, "agentPools", 0, "nodeLabels", "tier") == Text("gold")
    assert _at(call.body, "azurePolicyEnabled") == Flag(True)
    assert _at(call.body, "enableSecretRotation") == Flag(True)
    # the identity's id is read from the resource beside its call, for which the cluster waits
    ids = _at(call.body, "managedIdentities", "userAssignedResourceIds")
    assert ids == Items((Property("aksShopIdentity", ("outputs", "resourceId")),))


def _without(addons: Expression | None) -> Fields:
    assert isinstance(addons, Fields)
    return Fields(tuple((k, v) for k, v in addons.pairs if k != "aciConnectorLinux"))


def test_the_identity_of_a_plain_cluster_is_looked_up_beside_its_call():
    cluster = _named(CALLS.program, "aksShop")
    assert not cluster.module
    chosen = _at(cluster.body, "identity", "userAssignedIdentities")
    assert isinstance(chosen, Fields)
    ((key, _),) = chosen.pairs
    assert key.pieces == (Property("aksShopIdentityMade", ("id",)),)
    assert "aksShopIdentity" in cluster.depends_on


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("properties", "networkProfile", "outboundType"), "none", "profile"),
        (("properties", "networkProfile", "loadBalancerSku"), "basic", "profile"),
        (("properties", "networkProfile", "networkDataplane"), "cilium", "Cilium"),
        (("identity", "type"), "None", "identity"),
    ],
)
def test_a_cluster_that_the_module_would_make_otherwise_stays_plain(path, value, told):
    assert [r for r in _why(_with("aksFlat", *path, value=Text(value)), "aksFlat") if told in r]


def test_clusters_beyond_the_module_stay_plain_and_tell_why():
    assert [r for r in _why(CALLS, "aksShop") if "FQDN subdomain" in r]
    assert [r for r in _why(CALLS, "aksTwo") if "load balancer" in r]


def test_a_firewall_is_told_its_network_and_waits_for_its_subnets():
    call = _named(CALLS.program, "fwAzfw")
    assert _passed("fwAzfw", "virtualNetworkResourceId") == Property(
        "vnetHub", ("outputs", "resourceId")
    )
    waited = {"subnetHubAzureFirewallSubnet", "subnetHubAzureFirewallManagementSubnet"}
    assert waited <= set(call.depends_on)
    assert "fwAzfwPolicy" in call.depends_on  # which holds the rules that it waited for
    assert _passed("fwAzfw", "enableManagementNic") == Flag(True)
    more = _passed("fwAzfw", "additionalPublicIpConfigurations")
    assert isinstance(more, Items)
    assert len(more.values) == 2
    assert _passed("fwAzfw", "threatIntelMode") == Text("Alert")
    read = [o.value for o in CALLS.program.outputs if isinstance(o.value, Property)]
    assert Property("fwAzfw", ("outputs", "privateIp")) in read


def test_a_firewall_in_a_subnet_of_another_name_stays_plain():
    renamed = tuple(
        replace(d, body=expr({**dict(d.body.pairs), "name": Text("firewalls")}))
        if d.symbol == "subnetHubAzureFirewallSubnet"
        else d
        for d in PLAIN.declarations
    )
    found = with_modules(replace(PLAIN, declarations=renamed), "bicep")
    assert [r for r in _why(found, "fwAzfw") if "AzureFirewallSubnet" in r]


def test_a_policy_holds_its_groups_of_rules_and_its_base():
    groups = _passed("fwpolFar", "ruleCollectionGroups")
    assert [_at(groups, i, "name") for i in range(2)] == [Text("platform"), Text("inbound")]
    assert _passed("fwpolFar", "basePolicyResourceId") == Property(
        "fwpolBase", ("outputs", "resourceId")
    )
    assert _passed("fwAzfwPolicy", "threatIntelMode") == Text("Alert")
    assert [d for d in CALLS.program.declarations if "ruleCollectionGroups" in d.type] == []


def test_a_gateway_says_its_instances_and_bgp_in_one_word():
    assert _passed("gwVpn", "clusterSettings", "clusterMode") == Text("activeActiveBgp")
    assert _passed("gwVpn", "clusterSettings", "asn") == Number(65010)
    assert _passed("gwVpn", "clusterSettings", "existingSecondaryPublicIPResourceId")
    assert _passed("gwEr", "clusterSettings", "clusterMode") == Text("activePassiveNoBgp")
    flipped = _with("gwVpn", "properties", "activeActive", value=Flag(False))
    assert [r for r in _why(flipped, "gwVpn") if "each active instance" in r]
    bgp = _with("gwEr", "properties", "enableBgp", value=Flag(True))
    assert [r for r in _why(bgp, "gwEr") if "BGP" in r]


def test_bastion_without_native_clients_stays_plain():
    assert _passed("bastionBasHub", "enableFileCopy") == Flag(False)
    assert [r for r in _why(CALLS, "bastionBasFar") if "native clients" in r]
    shut = _with("bastionBasHub", "properties", "enableTunneling", value=Flag(False))
    assert [r for r in _why(shut, "bastionBasHub") if "native clients" in r]


def test_a_resolver_takes_in_the_endpoints_that_nothing_reads():
    assert _passed("resolverHub", "inboundEndpoints", 0, "privateIpAddress") == Text("10.0.9.10")
    # a ruleset names the outbound one
    kept = [d for d in CALLS.program.declarations if "outboundEndpoints" in d.type]
    assert [dict(d.body.pairs)["parent"] for d in kept] == [Property("resolverHubMade", ())]
    assert _passed("resolverHub", "outboundEndpoints") is None


def test_a_connection_names_its_ends_by_their_ids():
    assert _passed("gwVpnConnection4", "virtualNetworkGateway2ResourceId") == Property(
        "gwVpnFar", ("outputs", "resourceId")
    )
    assert _passed("gwErConnection1", "vpnSharedKey") is None
    weighed = _named(PLAIN, "gwVpnConnection1")
    properties = {**dict(_at(weighed.body, "properties").pairs), "routingWeight": Number(5)}
    body = expr({**dict(weighed.body.pairs), "properties": Fields(tuple(properties.items()))})
    changed = tuple(
        replace(d, body=body) if d.symbol == weighed.symbol else d for d in PLAIN.declarations
    )
    found = with_modules(replace(PLAIN, declarations=changed), "bicep")
    assert [r for r in _why(found, weighed.symbol) if "routingWeight" in r]


def test_services_keep_what_azure_does_when_nothing_is_said():
    assert _passed("paasVault", "enablePurgeProtection") == Flag(False)
    assert _passed("paasVault", "publicNetworkAccess") == Text("Disabled")
    assert _passed("paasConfig", "sku") == Text("Standard")
    assert _passed("paasConfig", "softDeleteRetentionInDays") == Number(7)
    assert _passed("paasConfig", "disableLocalAuth") == Flag(False)
    assert _passed("paasImages", "exportPolicyStatus") == Text("enabled")
    assert _passed("paasImages", "zoneRedundancy") == Text("Disabled")
    assert _passed("paasFiles", "networkAcls", "defaultAction") == Text("Allow")
    assert _passed("paasFiles", "blobServices") == Fields(())
    scoped = _passed("paasScope", "scopedResources")
    assert isinstance(scoped, Items)
    assert len(scoped.values) == 2
    family = _with("paasVault", "properties", "sku", "family", value=Text("B"))
    assert [r for r in _why(family, "paasVault") if "family A" in r]
    tier = _with("paasConfig", "sku", "name", value=Text("free"))
    assert [r for r in _why(tier, "paasConfig") if "tier free" in r]


def test_a_gateway_of_applications_has_its_size_in_one_of_two_ways():
    assert _passed("agwEdge", "autoscaleMaxCapacity") == Number(8)
    assert _passed("agwEdge", "capacity") is None
    assert _passed("agwInner", "capacity") == Number(2)
    assert _passed("agwInner", "availabilityZones") == Items(())
    assert _passed("agwInner", "sslPolicyType") == Text("Predefined")
    assert _passed("agwEdge", "enableRequestBuffering") == Flag(True)
    many = _with("agwInner", "properties", "sku", "capacity", value=Number(11))
    assert [r for r in _why(many, "agwInner") if "10 instances" in r]
    # a policy of a gateway that has no WAF would be dropped
    size, tier = ("properties", "sku", "name"), ("properties", "sku", "tier")
    assert _at(_named(PLAIN, "agwEdge").body, *size) == _at(_named(PLAIN, "agwEdge").body, *tier)
    sku = expr({"name": "Standard_v2", "tier": "Standard_v2"})
    plain = _with("agwEdge", "properties", "sku", value=sku)
    assert [r for r in _why(plain, "agwEdge") if "policy for WAF_v2" in r]


def test_a_ruleset_takes_in_its_rules_and_links():
    rules = _passed("rulesetCorp", "forwardingRules")
    assert [_at(rules, i, "forwardingRuleState") for i in range(2)] == [
        Text("Enabled"),
        Text("Disabled"),
    ]
    assert _at(rules, 1, "targetDnsServers", 1, "port") == Number(53)
    assert _passed("rulesetCorp", "virtualNetworkLinks", 0, "name") == Text("link-spoke")
    assert [d for d in CALLS.program.declarations if "forwardingRules" in d.type] == []


def test_a_circuit_whose_sku_has_another_name_stays_plain():
    assert _passed("erErcParis", "skuFamily") == Text("UnlimitedData")
    assert _passed("erErcParis", "globalReachEnabled") == Flag(True)
    odd = _with("erErcParis", "sku", "name", value=Text("Premium_MeteredData"))
    assert [r for r in _why(odd, "erErcParis") if "tier and family" in r]


def test_a_link_service_and_a_wan_say_what_they_said():
    frontends = _passed("plsShop", "loadBalancerFrontendIpConfigurations")
    assert isinstance(frontends, Items)
    assert _passed("plsShop", "enableProxyProtocol") == Flag(True)
    assert _passed("vwanBasic", "disableVpnEncryption") == Flag(True)
    assert _passed("vwanWorld", "allowBranchToBranchTraffic") == Flag(True)


def test_a_site_with_bgp_has_no_prefixes_and_its_speaker():
    assert _passed("gwVpnSite2", "localAddressPrefixes") == Items(())
    assert _passed("gwVpnSite2", "bgpSettings", "localAsn") == Number(65020)
    assert _passed("gwVpnSite3", "bgpSettings") is None
    weighed = _with("gwVpnSite2", "properties", "bgpSettings", value=expr({"peerWeight": 1}))
    assert [r for r in _why(weighed, "gwVpnSite2") if "bgpSettings.peerWeight" in r]


def test_a_hub_keeps_what_stands_in_it_beside_it_and_route_servers_stay_plain():
    assert _passed("vhubWest", "virtualWanResourceId") == Property(
        "vwanWorld", ("outputs", "resourceId")
    )
    intent = next(d for d in CALLS.program.declarations if d.type.find("/routingIntent") > 0)
    assert dict(intent.body.pairs)["parent"] == Property("vhubWestMade", ())
    assert "vhubWest" in intent.depends_on
    assert [r for r in _why(CALLS, "rsHub") if "no route servers" in r]


def test_a_nat_gateway_of_either_sku_has_one_zone_at_most():
    skus = {
        _at(d.body, "natGatewaySku")
        for d in CALLS.program.declarations
        if d.module and "natGateways" in d.type
    }
    assert Text("Standard") in skus
    spread = next(
        d.symbol for d in CALLS.program.declarations if d.module and "natGateways" in d.type
    )
    body = {**dict(_named(PLAIN, spread).body.pairs), "zones": expr(["1", "2"])}
    changed = tuple(
        replace(d, body=expr(body)) if d.symbol == spread else d for d in PLAIN.declarations
    )
    found = with_modules(replace(PLAIN, declarations=changed), "bicep")
    assert [r for r in _why(found, spread) if "one zone" in r]
