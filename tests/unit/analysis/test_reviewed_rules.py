"""Conditions of rules that no fixture of theirs shows: the other kinds and fields they look at."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.formulas import registry_endpoint_ips
from tests.support.builders import document

POOL = {"name": "system", "subnet": "nodes", "mode": "System", "count": 3, "maxSurge": "33%"}


def messages(code: str, cluster: dict[str, Any] | None = None, **sections: Any) -> list[str]:
    subnets = [
        {"name": "nodes", "prefix": "10.80.0.0/22"},
        {"name": "apps", "prefix": "10.80.8.0/24"},
        *sections.pop("subnets", []),
    ]
    aks = {"name": "aks1", "vnet": "spoke", "pools": [POOL], **(cluster or {})}
    vnet = {"name": "spoke", "prefixes": ["10.80.0.0/16"], "subnets": subnets}
    found = document(vnets=[vnet], aksClusters=[aks], **sections)
    return [f.message for f in analyze(found).findings if f.code == code]


AGC = {"name": "agc1", "vnet": "spoke", "subnet": "agc", "backends": ["aks:aks1"]}


@pytest.mark.parametrize(
    ("cluster", "more", "said"),
    [
        ({"addons": ["virtualNode"]}, {}, "virtual nodes, which need nodeSubnet"),
        (
            {"cniMode": "nodeSubnet", "pools": [{**POOL, "virtualNodes": True}],
             "authorizedRanges": ["203.0.113.0/24"]},
            {}, "virtual nodes and authorized ranges",
        ),
        ({"cniMode": "podSubnetDynamic", "staticEgressGateway": True}, {}, "static egress gateway"),
        (
            {"cniMode": "kubenet"},
            {"applicationGatewaysForContainers": [{**AGC, "subnet": "apps"}]}, "with kubenet",
        ),
        (
            {"cniMode": "podSubnetStatic"},
            {
                "privateLinkServices": [
                    {"name": "pls1", "vnet": "spoke", "subnet": "apps", "loadBalancer": "web"}
                ],
                "loadBalancers": [
                    {"name": "web", "vnet": "spoke", "subnet": "apps", "backends": ["aks:aks1"]}
                ],
            },
            "private link service",
        ),
    ],
)  # fmt: skip
def test_features_that_the_pod_network_does_not_carry(
    cluster: dict[str, Any], more: dict[str, Any], said: str
) -> None:
    (text,) = [m for m in messages("AKS-15", cluster, **more) if said in m]
    assert text.startswith("aks1 ")
    assert messages("AKS-15") == []


def test_node_provisioning_of_any_cluster_is_judged() -> None:
    bad = {"nodeProvisioning": True, "cniMode": "kubenet"}
    assert messages("AKS-18", bad) == ["aks1 provisions its nodes and has cniMode kubenet"]
    assert messages("AKS-18", {"cniMode": "kubenet"}) == []


def test_a_bastion_and_a_route_server_need_subnets_of_their_names() -> None:
    bastion = {"name": "b1", "vnet": "spoke", "subnet": "apps"}
    assert messages("CAP-14", bastions=[bastion]) == ["b1 stands in spoke/apps"]
    assert messages("CAP-14", bastions=[{**bastion, "sku": "Developer"}]) == []
    server = {"name": "rs1", "vnet": "spoke", "subnet": "apps"}
    assert messages("CAP-14", routeServers=[server]) == ["rs1 stands in spoke/apps"]


def test_tenants_of_subnets_that_are_not_delegated_yet_need_their_size() -> None:
    small = {"name": "small", "prefix": "10.80.9.0/29"}
    resolver = {"name": "r1", "vnet": "spoke", "inbound": [{"subnet": "small"}]}
    (text,) = messages("CAP-14", subnets=[small], dnsResolvers=[resolver])
    assert text.startswith("spoke/small is a /29")
    (text,) = messages(
        "CAP-14",
        subnets=[{**small, "prefix": "10.80.9.0/25"}],
        applicationGatewaysForContainers=[{"name": "a", "vnet": "spoke", "subnet": "small"}],
    )
    assert "needs a /24 or larger" in text


def test_an_application_gateway_shares_its_subnet_with_nobody() -> None:
    gateway = {"name": "agw1", "vnet": "spoke", "subnet": "nodes", "capacity": 2}
    (text,) = messages("CAP-17", applicationGateways=[gateway])
    assert text.endswith("holds pool system")
    alone = {**gateway, "subnet": "apps"}
    assert messages("CAP-17", applicationGateways=[alone]) == []
    vm = {"name": "vm1", "vnet": "spoke", "subnet": "apps"}
    assert len(messages("CAP-17", applicationGateways=[alone], vms=[vm])) == 1


def test_each_endpoint_of_a_resolver_has_a_subnet() -> None:
    subnet = {
        "name": "dns", "prefix": "10.80.9.0/28", "delegation": "Microsoft.Network/dnsResolvers",
    }  # fmt: skip
    resolver = {"name": "r1", "vnet": "spoke", "inbound": [{"subnet": "dns"}]}
    assert messages("CAP-17", subnets=[subnet], dnsResolvers=[resolver]) == []
    both = {**resolver, "outbound": [{"subnet": "dns"}]}
    (text,) = messages("CAP-17", subnets=[subnet], dnsResolvers=[both])
    assert "holds 2 resolver endpoints" in text


def test_a_nat_gateway_counts_prefixes_and_does_not_guess() -> None:
    gateway = {"name": "ng", "publicIpPrefixes": ["p"]}
    prefix = {"name": "p", "length": 27}
    (text,) = messages("CAP-26", natGateways=[gateway], publicIpPrefixes=[prefix])
    assert text == "ng has 32 IPv4 addresses; Azure takes 1 to 16"
    unknown = {**prefix, "unknown": {"length": "not decided"}}
    assert messages("CAP-26", natGateways=[gateway], publicIpPrefixes=[unknown]) == []


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ({"sku": "StandardV2", "custom": "byoip"}, ["the custom prefix p"]),
        ({"sku": "Standard"}, ["the Standard prefix p"]),
        ({"sku": "StandardV2"}, []),
    ],
)
def test_a_gateway_of_version_2_takes_addresses_of_version_2(
    prefix: dict[str, Any], said: list[str]
) -> None:
    gateway = {"name": "ng", "sku": "StandardV2", "publicIpPrefixes": ["p"]}
    found = messages(
        "EGR-17", natGateways=[gateway], publicIpPrefixes=[{"name": "p", "length": 31, **prefix}]
    )
    assert found == [f"ng is StandardV2 and has {text}" for text in said]


def test_static_addresses_of_gateways_and_resolvers_are_judged() -> None:
    gateway = {"name": "agw1", "vnet": "spoke", "subnet": "apps", "privateIp": "10.80.8.3"}
    assert len(messages("ADR-08", applicationGateways=[gateway])) == 1
    resolver = {"name": "r1", "vnet": "spoke", "inbound": [{"subnet": "apps", "ip": "10.80.8.2"}]}
    assert len(messages("ADR-08", dnsResolvers=[resolver])) == 1


def test_what_services_take_of_their_subnets_is_counted() -> None:
    vnet = {
        "name": "hub",
        "prefixes": ["10.0.0.0/16"],
        "subnets": [
            {"name": "agw", "prefix": "10.0.3.0/24"},
            {"name": "AzureBastionSubnet", "prefix": "10.0.4.0/26"},
            {"name": "pe", "prefix": "10.0.5.0/24"},
            {"name": "pls", "prefix": "10.0.6.0/24"},
        ],
    }
    registry = {
        "name": "cr", "service": "containerRegistry", "replicas": 3, "regionalEndpoints": True,
    }  # fmt: skip
    found = document(
        vnets=[vnet],
        applicationGateways=[
            {
                "name": "g",
                "vnet": "hub",
                "subnet": "agw",
                "maxCapacity": 20,
                "privateIp": "10.0.3.9",
            }
        ],
        bastions=[{"name": "b", "vnet": "hub", "scaleUnits": 4}],
        paasServices=[registry],
        privateEndpoints=[{"name": "cr", "vnet": "hub", "subnet": "pe", "target": "cr"}],
        privateLinkServices=[{"name": "l", "vnet": "hub", "subnet": "pls", "natIps": 3}],
    )
    analysis = analyze(found)
    wanted = {"agw": 21, "AzureBastionSubnet": 4, "pe": 7, "pls": 3}
    got = {name: analysis.capacity(f"subnet:hub/{name}").extras for name in wanted}
    assert got == wanted
    assert registry_endpoint_ips(3, regional_endpoints=True) == 7


@pytest.mark.parametrize(("zones", "found"), [(["1", "2"], 1), (["1"], 0), ([], 0)])
def test_a_pool_without_zones_stands_in_those_of_its_cluster(zones: list[str], found: int) -> None:
    subnet = {"name": "out", "prefix": "10.80.12.0/24", "natGateway": "ng1"}
    cluster = {"zones": zones, "pools": [{**POOL, "subnet": "out"}]}
    gateway = {"name": "ng1", "ips": 2, "sku": "Standard"}
    assert len(messages("EGR-14", cluster, subnets=[subnet], natGateways=[gateway])) == found
