"""What is drawn but Azure refuses: it is listed, and the code says what a deployment can be given."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.dialects import Exported
from tests.support.exports import BOTH, declared, exported, main

AKS = {"bicep": "managedClusters@", "terraform": "azurerm_kubernetes_cluster"}
SITE = {"bicep": "localNetworkGateways@", "terraform": "azurerm_local_network_gateway"}
PEER = {"bicep": "bgpConnections@", "terraform": "azurerm_route_server_bgp_connection"}


def network(*subnets: str, prefix: str = "10.0.0.0/16") -> dict[str, Any]:
    parts = [{"name": n, "prefix": f"10.0.{i}.0/24"} for i, n in enumerate(subnets)]
    return {"vnets": [{"name": "hub", "prefixes": [prefix], "subnets": parts}]}


def reasons(found: Exported, key: str, field: str) -> list[str]:
    return [o.reason for o in found.omissions if (o.resource, o.field) == (key, field)]


def cluster(dialect: str, **more: Any) -> Exported:
    return exported(dialect, **network("nodes"), aksClusters=[{"name": "c", "vnet": "hub", **more}])


@BOTH
@pytest.mark.parametrize("label", ["Web", "1web", "a.b", "ab", "web-", "w" * 64, "33%"])
def test_a_label_that_azure_refuses_is_left_out_and_listed(dialect, label):
    found = exported(dialect, publicIps=[{"name": "p", "domainNameLabel": label}])
    assert reasons(found, "pip:p", "domain_name_label")
    assert f'"{label}"' not in main(found) and f"'{label}'" not in main(found)


@BOTH
@pytest.mark.parametrize("label", ["web", "w-1", "w" * 63])
def test_a_label_that_azure_takes_is_written(dialect, label):
    found = exported(dialect, publicIps=[{"name": "p", "domainNameLabel": label}])
    assert not reasons(found, "pip:p", "domain_name_label")
    assert label in main(found)


@BOTH
@pytest.mark.parametrize(
    ("policy", "example"),
    [
        ({"ruleSet": "OWASP", "ruleSetVersion": "2.1"}, "3.2"),
        ({"ruleSetVersion": "3.2"}, "2.2"),
        ({"ruleSetVersion": "9", "scope": "frontDoor"}, "2.2"),
    ],
)
def test_a_rule_set_version_that_azure_lacks_is_asked_for(dialect, policy, example):
    found = exported(dialect, wafPolicies=[{"name": "w", **policy}])
    assert reasons(found, "waf:w", "rule_set_version")
    (asked,) = (p for p in found.to_fill if p.resource == "waf:w")
    assert asked.example is not None and getattr(asked.example, "value", None) == example


@BOTH
def test_rule_set_versions_that_azure_has_are_written(dialect):
    found = exported(
        dialect, wafPolicies=[{"name": "w", "ruleSet": "OWASP", "ruleSetVersion": "3.2"}]
    )
    assert "3.2" in main(found) and not found.omissions
    assert not [p for p in found.to_fill if p.resource == "waf:w"]


@BOTH
def test_the_dns_service_address_is_ipv4(dialect):
    found = cluster(dialect, serviceCidrs=["10.9.0.0/16", "fd00:9::/108"], dnsServiceIp="fd00:9::a")
    assert reasons(found, "aks:c", "dns_service_ip")
    assert "fd00:9::a" not in main(found) and "10.9.0.10" in main(found)


@BOTH
def test_a_cluster_of_one_family_has_ipv4_ranges(dialect):
    found = cluster(dialect, serviceCidrs=["fd00:9::/108"], podCidrs=["fd00:8::/56"])
    assert reasons(found, "aks:c", "service_cidrs") and reasons(found, "aks:c", "pod_cidrs")
    assert "fd00" not in main(found)


@BOTH
@pytest.mark.parametrize("kind", ["firewalls", "firewallPolicies"])
def test_a_firewall_asks_ipv4_servers(dialect, kind):
    item = {"name": "f", "dnsServers": ["fd00:9::5", "10.0.0.5"], "dnsProxy": True}
    place = {} if kind == "firewallPolicies" else {"vnet": "hub"}
    found = exported(dialect, **network("AzureFirewallSubnet"), **{kind: [{**item, **place}]})
    key = "fw:f" if kind == "firewalls" else "fwpol:f"
    assert reasons(found, key, "dns_servers")
    assert "fd00:9::5" not in main(found) and "10.0.0.5" in main(found)


@BOTH
def test_host_bits_are_listed_and_not_written(dialect):
    found = exported(dialect, **network(prefix="10.0.5.1/16"))
    assert "10.0.5.1/16" in reasons(found, "vnet:hub", "prefixes")[0]
    assert "10.0.5.1" not in main(found) and "10.0.0.0/16" in main(found)


@BOTH
def test_a_route_server_peers_over_ipv4(dialect):
    peers = [
        {"name": "six", "ip": "fd00::4", "asn": 1},
        {"name": "four", "ip": "10.0.0.9", "asn": 2},
    ]
    server = {"name": "rs", "vnet": "hub", "peers": peers}
    found = exported(dialect, **network("RouteServerSubnet"), routeServers=[server])
    assert len(declared(found, PEER[dialect])) == 1
    assert "six" in reasons(found, "rs:rs", "peers")[0]


POOLS: list[tuple[list[dict[str, Any]], str, str]] = [
    ([{"name": "work", "mode": "User"}], "pool:c/work", "mode"),
    ([{"name": "spot", "mode": "User", "priority": "Spot"}], "aks:c", "pools"),
    ([{"name": "win", "mode": "User", "os": "Windows"}], "aks:c", "pools"),
]


@BOTH
@pytest.mark.parametrize(("pools", "key", "field"), POOLS)
def test_a_cluster_always_has_a_system_pool(dialect, pools, key, field):
    found = cluster(dialect, pools=pools)
    assert reasons(found, key, field)
    if dialect == "bicep":
        (body,) = (dict(d.body.pairs) for d in declared(found, AKS[dialect]))
        first = dict(body["properties"].pairs)["agentPoolProfiles"].values[0]
        assert dict(first.pairs)["mode"].value == "System"
    if field == "pools":
        assert "nodepool1" in main(found) and pools[0]["name"] in main(found)


GATE = {"vnet": "hub", "zones": ["1"]}


@BOTH
def test_zones_of_a_gateway_with_drawn_addresses_are_listed(dialect):
    for drawn in ([], ["p"]):
        gateway = {"name": "g", **GATE, "publicIps": drawn}
        found = exported(
            dialect, **network("GatewaySubnet"), publicIps=[{"name": "p"}], gateways=[gateway]
        )
        assert bool(reasons(found, "gw:g", "zones")) == bool(drawn)
    balancer = {"name": "l", "type": "public", "publicIpNames": ["p"], "zones": ["1"]}
    found = exported(dialect, publicIps=[{"name": "p"}], loadBalancers=[balancer])
    assert reasons(found, "lb:l", "zones")


def sites(dialect: str, gateway: dict[str, Any], **connection: Any) -> Exported:
    gate = {"name": "g", "vnet": "hub", **gateway, "connections": [{"site": "s", **connection}]}
    return exported(
        dialect,
        **network("GatewaySubnet"),
        gateways=[gate],
        onPrem=[{"name": "s", "prefixes": ["192.168.0.0/16"], "asn": 65010}],
    )


@BOTH
def test_the_site_of_an_expressroute_connection_is_listed(dialect):
    found = sites(dialect, {"type": "ExpressRoute"})
    assert reasons(found, "gw:g", "connections.site")
    assert reasons(found, "site:s", "name") and not declared(found, SITE[dialect])


@BOTH
@pytest.mark.parametrize("bgp", [False, True])
def test_an_asn_that_no_connection_learns_with_is_listed(dialect, bgp):
    found = sites(dialect, {}, bgp=bgp)
    assert bool(reasons(found, "site:s", "asn")) != bgp
    assert ("65010" in main(found)) == bgp


@BOTH
def test_a_translated_range_is_listed_and_asked_for(dialect):
    rule = {"name": "in", "to": "10.0.9.4", "port": "8000-8010", "toPort": "9000-9010"}
    firewall = {"name": "f", "vnet": "hub", "dnat": [rule]}
    found = exported(dialect, **network("AzureFirewallSubnet"), firewalls=[firewall])
    assert "9000-9010" in reasons(found, "fw:f", "dnat.to_port")[0]
    assert any("port" in p.name.lower() for p in found.to_fill)


@BOTH
@pytest.mark.parametrize("kind", ["firewalls", "firewallPolicies"])
def test_a_firewall_keeps_sources_towards_ipv4_ranges_only(dialect, kind):
    item = {"name": "f", "privateRanges": ["fd00::/8", "10.0.0.0/8"]}
    place = {} if kind == "firewallPolicies" else {"vnet": "hub"}
    found = exported(dialect, **network("AzureFirewallSubnet"), **{kind: [{**item, **place}]})
    key = "fw:f" if kind == "firewalls" else "fwpol:f"
    assert reasons(found, key, "private_ranges")
    assert "fd00::" not in main(found) and "10.0.0.0/8" in main(found)


@BOTH
def test_ipv6_addresses_of_interfaces_pools_and_frontends(dialect):
    found = exported(
        dialect,
        **network("work", "gate"),
        vms=[{"name": "m", "vnet": "hub", "subnet": "work", "ip": "fd00::4"}],
        privateEndpoints=[{"name": "e", "vnet": "hub", "subnet": "work", "ips": ["fd00::5"]}],
        applicationGateways=[
            {
                "name": "a",
                "vnet": "hub",
                "subnet": "gate",
                "port": "80",
                "privateIp": "fd00::6",
                "publicFrontend": False,
                "backends": ["vm:m", "pe:e"],
            }
        ],
        loadBalancers=[{"name": "l", "vnet": "hub", "subnet": "work", "ip": "fd00::7"}],
    )
    assert reasons(found, "vm:m", "ip") and reasons(found, "agw:a", "private_ip")
    assert "fd00::5" in reasons(found, "agw:a", "backends")[0]
    assert not any(text in main(found) for text in ("fd00::4", "fd00::6"))
    assert "fd00::7" in main(found) and "IPv6" in main(found)


def twice(name: str) -> list[dict[str, Any]]:
    return [{"name": name}, {"name": name.upper()}]


@BOTH
def test_what_is_drawn_twice_is_written_once_and_listed(dialect):
    group = {"priority": 200, "collections": []}
    peers = [{"ip": f"10.0.0.{9 + i}", "asn": 65010, **p} for i, p in enumerate(twice("p"))]
    found = exported(
        dialect,
        **network("RouteServerSubnet"),
        privateDnsZones=[{"name": "z.example", "links": [{"vnet": "hub"}, {"vnet": "hub"}]}],
        firewallPolicies=[
            {"name": "f", "ruleCollectionGroups": [{**group, **g} for g in twice("g")]}
        ],
        routeServers=[{"name": "r", "vnet": "hub", "peers": peers}],
        frontDoors=[{"name": "d", "origins": [{"host": "a.b", **o} for o in twice("o")]}],
        virtualHubs=[{"name": "h", "connections": [{"vnet": "hub"}, {"vnet": "hub"}]}],
    )
    for key, field in (
        ("zone:z.example", "links"),
        ("fwpol:f", "rule_collection_groups"),
        ("rs:r", "peers"),
        ("fd:d", "origins"),
        ("vhub:h", "connections"),
    ):
        assert any("twice" in reason for reason in reasons(found, key, field)), key
    symbols = [d.symbol for d in found.program.declarations]
    assert len(symbols) == len(set(symbols))


@BOTH
@pytest.mark.parametrize(
    ("pool", "field"),
    [
        ({"mode": "System", "count": 0}, "count"),
        ({"mode": "System", "count": 1001}, "count"),
        ({"mode": "System", "count": 3, "minCount": 1, "maxCount": 1200}, "max_count"),
        ({"mode": "System", "count": 3, "minCount": 0, "maxCount": 5}, "min_count"),
    ],
)
def test_a_number_of_nodes_that_azure_refuses_is_listed(dialect, pool, field):
    found = cluster(dialect, pools=[{"name": "p", **pool}])
    assert "1 to 1000 nodes" in reasons(found, "pool:c/p", field)[0]
    assert not any(text in main(found) for text in ("1001", "1200"))
