"""What the exports say, where Azure is particular: order, ownership, roles, regions, rules."""

from __future__ import annotations

import re
from typing import Any

from aksdesigner.iac.expression import Text, parts_of
from tests.support.exports import BOTH, declared, exported, main, needs, only


def hub_spoke() -> dict[str, Any]:
    return {
        "vnets": [
            {
                "name": "hub",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"},
                    {"name": "GatewaySubnet", "prefix": "10.0.0.0/27"},
                ],
            },
            {
                "name": "spoke",
                "prefixes": ["10.1.0.0/16"],
                "subnets": [{"name": "nodes", "prefix": "10.1.0.0/22", "routeTable": "rt"}],
            },
        ],
        "peerings": [
            {"from": "hub", "to": "spoke", "allowGatewayTransit": True},
            {"from": "spoke", "to": "hub", "useRemoteGateways": True},
        ],
        "gateways": [{"name": "vpn", "vnet": "hub"}, {"name": "er", "vnet": "hub"}],
        "routeTables": [
            {
                "name": "rt",
                "routes": [
                    {
                        "name": "default",
                        "prefix": "0.0.0.0/0",
                        "nextHopType": "VirtualAppliance",
                        "nextHopIp": "10.0.1.4",
                    }
                ],
            }
        ],
        "firewalls": [{"name": "azfw", "vnet": "hub", "rules": "application"}],
        "aksClusters": [
            {
                "name": "aks",
                "vnet": "spoke",
                "outboundType": "userDefinedRouting",
                "identity": "UserAssigned",
                "pools": [{"name": "sys", "mode": "System", "subnet": "nodes"}],
            }
        ],
    }


CLUSTER = {"bicep": "/managedClusters@", "terraform": "azurerm_kubernetes_cluster"}
ROLE = {"bicep": "roleAssignments@", "terraform": "azurerm_role_assignment"}
PEERING = {"bicep": "virtualNetworkPeerings@", "terraform": "azurerm_virtual_network_peering"}
GATEWAY = {"bicep": "virtualNetworkGateways@", "terraform": "azurerm_virtual_network_gateway"}
FIREWALL = {"bicep": "azureFirewalls@", "terraform": "azurerm_firewall"}
TABLE = {"bicep": "routeTables@", "terraform": "azurerm_route_table"}


@BOTH
def test_a_cluster_waits_for_its_way_out_and_its_roles(dialect):
    found = exported(dialect, **hub_spoke())
    waits = needs(found, only(declared(found, CLUSTER[dialect])))
    firewall = [
        d
        for d in found.program.declarations
        if d.type.partition("@")[0].endswith(("azureFirewalls", "azurerm_firewall"))
    ]
    before = [*declared(found, TABLE[dialect]), *declared(found, PEERING[dialect]), only(firewall)]
    assert {d.symbol for d in (*before, *declared(found, ROLE[dialect]))} <= waits


@BOTH
def test_peering_halves_come_after_the_gateway_and_the_using_half_last(dialect):
    found = exported(dialect, **hub_spoke())
    offers, uses = declared(found, PEERING[dialect])
    gateways = {d.symbol for d in declared(found, GATEWAY[dialect])}
    assert gateways <= needs(found, offers)
    assert gateways | {offers.symbol} <= needs(found, uses)


@BOTH
def test_two_gateways_of_one_subnet_are_made_one_after_the_other(dialect):
    found = exported(dialect, **hub_spoke())
    first, second = declared(found, GATEWAY[dialect])
    assert first.symbol in needs(found, second)


def test_bicep_makes_the_subnets_of_a_network_one_after_the_other():
    found = exported("bicep", **hub_spoke())
    first, second, other = declared(found, "virtualNetworks/subnets@")
    assert first.symbol in second.depends_on
    assert other.depends_on == ()


@BOTH
def test_a_network_never_lists_subnets_inline(dialect):
    found = exported(dialect, **hub_spoke())
    for network in found.program.declarations:
        keys = {
            k for p in parts_of(network.body) for k, _ in getattr(p, "pairs", ()) if k == "subnets"
        }
        assert not keys


@BOTH
def test_an_application_firewall_lets_the_cluster_behind_it_work(dialect):
    text = main(exported(dialect, **hub_spoke()))
    assert "AzureKubernetesService" in text
    assert re.search(r"AzureCloud\.\$\{(local\.)?location\}", text)
    assert "1194" in text and "9000" in text and "123" in text


@BOTH
def test_a_private_cluster_needs_no_tunnel_rules(dialect):
    design = hub_spoke()
    design["aksClusters"][0]["private"] = True
    text = main(exported(dialect, **design))
    assert "AzureKubernetesService" in text
    assert "AzureCloud" not in text


@BOTH
def test_a_firewall_that_no_cluster_leaves_through_has_no_cluster_rules(dialect):
    design = hub_spoke()
    design["aksClusters"][0]["outboundType"] = "loadBalancer"
    assert "AzureKubernetesService" not in main(exported(dialect, **design))


@BOTH
def test_what_others_deploy_is_referred_to_and_never_created(dialect):
    found = exported(
        dialect,
        vnets=[
            {
                "name": "theirs",
                "azureName": "vnet-theirs",
                "existing": True,
                "resourceGroup": "rg-theirs",
                "prefixes": ["10.8.0.0/16"],
                "subnets": [{"name": "shared", "prefix": "10.8.0.0/24"}],
            },
            {"name": "ours", "prefixes": ["10.9.0.0/16"]},
            {"name": "unused", "existing": True},
        ],
        peerings=[{"from": "theirs", "to": "ours"}, {"from": "ours", "to": "theirs"}],
        vms=[{"name": "vm", "vnet": "theirs", "subnet": "shared"}],
        aksClusters=[
            {"name": "aks", "vnet": "theirs", "pools": [{"name": "p", "subnet": "shared"}]}
        ],
    )
    theirs = [d for d in found.program.declarations if d.existing]
    assert {d.resource for d in theirs} >= {"vnet:theirs", "subnet:theirs/shared"}
    assert not [d for d in found.program.declarations if d.resource == "vnet:unused"]
    assert not [d for d in declared(found, ROLE[dialect])]
    created = {d.resource for d in found.program.declarations if not d.existing}
    assert created == {"vnet:ours", "peering:ours>theirs", "vm:vm", "aks:aks"}
    reported = {(o.resource, o.field) for o in found.omissions}
    assert not reported & {("peering:theirs>ours", "from_"), ("aks:aks", "identity")}
    team = only(found.handovers)
    assert team.folder == "handover/rg-theirs"
    added = {(d.resource, d.type.partition("@")[0]) for d in team.declarations if not d.existing}
    assert {resource for resource, _ in added} == {"peering:theirs>ours", "subnet:theirs/shared"}
    assert "vnet-theirs" in main(found) and "rg-theirs" in main(found)


@BOTH
def test_what_stands_in_a_network_is_deployed_in_its_region(dialect):
    design = hub_spoke()
    design["vnets"][1]["region"] = "eastasia"
    found = exported(dialect, {"region": "westeurope"}, **design)
    for part, wanted in ((CLUSTER, True), (TABLE, True), (FIREWALL, False)):
        for item in declared(found, part[dialect]):
            place = dict(item.body.pairs).get("location")
            if place is not None:
                assert (place == Text("eastasia")) is wanted


@BOTH
def test_secrets_have_no_value_anywhere_and_the_rest_has_an_example(dialect):
    found = exported(
        dialect,
        vnets=hub_spoke()["vnets"],
        gateways=[{"name": "vpn", "vnet": "hub", "connections": [{"name": "c"}]}],
        vms=[{"name": "w", "vnet": "spoke", "subnet": "nodes", "os": "Windows"}],
        routeTables=hub_spoke()["routeTables"],
    )
    secrets = [p for p in found.to_fill if p.secure]
    assert len(secrets) == 2
    for parameter in secrets:
        assert parameter.default is None and parameter.example is None
    assert all(p.example is not None or p.optional for p in found.to_fill if not p.secure)
    assert all(p.description.endswith(".") for p in found.to_fill)
    for parameter in found.to_fill:
        assert f"`{parameter.name}`" in found.files["README.md"]


@BOTH
def test_every_declaration_leads_back_to_the_drawing(dialect):
    found = exported(dialect, **hub_spoke())
    keys = {"vnet:hub", "subnet:spoke/nodes", "peering:hub>spoke", "rt:rt", "fw:azfw", "aks:aks"}
    assert keys <= set(found.resources.values())
    assert len(found.resources) == len(found.program.declarations)


@BOTH
def test_names_that_meet_are_told_apart(dialect):
    found = exported(
        dialect,
        vnets=[{"name": "a b", "prefixes": ["10.0.0.0/16"]}, {"name": "a-b"}, {"name": "é"}],
        routeTables=[{"name": "rt"}, {"name": "a b"}],
    )
    symbols = [d.symbol for d in found.program.declarations]
    assert len(set(symbols)) == len(symbols) >= 5
    assert all(re.fullmatch(r"[a-z_][A-Za-z0-9_]*", s) for s in symbols)


@BOTH
def test_public_addresses_of_two_things_of_one_name_differ(dialect):
    design = hub_spoke()
    design["firewalls"][0]["name"] = "hub"
    design["gateways"] = [{"name": "hub", "vnet": "hub"}]
    found = exported(dialect, **design)
    kind = "publicIPAddresses@" if dialect == "bicep" else "azurerm_public_ip"
    names = [dict(d.body.pairs)["name"] for d in declared(found, kind)]
    assert len(set(names)) == len(names) == 2


@BOTH
def test_a_drawing_without_sizes_or_prefixes_asks_for_them(dialect):
    found = exported(
        dialect,
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/24"],
                "subnets": [{"name": "a", "prefix": "10.0.0.0/25"}, {"name": "b"}, {"name": "c"}],
            }
        ],
    )
    asked = [p for p in found.to_fill if p.type == "strings"]
    examples = [p.example for p in asked]
    assert len(examples) == 2 and examples[0] != examples[1]


@BOTH
def test_an_automatic_cluster_is_said_or_reported(dialect):
    found = exported(dialect, aksClusters=[{"name": "auto", "sku": "Automatic"}])
    if dialect == "bicep":
        assert "name: 'Automatic'" in main(found)
    else:
        assert ("aks:auto", "sku") in {(o.resource, o.field) for o in found.omissions}
