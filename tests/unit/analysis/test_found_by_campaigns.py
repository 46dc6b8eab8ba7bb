"""What campaigns found, each as the smallest design that showed it."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.builders import document
from tests.unit.analysis.asking import fate, trace


def _design(**topology: Any) -> Document:
    return read_document({"aksdesigner": 1, "topology": topology}).document


def _guarded(*rules: dict[str, Any]) -> Document:
    """Return a machine whose subnet has a security group with outbound rules."""
    subnet = {"name": "app", "prefix": "10.0.1.0/24", "nsg": "guard"}
    numbered = [
        {"name": f"r{n}", "priority": 100 + n, "direction": "Outbound", "access": "Deny", **rule}
        for n, rule in enumerate(rules)
    ]
    return _design(
        vnets=[{"name": "net", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}],
        nsgs=[{"name": "guard", "rules": numbered}],
        vms=[{"name": "vm1", "vnet": "net", "subnet": "app", "ip": "10.0.1.4"}],
    )


@pytest.mark.parametrize("address", ["168.63.129.16", "169.254.169.254"])
def test_host_services_obey_no_rule_that_does_not_name_them(address: str) -> None:
    """C-07: deny-all rules and the default rules leave DNS and metadata alone."""
    assert fate(trace(_guarded({}), "vm:vm1", address)) == ("delivered", None, None)
    assert fate(trace(_guarded(), "vm:vm1", address)) == ("delivered", None, None)


@pytest.mark.parametrize(
    ("address", "tag"),
    [("168.63.129.16", "AzurePlatformDNS"), ("169.254.169.254", "AzurePlatformIMDS")],
)
def test_host_services_obey_a_rule_that_names_them(address: str, tag: str) -> None:
    design = _guarded({"destination": tag})
    assert fate(trace(design, "vm:vm1", address)) == ("dropped", "forward", "nsg_deny")


def test_a_pool_in_a_network_of_its_own_stands_there() -> None:
    """AKS-14 is a finding; until it is mended the nodes have addresses of their pool's network."""
    design = _design(
        vnets=[
            {
                "name": name,
                "prefixes": [f"10.{n}.0.0/16"],
                "subnets": [{"name": f"nodes{n}", "prefix": f"10.{n}.0.0/24"}],
            }
            for n, name in enumerate(("one", "two"))
        ],
        aksClusters=[
            {
                "name": "aks",
                "vnet": "one",
                "pools": [
                    {"name": "system", "subnet": "nodes0", "mode": "System"},
                    {"name": "user", "vnet": "two", "subnet": "nodes1"},
                ],
            }
        ],
    )
    analysis = analyze(design)
    assert analysis.capacity("subnet:two/nodes1").nodes == 3
    found = analysis.trace("pod:aks", "10.1.0.9")
    assert found.forward[0].subnet == "subnet:two/nodes1"


def test_one_subnet_that_does_not_reach_the_dns_server_is_enough() -> None:
    """DNS-04 looked from the first subnet of the file alone."""
    shut = {
        "name": "shut",
        "routes": [{"name": "d", "prefix": "10.0.9.0/24", "nextHopType": "None"}],
    }
    subnets: list[dict[str, Any]] = [
        {"name": "open", "prefix": "10.0.1.0/24"},
        {"name": "closed", "prefix": "10.0.2.0/24", "routeTable": "shut"},
        {"name": "dns", "prefix": "10.0.9.0/24"},
    ]
    for order in (subnets, subnets[::-1]):
        design = _design(
            vnets=[
                {
                    "name": "net",
                    "prefixes": ["10.0.0.0/16"],
                    "dnsServers": ["10.0.9.4"],
                    "subnets": order,
                }
            ],
            routeTables=[shut],
            vms=[
                {"name": "a", "vnet": "net", "subnet": "open"},
                {"name": "b", "vnet": "net", "subnet": "closed"},
                {"name": "d", "vnet": "net", "subnet": "dns", "ip": "10.0.9.4", "purpose": "dns"},
            ],
        )
        found = [f for f in analyze(design).findings if f.code == "DNS-04"]
        assert [f.evidence["subnet"] for f in found] == ["subnet:net/closed"]


def test_the_group_of_an_integrated_api_server_filters() -> None:
    """D-10: its address is a load balancer's in the subnet, not a private endpoint's (D-07)."""
    delegation = "Microsoft.ContainerService/managedClusters"
    for integrated, expected in ((True, "nsg_deny"), (False, None)):
        design = _design(
            vnets=[
                {
                    "name": "net",
                    "prefixes": ["10.0.0.0/16"],
                    "subnets": [
                        {"name": "nodes", "prefix": "10.0.1.0/24", "nsg": "shut"},
                        {"name": "ops", "prefix": "10.0.3.0/24"},
                        {
                            "name": "api",
                            "prefix": "10.0.2.0/28",
                            "nsg": "shut",
                            "delegation": delegation,
                        },
                    ],
                }
            ],
            nsgs=[
                {
                    "name": "shut",
                    "rules": [
                        {"name": "no", "priority": 100, "direction": "Inbound", "access": "Deny"}
                    ],
                }
            ],
            vms=[{"name": "vm1", "vnet": "net", "subnet": "ops"}],
            aksClusters=[
                {
                    "name": "aks",
                    "vnet": "net",
                    "private": True,
                    "apiServerVnetIntegration": integrated,
                    "pools": [{"name": "system", "mode": "System", "subnet": "nodes"}],
                }
            ],
        )
        assert trace(design, "vm:vm1", "api:aks").reason == expected


def test_of_subnets_that_overlap_a_question_means_the_one_it_names() -> None:
    """ADR-05 reports them; the answer comes from the named one's table all the same."""
    table = {
        "name": "shut",
        "routes": [{"name": "d", "prefix": "0.0.0.0/0", "nextHopType": "None"}],
    }
    design = _design(
        vnets=[
            {
                "name": "net",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "one", "prefix": "10.0.1.0/24", "private": False},
                    {"name": "two", "prefix": "10.0.1.0/24", "routeTable": "shut"},
                ],
            }
        ],
        routeTables=[table],
        vms=[{"name": "vm1", "vnet": "net", "subnet": "one"}],
    )
    assert fate(trace(design, "subnet:net/one", "203.0.113.10"))[0] == "delivered"
    found = trace(design, "subnet:net/two", "203.0.113.10")
    assert fate(found) == ("dropped", "forward", "next_hop_none")
    assert found.forward[0].subnet == "subnet:net/two"


def test_an_endpoint_behind_a_balancer_has_no_way_out_by_it() -> None:
    design = document(
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "pe", "prefix": "10.0.0.0/24"}],
            }
        ],
        privateEndpoints=[{"name": "e", "vnet": "v", "subnet": "pe"}],
        loadBalancers=[{"name": "out", "type": "public", "backend": "pe:e", "outboundOnly": True}],
    )
    found = trace(design, "subnet:v/pe", "203.0.113.10")
    assert fate(found) == ("blackhole", "forward", "no_outbound")


def test_what_a_circuit_leads_to_overlaps_like_what_a_connection_names() -> None:
    site = {"name": "dc", "prefixes": ["10.0.0.0/16"]}
    vnet = {
        "name": "v",
        "prefixes": ["10.0.0.0/16"],
        "subnets": [{"name": "GatewaySubnet", "prefix": "10.0.0.0/27"}],
    }
    gateway = {"name": "g", "vnet": "v", "type": "ExpressRoute"}
    named = document(
        vnets=[vnet], onPrem=[site], gateways=[{**gateway, "connections": [{"site": "dc"}]}]
    )
    by_circuit = document(
        vnets=[vnet],
        onPrem=[site],
        expressRouteCircuits=[{"name": "er", "site": "dc"}],
        gateways=[{**gateway, "connections": [{"circuit": "er"}]}],
    )
    assert [overlap.rule for overlap in analyze(by_circuit).overlaps] == ["O4"]
    assert analyze(by_circuit).overlaps == analyze(named).overlaps


def test_a_public_address_that_lies_in_a_peer_belongs_to_nobody_there() -> None:
    vnets = [
        {
            "name": name,
            "prefixes": [f"10.{n}.0.0/16"],
            "subnets": [{"name": "s", "prefix": f"10.{n}.0.0/24"}],
        }
        for n, name in enumerate("ab")
    ]
    design = document(
        vnets=vnets,
        peerings=[{"from": "a", "to": "b"}, {"from": "b", "to": "a"}],
        publicIps=[{"name": "p", "ip": "10.1.0.4"}],
        natGateways=[{"name": "ng", "publicIps": ["p"]}],
        vms=[{"name": "m", "vnet": "a", "subnet": "s"}],
    )
    assert fate(trace(design, "vm:m", "pip:p")) == ("blackhole", "forward", "no_host")


@pytest.mark.parametrize("order", [("ng", "other"), ("other", "ng")])
@pytest.mark.parametrize("target", ["pip:p", "198.51.100.9"])
def test_a_public_address_of_two_gateways_is_nobodys(order: tuple[str, ...], target: str) -> None:
    """Azure gives an address to one; which of them, no order of the file may say."""
    subnet = {"name": "s", "prefix": "10.0.0.0/24", "natGateway": "way"}
    design = document(
        vnets=[{"name": "a", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}],
        publicIps=[{"name": "p", "ip": "198.51.100.9"}],
        natGateways=[{"name": name, "publicIps": ["p"]} for name in order] + [{"name": "way"}],
        vms=[{"name": "m", "vnet": "a", "subnet": "s"}],
    )
    found = trace(design, "vm:m", target)
    assert fate(found) == ("notComputed", "forward", "unknown_value")
    assert "ng" in found.sentence and "other" in found.sentence


def test_a_question_for_a_public_address_goes_to_its_own_number() -> None:
    """A route for one of two addresses of a gateway takes the packets to that one alone."""
    route = {"name": "r", "prefix": "198.51.100.9/32", "nextHopType": "None"}
    subnet = {"name": "s", "prefix": "10.0.0.0/24", "natGateway": "way", "routeTable": "rt"}
    design = document(
        vnets=[{"name": "a", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}],
        publicIps=[{"name": "p", "ip": "198.51.100.9"}, {"name": "q", "ip": "198.51.100.10"}],
        natGateways=[{"name": "ng", "publicIps": ["p", "q"]}, {"name": "way"}],
        routeTables=[{"name": "rt", "routes": [route]}],
        vms=[{"name": "m", "vnet": "a", "subnet": "s"}],
    )
    assert fate(trace(design, "vm:m", "pip:p")) == ("dropped", "forward", "next_hop_none")
    assert fate(trace(design, "vm:m", "pip:q")) == ("blackhole", "forward", "no_host")


def test_a_service_range_too_small_for_a_dns_address_is_asked_all_the_same() -> None:
    """Found by fuzz: a range of one address has no tenth."""
    policy = {"name": "none", "namespace": "shop", "types": ["Egress"]}
    cluster = {
        "name": "aks",
        "vnet": "a",
        "serviceCidrs": ["255.255.255.255/32"],
        "networkPolicy": "calico",
        "pools": [{"name": "sys", "subnet": "s"}],
        "workloads": [{"name": "web", "namespace": "shop"}],
        "networkPolicies": [policy],
    }
    design = document(
        vnets=[
            {
                "name": "a",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "s", "prefix": "10.0.0.0/24"}],
            }
        ],
        aksClusters=[cluster],
    )
    found = trace(design, "pod:aks/sys/shop/web", "10.0.0.9")
    assert fate(found) == ("dropped", "forward", "policy_deny")


@pytest.mark.parametrize("backends", [{"a": "lb:a"}, {"a": "lb:b", "b": "lb:a"}])
def test_balancers_that_hand_to_each_other_are_a_loop(backends: dict[str, str]) -> None:
    """Found by fuzz: a balancer behind itself ran until Python gave up."""
    design = document(
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "s", "prefix": "10.0.0.0/24"}],
            }
        ],
        vms=[{"name": "m", "vnet": "v", "subnet": "s", "ip": "10.0.0.4"}],
        loadBalancers=[
            {"name": name, "vnet": "v", "subnet": "s", "ip": f"10.0.0.{20 + at}", "backend": behind}
            for at, (name, behind) in enumerate(backends.items())
        ],
    )
    assert fate(trace(design, "vm:m", "lb:a")) == ("loop", "forward", None)


@pytest.mark.parametrize("address", ["fd00:9::5", "fe80::5"])
def test_a_local_address_of_ipv6_is_not_the_internet(address: str) -> None:
    """D-06: the tag Internet holds what is reachable publicly, in either family."""
    design = _design(
        vnets=[
            {
                "name": "net",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "app", "prefix": "10.0.1.0/24"}],
            }
        ],
        nsgs=[
            {
                "name": "guard",
                "rules": [
                    {
                        "name": "in",
                        "priority": 100,
                        "direction": "Inbound",
                        "access": "Allow",
                        "destinations": ["Internet"],
                    }
                ],
            }
        ],
        vms=[
            {
                "name": "vm1",
                "vnet": "net",
                "subnet": "app",
                "ip": address,
                "publicIp": True,
                "nsg": "guard",
            }
        ],
    )
    assert fate(trace(design, "internet:", "vm:vm1")) == ("dropped", "forward", "nsg_deny")
