"""What belongs together in an exported folder, and where each resource is deployed."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from aksdesigner.iac.concerns import DNS, LONGEST, SHARED, Concerns
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import export
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.model.reading import read_document
from aksdesigner.store.design_file import parse_design

HUB = {
    "name": "vnet-hub",
    "prefix": "10.0.0.0/22",
    "subnets": [{"name": "AzureFirewallSubnet", "prefix": "10.0.0.0/26"}],
}
SPOKE = {
    "name": "spoke a",
    "prefix": "10.1.0.0/16",
    "subnets": [{"name": "nodes", "prefix": "10.1.0.0/20", "routeTable": "rt", "nsg": "nsg"}],
}


def designed(settings: dict[str, Any] | None = None, **topology: Any) -> Design:
    plain = {"aksdesigner": 1, "name": "d", "settings": settings or {}, "topology": topology}
    return Design(parse_design(json.dumps(plain).encode(), "d.aksd").document)


def test_what_stands_in_a_network_or_serves_it_alone_belongs_to_it():
    cluster = {"name": "aks-prod", "vnet": "spoke a", "pools": [{"name": "sys", "subnet": "nodes"}]}
    design = designed(
        vnets=[HUB, SPOKE],
        routeTables=[{"name": "rt"}, {"name": "alone"}],
        nsgs=[{"name": "nsg"}],
        firewalls=[{"name": "fw", "vnet": "vnet-hub"}],
        privateDnsZones=[{"name": "z.example"}],
        peerings=[{"from": "spoke a", "to": "vnet-hub"}, {"from": "vnet-hub", "to": "spoke a"}],
        aksClusters=[cluster],
    )
    of = Concerns(design).of
    assert of("vnet:vnet-hub").slug == "network-hub"
    assert of("fw:fw") == of("vnet:vnet-hub") == of("peering:vnet-hub>spoke a")
    spoke = of("vnet:spoke a")
    assert spoke.slug == "network-spoke-a"
    assert {of(k) for k in ("subnet:spoke a/nodes", "rt:rt", "nsg:nsg")} == {spoke}
    assert of("peering:spoke a>vnet-hub") == spoke
    assert of("aks:aks-prod").slug == "cluster-prod"
    assert of("pool:aks-prod/sys") == of("aks:aks-prod")
    assert of("zone:z.example") == DNS
    assert of("rt:alone") == of("rt:never drawn") == SHARED


def test_what_two_networks_use_belongs_to_neither():
    other = {**SPOKE, "name": "spoke b", "prefix": "10.2.0.0/16"}
    other["subnets"] = [{"name": "nodes", "prefix": "10.2.0.0/20", "routeTable": "rt"}]
    of = Concerns(
        designed(vnets=[SPOKE, other], routeTables=[{"name": "rt"}], nsgs=[{"name": "nsg"}])
    ).of
    assert of("rt:rt") == SHARED


def test_names_that_read_alike_are_told_apart_and_long_ones_cut():
    names = ["Spoke-A", "spoke a", "x" * 200, "☃"]
    vnets = [{"name": n, "prefix": f"10.{i}.0.0/16"} for i, n in enumerate(names)]
    slugs = [Concerns(designed(vnets=vnets)).of(f"vnet:{name}").slug for name in names]
    assert len(set(slugs)) == len(names)
    assert all(len(slug) <= LONGEST and slug.isascii() for slug in slugs)
    assert not any(char in slug for slug in slugs for char in "/\\. ")


@pytest.mark.parametrize("seed", range(5))
def test_slugs_do_not_depend_on_the_order_of_the_file(seed: int):
    names = ["Spoke-A", "spoke a", "hub", "vnet-hub", "other"]
    shuffled = random.Random(seed).sample(names, len(names))
    found = [
        {n: Concerns(designed(vnets=[{"name": m} for m in order])).of(f"vnet:{n}") for n in names}
        for order in (names, shuffled)
    ]
    assert found[0] == found[1]


def test_without_groups_all_is_in_the_scope_of_the_deployment():
    scopes = Scopes(
        designed(vnets=[HUB, SPOKE], routeTables=[{"name": "rt"}], nsgs=[{"name": "nsg"}])
    )
    assert scopes.deployed == (Scope(),)
    assert not scopes.are_several


def test_a_resource_is_where_it_says_or_where_what_it_serves_is():
    hub = {**HUB, "resourceGroup": "rg-hub", "subscription": "connectivity"}
    design = designed(
        {"resourceGroup": "rg-main", "subscriptions": [{"alias": "connectivity"}]},
        vnets=[hub, {**SPOKE, "resourceGroup": "rg-spoke"}],
        routeTables=[{"name": "rt"}, {"name": "alone"}],
        nsgs=[{"name": "nsg", "resourceGroup": "rg-security"}],
        firewalls=[{"name": "fw", "vnet": "vnet-hub"}],
        peerings=[{"from": "spoke a", "to": "vnet-hub"}],
    )
    scopes = Scopes(design)
    assert scopes.of("fw:fw") == Scope("connectivity", "rg-hub")
    assert scopes.of("subnet:spoke a/nodes") == scopes.of("rt:rt") == Scope("", "rg-spoke")
    assert scopes.of("peering:spoke a>vnet-hub") == Scope("", "rg-spoke")
    assert scopes.of("nsg:nsg") == Scope("", "rg-security")
    assert scopes.of("rt:alone") == Scope("", "rg-main")
    assert scopes.are_several


def test_nothing_of_ours_lands_in_a_group_of_another_team():
    hub = {**HUB, "resourceGroup": "rg-hub", "subscription": "connectivity", "existing": True}
    hub["subnets"] = [{"name": "endpoints", "prefix": "10.0.1.0/26"}]
    design = designed(
        {"resourceGroup": "rg-main", "subscriptions": [{"alias": "connectivity"}]},
        vnets=[hub],
        privateEndpoints=[{"name": "pe", "vnet": "vnet-hub", "subnet": "endpoints"}],
    )
    scopes = Scopes(design)
    assert scopes.of("vnet:vnet-hub") == Scope("connectivity", "rg-hub")
    assert scopes.of("pe:pe") == Scope("connectivity", "rg-main")


def test_what_other_teams_attach_to_their_network_is_where_their_network_is():
    hub = {**HUB, "resourceGroup": "rg-hub", "subscription": "connectivity", "existing": True}
    hub["subnets"] = [{"name": "in", "prefix": "10.0.1.0/26", "routeTable": "theirs"}]
    design = designed(
        {"resourceGroup": "rg-main", "subscriptions": [{"alias": "connectivity"}]},
        vnets=[hub, SPOKE],
        routeTables=[{"name": "theirs", "existing": True}, {"name": "rt"}],
        nsgs=[{"name": "nsg"}],
        peerings=[{"from": "vnet-hub", "to": "spoke a"}],
    )
    scopes = Scopes(design)
    assert scopes.of("rt:theirs") == scopes.of("peering:vnet-hub>spoke a")
    assert scopes.of("rt:theirs") == Scope("connectivity", "rg-hub")


def test_a_network_does_not_follow_its_neighbours():
    peerings = [{"from": "spoke a", "to": "vnet-hub"}]
    design = designed(
        vnets=[HUB, {**SPOKE, "resourceGroup": "rg-spoke"}],
        routeTables=[{"name": "rt"}],
        nsgs=[{"name": "nsg"}],
        peerings=peerings,
        firewalls=[{"name": "fw", "vnet": "vnet-hub", "resourceGroup": "rg-fw"}],
    )
    assert Scopes(design).of("vnet:vnet-hub") == Scope()


def test_modules_of_scopes_that_read_alike_have_files_of_their_own() -> None:
    net = {"prefixes": ["10.0.0.0/16"]}
    nets = [
        {"name": "a", **net},
        {"name": "b", "resourceGroup": "x y", **net},
        {"name": "c", "subscription": "x", "resourceGroup": "y", **net},
    ]
    ends = [("a", "b"), ("b", "a"), ("c", "a")]
    data = {
        "aksdesigner": 1,
        "name": "t",
        "topology": {"vnets": nets, "peerings": [{"from": a, "to": b} for a, b in ends]},
    }
    files = export(read_document(data).document, "bicep").files
    assert len([name for name in files if "/peerings" in name]) == 3
