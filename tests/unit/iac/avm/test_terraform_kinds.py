"""What single kinds become as modules of the Terraform registry, and what keeps them plain."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.avm.substitution import Substituted, with_modules
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import DIALECTS
from aksdesigner.iac.expression import Flag, Items, Number, Property, Text, blocks, fields
from aksdesigner.iac.options import AzurermVersion, ExportOptions
from aksdesigner.iac.program import Declaration, Program
from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_topology

VNETS = [
    {"name": "hub", "prefixes": ["10.0.0.0/16"]},
    {"name": "spoke", "prefixes": ["10.1.0.0/16"]},
]


def _substituted(major: AzurermVersion = "4", **topology: Any) -> Substituted:
    document = new_document("t").replace(topology=read_topology(topology))
    plain = DIALECTS["terraform"].lower(Design(document, ExportOptions(azurerm=major))).finished()
    return with_modules(plain, "terraform", major)


def _one(found: Substituted, kind: str) -> Declaration:
    (item,) = [d for d in found.program.declarations if d.type == kind]
    return item


def _passed(found: Substituted, kind: str) -> dict[str, Any]:
    call = _one(found, kind)
    assert call.module, [o.reason for o in found.plain]
    return dict(call.body.pairs)


@pytest.mark.parametrize("major", ["4", "5"])
def test_each_half_of_a_peering_is_a_call_that_makes_no_other_half(major):
    both = [{"from": "hub", "to": "spoke"}, {"from": "spoke", "to": "hub"}]
    found = _substituted(major, vnets=VNETS, peerings=both)
    halves = [d for d in found.program.declarations if "peering" in d.type]
    assert len(halves) == 2
    ids = ("resource_id",) if major == "4" else ("id",)  # the network's module asks for azurerm 4
    ends = set()
    for half in halves:
        assert half.module
        passed = dict(half.body.pairs)
        assert passed["create_reverse_peering"] == Flag(value=False)
        ends.add((passed["parent_id"], passed["remote_virtual_network_id"]))
    hub, spoke = Property("vnet_hub", ids), Property("vnet_spoke", ids)
    assert ends == {(hub, spoke), (spoke, hub)}


def test_addresses_of_a_nat_gateway_stay_associations_with_the_module():
    found = _substituted(vnets=VNETS, natGateways=[{"name": "nat", "ips": 2, "zones": ["1"]}])
    assert _passed(found, "azurerm_nat_gateway")["zones"] == Items((Text("1"),))
    kind = "azurerm_nat_gateway_public_ip_association"
    tied = [d for d in found.program.declarations if d.type == kind]
    assert len(tied) == 2
    for item in tied:
        assert dict(item.body.pairs)["nat_gateway_id"] == Property("natgw_nat", ("resource_id",))


@pytest.mark.parametrize(
    ("kind", "topology", "reason"),
    [
        (
            "azurerm_nat_gateway",
            {"natGateways": [{"name": "nat", "sku": "StandardV2"}]},
            "no SKU StandardV2",
        ),
        (
            "azurerm_public_ip_prefix",
            {"publicIpPrefixes": [{"name": "p", "length": 30, "sku": "StandardV2"}]},
            "no SKU StandardV2",
        ),
        (
            "azurerm_public_ip_prefix",
            {"publicIpPrefixes": [{"name": "p", "length": 30, "custom": "byoip"}]},
            "custom_ip_prefix_id",
        ),
    ],
)
def test_what_a_module_can_not_say_stays_plain_and_is_told(kind, topology, reason):
    found = _substituted(**topology)
    assert _one(found, kind).module is None
    assert [o for o in found.plain if reason in o.reason]


def test_a_prefix_without_zones_says_so():
    found = _substituted(publicIpPrefixes=[{"name": "p", "length": 30}])
    passed = _passed(found, "azurerm_public_ip_prefix")
    assert passed["zones"] == Items(())  # else the module takes all three
    assert passed["prefix_length"] == Number(30)


def test_an_empty_ip_group_is_an_empty_list():
    passed = _passed(_substituted(ipGroups=[{"name": "g"}]), "azurerm_ip_group")
    assert passed["ip_addresses"] == Items(())


def _gateway(**parts: Any) -> Substituted:
    body = {
        "name": "lgw-site",
        "location": "westeurope",
        "resource_group_name": "rg",
        "gateway_address": "203.0.113.9",
        **parts,
    }
    kind = "azurerm_local_network_gateway"
    item = Declaration("lgw", kind, fields(body), "site:site")
    return with_modules(Program((), (item,)), "terraform", "4")


def test_a_local_network_gateway_has_its_prefixes_or_its_bgp():
    kind = "azurerm_local_network_gateway"
    plain = _passed(_gateway(address_space=["192.168.0.0/16"]), kind)
    assert plain["address_space"] == Items((Text("192.168.0.0/16"),))
    assert "bgp_settings" not in plain
    bgp = {"asn": 65010, "bgp_peering_address": "192.168.0.1"}
    learned = _passed(_gateway(bgp_settings=blocks(bgp)), kind)
    assert learned["address_space"] == Items(())  # the module asks for the list
    assert learned["bgp_settings"] == fields(bgp)


@pytest.mark.parametrize("name", ["lgw_site", "lgw.site", "ab", "a" * 81])
def test_a_name_that_a_module_refuses_stays_plain(name):
    found = _gateway(name=name)
    assert _one(found, "azurerm_local_network_gateway").module is None
    assert [o for o in found.plain if name in o.reason]


FIREWALL_SUBNET = {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"}
HUB = {"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": [FIREWALL_SUBNET]}


def test_a_firewall_is_a_call_and_its_address_is_read_from_the_resource_in_it():
    firewall = {"name": "fw", "vnet": "hub", "publicIps": 2, "zones": ["1", "2"]}
    found = _substituted(vnets=[HUB], firewalls=[firewall])
    passed = _passed(found, "azurerm_firewall")
    configurations = dict(passed["ip_configurations"].pairs)
    assert list(configurations) == ["ipconfig1", "ipconfig2"]
    placed = [name for name, said in configurations.items() if "subnet_id" in dict(said.pairs)]
    assert placed == ["ipconfig1"]  # the module takes one subnet
    assert passed["firewall_zones"] == Items((Text("1"), Text("2")))
    (address,) = [o.value for o in found.program.outputs if o.name.endswith("private_ip")]
    path = ("resource", "ip_configuration", 0, "private_ip_address")
    assert address == Property(_one(found, "azurerm_firewall").symbol, path)
    policy = _one(found, "azurerm_firewall_policy")
    group = _passed(found, "azurerm_firewall_policy_rule_collection_group")
    owner = group["firewall_policy_rule_collection_group_firewall_policy_id"]
    assert owner == Property(policy.symbol, ("resource_id",))


def test_rules_of_every_kind_keep_their_order_and_all_their_parts():
    rules = [
        {"name": "n", "sources": ["10.1.0.0/16"], "destinations": ["10.2.0.0/16"], "ports": ["53"]},
        {"name": "m", "sources": ["10.1.0.0/16"], "destinations": ["10.3.0.0/16"], "ports": ["54"]},
    ]
    body = {
        "name": "g",
        "firewall_policy_id": "id",
        "priority": 300,
        "nat_rule_collection": blocks(
            {
                "name": "in",
                "priority": 100,
                "action": "Dnat",
                "rule": blocks({"name": "d", "protocols": ["TCP"], "translated_port": 443}),
            }
        ),
        "network_rule_collection": blocks(
            {
                "name": "net",
                "priority": 200,
                "action": "Allow",
                "rule": blocks(*(_network_rule(rule) for rule in rules)),
            }
        ),
    }
    kind = "azurerm_firewall_policy_rule_collection_group"
    item = Declaration("g", kind, fields(body), "fwpol:p")
    found = with_modules(Program((), (item,)), "terraform", "4")
    passed = _passed(found, kind)
    (collection,) = passed["firewall_policy_rule_collection_group_network_rule_collection"].values
    names = [dict(rule.pairs)["name"] for rule in dict(collection.pairs)["rule"].values]
    assert names == [Text("n"), Text("m")]
    assert "firewall_policy_rule_collection_group_application_rule_collection" not in passed


def _network_rule(rule: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": rule["name"],
        "protocols": ["UDP"],
        "source_addresses": rule["sources"],
        "destination_addresses": rule["destinations"],
        "destination_ports": rule["ports"],
    }


@pytest.mark.parametrize("part", ["description", "translated_port"])
def test_a_rule_that_a_module_can_not_say_keeps_its_group_plain(part):
    rule = {"name": "d", "protocols": ["TCP"], "translated_port": 443, "description": "why"}
    if part == "translated_port":
        del rule["translated_port"], rule["description"]
    collection = {"name": "in", "priority": 100, "action": "Dnat", "rule": blocks(rule)}
    body = {
        "name": "g",
        "firewall_policy_id": "id",
        "priority": 300,
        "nat_rule_collection": blocks(collection),
    }
    kind = "azurerm_firewall_policy_rule_collection_group"
    found = with_modules(
        Program((), (Declaration("g", kind, fields(body), "fwpol:p"),)), "terraform", "4"
    )
    assert _one(found, kind).module is None
    assert [o for o in found.plain if part in o.reason]


def test_a_resolver_holds_its_inbound_endpoints_and_rulesets_still_name_the_outbound_ones():
    subnets = [
        {"name": "in", "prefix": "10.0.1.0/28", "delegations": ["Microsoft.Network/dnsResolvers"]},
        {"name": "out", "prefix": "10.0.2.0/28", "delegations": ["Microsoft.Network/dnsResolvers"]},
    ]
    hub = {"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": subnets}
    resolver = {
        "name": "r",
        "vnet": "hub",
        "inbound": [{"subnet": "in", "ip": "10.0.1.4"}],
        "outbound": [{"subnet": "out"}],
    }
    ruleset = {
        "name": "rules",
        "outbound": ["r"],
        "rules": [{"suffix": "corp.example.", "targets": ["10.9.0.4"]}],
        "links": ["hub"],
    }
    found = _substituted(vnets=[hub], dnsResolvers=[resolver], dnsRulesets=[ruleset])
    passed = _passed(found, "azurerm_private_dns_resolver")
    ((_, endpoint),) = passed["inbound_endpoints"].pairs
    said = dict(endpoint.pairs)
    assert said["subnet_name"] == Property("subnet_hub_in", ("name",))
    assert said["private_ip_address"] == Text("10.0.1.4")
    kinds = {d.type for d in found.program.declarations}
    assert "azurerm_private_dns_resolver_inbound_endpoint" not in kinds
    outbound = _one(found, "azurerm_private_dns_resolver_outbound_endpoint")
    assert outbound.module is None
    owner = dict(outbound.body.pairs)["private_dns_resolver_id"]
    assert owner == Property("resolver_r", ("resource_id",))


@pytest.mark.parametrize(
    ("bastion", "reason"),
    [
        ({"sku": "Basic"}, ""),
        ({"sku": "Standard", "scaleUnits": 3, "tunneling": True}, ""),
        ({"sku": "Developer"}, ""),
        ({"sku": "Premium"}, "no SKU Premium"),
    ],
)
def test_a_bastion_of_a_sku_that_the_module_knows_is_a_call(bastion, reason):
    subnet = {"name": "AzureBastionSubnet", "prefix": "10.0.3.0/26"}
    hub = {"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}
    found = _substituted(vnets=[hub], bastions=[{"name": "b", "vnet": "hub", **bastion}])
    if reason:
        assert _one(found, "azurerm_bastion_host").module is None
        assert [o for o in found.plain if reason in o.reason]
        return
    passed = _passed(found, "azurerm_bastion_host")
    assert ("ip_configuration" in passed) == (bastion["sku"] != "Developer")
    if "ip_configuration" in passed:  # the module would make an address of its own
        assert dict(passed["ip_configuration"].pairs)["create_public_ip"] == Flag(value=False)


NODES = {"name": "nodes", "prefix": "10.0.4.0/22"}
CLUSTER = {"name": "aks", "vnet": "net", "pools": [{"name": "sys", "subnet": "nodes", "count": 2}]}


def _cluster(**said: Any) -> Substituted:
    net = {"name": "net", "prefixes": ["10.0.0.0/16"], "subnets": [NODES]}
    return _substituted(vnets=[net], aksClusters=[{**CLUSTER, **said}])


def _inside(passed: dict[str, Any], *names: str) -> Any:
    value = passed[names[0]]
    for name in names[1:]:
        value = dict(value.pairs)[name]
    return value


def test_a_cluster_is_a_call_that_says_what_azurerm_takes_for_granted():
    passed = _passed(_cluster(), "azurerm_kubernetes_cluster")
    assert _inside(passed, "default_agent_pool", "count_of") == Number(2)
    subnet = Property("subnet_net_nodes", ("resource_id",))
    assert _inside(passed, "default_agent_pool", "vnet_subnet_id") == subnet
    assert _inside(passed, "default_agent_pool", "os_disk_type") == Text("Managed")
    assert passed["enable_rbac"] == Flag(value=True)
    assert _inside(passed, "auto_upgrade_profile", "node_os_upgrade_channel") == Text("NodeImage")
    assert _inside(passed, "managed_identities", "system_assigned") == Flag(value=True)
    assert _inside(passed, "api_server_access_profile", "enable_private_cluster") == Flag(
        value=False
    )


def test_other_pools_and_roles_read_the_outputs_of_the_cluster():
    pools = [*CLUSTER["pools"], {"name": "work", "mode": "User", "subnet": "nodes"}]
    found = _cluster(pools=pools)
    assert _passed(found, "azurerm_kubernetes_cluster")
    pool = dict(_one(found, "azurerm_kubernetes_cluster_node_pool").body.pairs)
    symbol = _one(found, "azurerm_kubernetes_cluster").symbol
    assert pool["kubernetes_cluster_id"] == Property(symbol, ("resource_id",))
    roles = [d for d in found.program.declarations if d.type == "azurerm_role_assignment"]
    assert roles
    for role in roles:
        principal = dict(role.body.pairs)["principal_id"]
        assert principal == Property(symbol, ("identity_principal_id",))


def test_the_zone_of_a_private_cluster_has_the_module_s_word():
    for word in ("system", "none"):
        passed = _passed(_cluster(private=True, privateDnsZone=word), "azurerm_kubernetes_cluster")
        assert _inside(passed, "api_server_access_profile", "private_dns_zone") == Text(word)


def test_a_cluster_with_virtual_nodes_stays_plain():
    found = _cluster(addons=["virtualNode"])
    assert _one(found, "azurerm_kubernetes_cluster").module is None
    assert [o for o in found.plain if "aci_connector_linux" in o.reason]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"network_profile": blocks({"outbound_type": "block"})}, "no outbound type block"),
        ({"identity": blocks({"type": "SystemAssigned, UserAssigned"})}, "no identity System"),
        ({"dns_prefix": None}, "DNS prefix"),
    ],
)
def test_a_cluster_that_the_module_can_not_make_stays_plain(changed, reason):
    body = {
        "name": "aks",
        "location": "westeurope",
        "resource_group_name": "rg",
        "dns_prefix": "aks",
        "private_cluster_enabled": False,
        "default_node_pool": blocks({"name": "sys", "vm_size": "Standard_D4s_v5"}),
        "identity": blocks({"type": "SystemAssigned"}),
        "network_profile": blocks({"outbound_type": "loadBalancer"}),
        **changed,
    }
    kind = "azurerm_kubernetes_cluster"
    group = Declaration("rg", "azurerm_resource_group", fields({"name": "rg"}), "group:rg")
    cluster = Declaration("aks", kind, fields(body), "aks:aks")
    found = with_modules(Program((), (group, cluster)), "terraform", "4")
    assert _one(found, kind).module is None
    assert [o for o in found.plain if reason in o.reason]


@pytest.mark.parametrize(("private", "is_call"), [(None, True), (True, True), (False, False)])
def test_access_left_to_the_service_that_fills_a_subnet_is_told_apart(private, is_call):
    subnet = {"name": "GatewaySubnet", "prefix": "10.0.1.0/24", "private": private}
    subnets = [{key: value for key, value in subnet.items() if value is not None}]
    found = _substituted(vnets=[{**VNETS[0], "subnets": subnets}])
    assert bool(_one(found, "azurerm_subnet").module) is is_call
    assert any("access left to the service" in o.reason for o in found.plain) is not is_call


def test_a_vault_is_as_open_as_the_plain_one():
    found = _substituted(paasServices=[{"name": "vault", "service": "keyVault"}])
    passed = _passed(found, "azurerm_key_vault")
    assert passed["network_acls"] == fields({"default_action": "Allow", "bypass": "AzureServices"})
    assert passed["purge_protection_enabled"] == Flag(value=False)


def test_a_vault_with_policies_of_access_stays_plain():
    body = fields({"name": "v", "resource_group_name": "g", "location": "l"})
    vault = Declaration("v", "azurerm_key_vault", body, "paas:v")
    found = with_modules(Program((), (vault,)), "terraform", "4")
    assert [o.reason for o in found.plain] == ["it has no policies of access here"]
