"""Terraform: which file, group and provider each block gets."""

from __future__ import annotations

from typing import Any

from tests.support.exports import exported

HUB = {
    "name": "hub",
    "prefixes": ["10.0.0.0/16"],
    "subscription": "connectivity",
    "resourceGroup": "rg-hub",
    "subnets": [{"name": "in", "prefix": "10.0.1.0/26"}],
}
SPOKE = {"name": "spoke", "prefixes": ["10.1.0.0/16"]}
SETTINGS = {"resourceGroup": "rg-app", "subscriptions": [{"alias": "connectivity"}]}


def estate(**hub: Any) -> Any:
    peering = [{"from": "spoke", "to": "hub"}]
    return exported("terraform", SETTINGS, vnets=[{**HUB, **hub}, SPOKE], peerings=peering)


def test_each_concern_has_a_file_and_main_holds_the_groups() -> None:
    files = estate().files
    assert 'resource "azurerm_virtual_network" "vnet_hub"' in files["network-hub.tf"]
    assert 'resource "azurerm_virtual_network" "vnet_spoke"' in files["network-spoke.tf"]
    assert "resource " not in files["main.tf"]
    assert files["main.tf"].count('data "azurerm_resource_group"') == 2


def test_what_is_in_another_subscription_has_its_provider_and_group() -> None:
    found = estate()
    place = {d.symbol: d.subscription for d in found.program.declarations}
    assert place["vnet_hub"] == place["subnet_hub_in"] == "connectivity"
    assert place["vnet_spoke"] == place["peering_spoke_hub"] == ""
    assert found.files["network-hub.tf"].count("provider ") == 2
    assert "group_connectivity_rg_hub.name" in found.files["network-hub.tf"]
    assert "var.subscription_connectivity" in found.files["providers.tf"]
    assert not [o for o in found.omissions if o.field in ("resource_group", "subscription")]


def test_references_are_looked_up_in_their_subscription() -> None:
    text = estate(existing=True).files["network-hub.tf"]
    assert 'data "azurerm_virtual_network" "vnet_hub"' in text
    assert "azurerm.connectivity" in text
    assert '"rg-hub"' in text


def test_one_concern_in_one_group_is_one_file_with_one_provider() -> None:
    files = exported("terraform", vnets=[SPOKE]).files
    assert {n for n in files if n.startswith("network")} == set()
    assert "alias" not in files["providers.tf"]


def test_an_alias_that_begins_with_a_digit_is_a_name_all_the_same() -> None:
    settings = {**SETTINGS, "subscriptions": [{"alias": "10.0.0.9"}]}
    files = exported("terraform", settings, vnets=[{**HUB, "subscription": "10.0.0.9"}]).files
    assert "provider            = azurerm.subscription_10_0_0_9" in files["main.tf"]
    assert '"subscription_10_0_0_9"' in files["providers.tf"]
