"""Names, prefixes and addresses that a drop proposes."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.edit.suggest import (
    is_usable,
    next_address,
    next_name,
    next_pod_range,
    next_service_range,
    next_subnet_prefix,
    next_vnet_prefix,
)
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import new_document
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from tests.support.edit_designs import hub_spoke, read


def vnet(*prefixes: str, **subnets: str) -> VirtualNetwork:
    inner = [{"name": name, "prefix": prefix} for name, prefix in subnets.items()]
    return VirtualNetwork.model_validate({"name": "v", "prefixes": prefixes, "subnets": inner})


def vnets(*prefixes: str) -> list[dict[str, Any]]:
    return [{"name": f"v{i}", "prefixes": [prefix]} for i, prefix in enumerate(prefixes)]


def text(value: Cidr | Address | None) -> str | None:
    return None if value is None else str(value)


def test_names_are_readable_and_free() -> None:
    empty, full = new_document(), hub_spoke()
    assert next_name(empty, "vnet") == "hub"
    assert next_name(full, "vnet") == "spoke3"
    assert next_name(empty, "fw") == "azfw"
    assert next_name(full, "fw") == "azfw-2"
    assert next_name(full, "rt") == "rt-1"
    assert next_name(full, "natgw") == "natgw-2"
    assert next_name(full, "subnet", "vnet:hub") == "snet-1"
    assert next_name(full, "pool", "aks:aks1") == "user1"
    assert next_name(empty, "pool", "aks:none") == "system"
    assert next_name(full, "internet") == "Internet"
    assert next_name(full, "zone") == "example.internal"


def test_names_differ_in_more_than_capitals() -> None:
    document = read({"routeTables": [{"name": "RT-1"}]})
    assert next_name(document, "rt") == "rt-2"


@pytest.mark.parametrize(
    ("topology", "free"),
    [
        ({}, "10.0.0.0/16"),
        ({"vnets": vnets("10.0.0.0/16", "10.2.0.0/16")}, "10.1.0.0/16"),
        ({"vnets": vnets("10.0.0.0/15")}, "10.2.0.0/16"),
        ({"vnets": vnets("10.0.5.0/24")}, "10.1.0.0/16"),
        ({"onPrem": [{"name": "dc", "prefixes": ["10.0.0.0/16"]}]}, "10.1.0.0/16"),
        # a cluster that names no service range has AKS's 10.0.0.0/16
        ({"aksClusters": [{"name": "a"}]}, "10.1.0.0/16"),
        # all of 10/8 is taken: next private space, past Docker's bridge and what AKS keeps
        ({"vnets": vnets("10.0.0.0/8", "172.16.0.0/16")}, "172.18.0.0/16"),
        # a site's summary proves no collision when private space is gone otherwise
        (
            {
                "onPrem": [
                    {"name": "dc", "prefixes": ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]}
                ]
            },
            "10.0.0.0/16",
        ),
        ({"vnets": vnets("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")}, None),
    ],
)
def test_next_vnet_prefix(topology: dict[str, Any], free: str | None) -> None:
    assert text(next_vnet_prefix(read(topology))) == free


def test_next_subnet_prefix_sizes() -> None:
    network = vnet("10.0.0.0/16", a="10.0.0.0/24", b="10.0.2.0/24")
    assert text(next_subnet_prefix(network)) == "10.0.1.0/24"
    assert text(next_subnet_prefix(network, "AzureFirewallSubnet")) == "10.0.1.0/26"
    assert text(next_subnet_prefix(network, "AzureBastionSubnet")) == "10.0.1.0/26"
    assert text(next_subnet_prefix(network, "GatewaySubnet")) == "10.0.1.0/27"
    assert text(next_subnet_prefix(network, "snet-aks")) == "10.0.4.0/22"
    assert text(next_subnet_prefix(network, "nodes", "aks")) == "10.0.4.0/22"


def test_next_subnet_prefix_shrinks_and_ends() -> None:
    assert text(next_subnet_prefix(vnet("10.0.0.0/24", a="10.0.0.0/25"))) == "10.0.0.128/25"
    assert next_subnet_prefix(vnet("10.0.0.0/24", a="10.0.0.0/24")) is None
    assert next_subnet_prefix(vnet("10.0.0.0/28", a="10.0.0.0/29"), "GatewaySubnet") is None
    assert next_subnet_prefix(vnet()) is None
    second = vnet("10.0.0.0/24", "10.9.0.0/24", a="10.0.0.0/24")
    assert text(next_subnet_prefix(second)) == "10.9.0.0/24"
    assert text(next_subnet_prefix(vnet("fd00::/48"))) == "fd00::/64"


def test_next_address_skips_azures_and_taken_ones() -> None:
    document = hub_spoke()
    assert text(next_address(document, "subnet:spoke1/app")) == "10.1.4.5"
    assert text(next_address(document, "subnet:spoke1/app", apart_from="vm:app1")) == "10.1.4.4"
    assert text(next_address(document, "subnet:hub/shared")) == "10.0.2.4"
    assert next_address(document, "subnet:hub/none") is None


def test_a_subnet_runs_out_of_addresses() -> None:
    vms = [{"name": f"m{i}", "vnet": "v", "subnet": "s", "ip": f"10.0.0.{i}"} for i in (4, 5, 6)]
    network = {
        "name": "v",
        "prefixes": ["10.0.0.0/24"],
        "subnets": [{"name": "s", "prefix": "10.0.0.0/29"}],
    }
    document = read({"vnets": [network], "vms": vms})
    assert next_address(document, "subnet:v/s") is None
    assert text(next_address(read({"vnets": [network], "vms": vms[1:]}), "v/s")) is None
    assert text(next_address(read({"vnets": [network], "vms": vms[1:]}), "subnet:v/s")) == (
        "10.0.0.4"
    )


@pytest.mark.parametrize(
    ("address", "usable"),
    [("10.0.0.3", False), ("10.0.0.4", True), ("10.0.0.6", True), ("10.0.0.7", False)],
)
def test_azure_keeps_five_addresses(address: str, usable: bool) -> None:
    subnet = Subnet(name="s", prefixes=(Cidr.parse("10.0.0.0/29"),))
    assert is_usable(subnet, Address.parse(address)) is usable


def test_service_range_is_free_and_not_aks_own() -> None:
    assert text(next_service_range(new_document())) == "172.29.0.0/16"
    assert text(next_service_range(hub_spoke())) == "172.28.0.0/16"
    busy = read({"vnets": vnets("172.16.0.0/12")})
    assert text(next_service_range(busy)) == "192.168.0.0/16"
    summary = read({"onPrem": [{"name": "dc", "prefixes": ["10.0.0.0/8", "172.16.0.0/12"]}]})
    assert text(next_service_range(summary)) == "192.168.0.0/16"


def test_service_range_is_shared_before_it_collides() -> None:
    clusters = [
        {"name": f"a{i}", "podCidr": "100.64.0.0/16", "serviceCidr": f"172.{i}.0.0/16"}
        for i in range(16, 30)
    ]
    clusters.append({"name": "b", "podCidr": "100.64.0.0/16", "serviceCidr": "192.168.0.0/16"})
    document = read({"aksClusters": clusters, "vnets": vnets("10.0.0.0/8")})
    assert text(next_service_range(document)) == "172.29.0.0/16"


def test_pod_range_is_aks_default_where_free() -> None:
    assert text(next_pod_range(new_document())) == "10.244.0.0/16"
    assert text(next_pod_range(read({"vnets": vnets("10.244.0.0/16")}))) == "100.64.0.0/16"
    summary = read({"onPrem": [{"name": "dc", "prefixes": ["10.0.0.0/8"]}]})
    assert text(next_pod_range(summary)) == "100.64.0.0/16"
