"""Paths across the edges: the Internet in both directions, gateways, pods of every mode."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.model.document import Document
from tests.support.builders import FIREWALL_IP, document, hub_and_spoke, route
from tests.unit.analysis.asking import fate, trace, way

WEB = "203.0.113.10"
NAT = {"natGateways": [{"name": "ng"}]}


def there(found: Any) -> list[str]:
    return way(found)[1]


@pytest.mark.parametrize(
    ("subnet", "machine", "more", "device"),
    [
        ({"natGateway": "ng"}, {"publicIp": True}, NAT, "natgw:ng"),
        ({}, {"publicIp": True}, {}, None),
        ({"private": False}, {}, {}, None),
        (
            {},
            {},
            {"loadBalancers": [{"name": "out", "type": "public", "backend": "vm:m"}]},
            "lb:out",
        ),
    ],
)
def test_outbound_methods_in_their_order(
    subnet: dict[str, Any], machine: dict[str, Any], more: dict[str, Any], device: str | None
) -> None:
    vm = {"name": "m", "vnet": "spoke1", "subnet": "app", **machine}
    design = hub_and_spoke(1, forced=False, subnet=subnet, more={"vms": [vm], **more})
    path = ["vm:m", *([device] if device else []), "internet"]
    assert way(trace(design, "vm:m", WEB)) == ("delivered", path, path[::-1])


def test_a_private_subnet_without_a_method_reaches_nothing() -> None:
    found = trace(hub_and_spoke(1, forced=False), "vm:app1", WEB)
    assert fate(found) == ("blackhole", "forward", "no_outbound")


def test_a_default_route_takes_traffic_past_every_outbound_method() -> None:
    design = hub_and_spoke(1, subnet={"natGateway": "ng"}, more=NAT)
    assert there(trace(design, "vm:app1", WEB)) == ["vm:app1", "fw:azfw", "internet"]


def test_a_nat_gateway_on_the_firewalls_subnet_translates_behind_it() -> None:
    subnet = {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26", "natGateway": "ng"}
    path = ["vm:app1", "fw:azfw", "natgw:ng", "internet"]
    found = trace(hub_and_spoke(1, subnets={"hub": [subnet]}, more=NAT), "vm:app1", WEB)
    assert way(found) == ("delivered", path, path[::-1])


@pytest.mark.parametrize("firewall", [{"publicIps": 0}, {"privateRanges": ["0.0.0.0/0"]}])
def test_a_firewall_that_cannot_translate_reaches_no_internet(firewall: dict[str, Any]) -> None:
    found = trace(hub_and_spoke(1, firewall=firewall), "vm:app1", WEB)
    assert fate(found) == ("blackhole", "forward", "no_outbound")
    assert "azfw" in found.sentence


def test_dnat_reaches_a_machine_without_any_return_route() -> None:
    rule = {"name": "web", "to": "10.1.1.10", "port": 443, "toPort": 8443}
    design = hub_and_spoke(1, forced=False, firewall={"dnat": [rule]})
    found = trace(design, "internet:", "dnat:azfw/web")
    path = ["internet", "fw:azfw", "vm:app1"]
    assert way(found) == ("delivered", path, path[::-1])
    assert "10.1.1.10 port 8443" in found.forward[1].because


def test_the_security_group_sees_the_translated_packet_of_dnat() -> None:
    rule = {"name": "web", "to": "10.1.1.10", "port": 443, "toPort": 8443}
    allow = {
        "name": "fw", "priority": 100, "direction": "Inbound", "access": "Allow",
        "source": "10.0.1.0/26", "ports": [8443],
    }  # fmt: skip
    deny = {"name": "no", "priority": 200, "direction": "Inbound", "access": "Deny"}
    for rules, verdict in (([allow, deny], "delivered"), ([deny], "dropped")):
        design = hub_and_spoke(
            1,
            subnet={"nsg": "n"},
            firewall={"dnat": [rule]},
            more={"nsgs": [{"name": "n", "rules": rules}]},
        )
        assert trace(design, "internet:", "dnat:azfw/web").verdict == verdict


@pytest.mark.parametrize("target", ["lb:pub", "vm:p"])
@pytest.mark.parametrize("forced", [False, True])
def test_inbound_beside_the_firewall_breaks_where_the_default_route_leads_to_it(
    target: str, forced: bool
) -> None:
    vm = {"name": "p", "vnet": "spoke1", "subnet": "app", "publicIp": True}
    balancer = {"name": "pub", "type": "public", "backend": "vm:p"}
    design = hub_and_spoke(1, forced=forced, more={"vms": [vm], "loadBalancers": [balancer]})
    found = trace(design, "internet:198.51.100.7", target)
    assert found.verdict == ("asymmetric" if forced else "delivered")
    assert found.device == ("fw:azfw" if forced else None)


def test_replies_leave_where_the_flow_came_in() -> None:
    vm = {"name": "p", "vnet": "spoke1", "subnet": "app", "publicIp": True}
    balancer = {"name": "pub", "type": "public", "backend": "vm:app1"}
    design = hub_and_spoke(
        1,
        forced=False,
        subnet={"natGateway": "ng"},
        more={"vms": [vm], "loadBalancers": [balancer], **NAT},
    )
    path = ["internet", "lb:pub", "vm:app1"]
    assert way(trace(design, "internet:", "lb:pub")) == ("delivered", path, path[::-1])
    path = ["internet", "vm:p"]
    assert way(trace(design, "internet:", "vm:p")) == ("delivered", path, path[::-1])


def test_the_firewall_itself_reaches_the_internet() -> None:
    found = trace(hub_and_spoke(1), "subnet:hub/AzureFirewallSubnet", WEB)
    assert found.verdict == "delivered"


def test_the_internet_knows_no_private_address() -> None:
    found = trace(hub_and_spoke(1), "internet:", "vm:app1")
    assert fate(found) == ("blackhole", "forward", "private_to_internet")


def test_a_balancer_serves_its_port_and_no_other() -> None:
    balancer = {
        "name": "int", "vnet": "spoke1", "subnet": "app", "ip": "10.1.1.99",
        "backend": "vm:app1", "port": 8080,
    }  # fmt: skip
    design = hub_and_spoke(2, more={"loadBalancers": [balancer]})
    path = ["vm:app2", "fw:azfw", "lb:int", "vm:app1"]
    assert there(trace(design, "vm:app2", "lb:int", port=8080)) == path
    assert fate(trace(design, "vm:app2", "10.1.1.99", port=22))[2] == "no_host"


def test_onpremises_and_back_through_transit() -> None:
    design = hub_and_spoke(1, forced=False, gateway="Vpn")
    path = ["vm:app1", "gw:gw", "onprem:dc"]
    assert way(trace(design, "vm:app1", "onprem:dc")) == ("delivered", path, path[::-1])
    found = trace(design, "onprem:dc", "vm:app1")
    assert way(found) == ("delivered", path[::-1], path)


def test_half_of_an_inspection_is_asymmetric() -> None:
    design = hub_and_spoke(1, gateway="Vpn")
    found = trace(design, "onprem:dc", "vm:app1")
    assert (found.verdict, found.device) == ("asymmetric", "fw:azfw")
    hidden = hub_and_spoke(1, gateway="Vpn", firewall={"rules": "application"})
    assert trace(hidden, "vm:app1", "onprem:dc").verdict == "delivered"


def test_a_learned_default_route_takes_internet_traffic_on_premises() -> None:
    site = {"site": "dc", "prefixes": ["0.0.0.0/0"]}
    gateway = {"name": "er", "vnet": "hub", "type": "ExpressRoute", "connections": [site]}
    more = {"gateways": [gateway], "onPrem": [{"name": "dc", "prefixes": ["172.20.0.0/16"]}]}
    design = hub_and_spoke(
        1,
        forced=False,
        hub_flags={"allowGatewayTransit": True},
        spoke_flags={"useRemoteGateways": True},
        more=more,
    )
    path = ["vm:app1", "gw:er", "onprem:dc"]
    assert way(trace(design, "vm:app1", WEB)) == ("delivered", path, path[::-1])
    forced = hub_and_spoke(1, more=more)
    assert there(trace(forced, "vm:app1", WEB)) == ["vm:app1", "fw:azfw", "gw:er", "onprem:dc"]


@pytest.mark.parametrize(
    ("kind", "to", "expected"),
    [
        ("Vpn", "vm:app2", ("delivered", None, None)),
        ("Vpn", "10.77.0.1", ("blackhole", "forward", "gateway_no_route")),
        ("ExpressRoute", "vm:app2", ("blackhole", "forward", "no_gateway")),
    ],
)
def test_a_user_route_to_the_gateway(
    kind: str, to: str, expected: tuple[str, str | None, str | None]
) -> None:
    user = route("g", "10.0.0.0/8", "VirtualNetworkGateway")
    assert fate(trace(hub_and_spoke(2, gateway=kind, routes=[user]), "vm:app1", to)) == expected


def test_two_gateways_connect_two_networks() -> None:
    def network(name: str, order: int) -> dict[str, Any]:
        subnets = [
            {"name": "GatewaySubnet", "prefix": f"10.{order}.0.0/27"},
            {"name": "a", "prefix": f"10.{order}.1.0/24"},
        ]
        return {"name": name, "prefixes": [f"10.{order}.0.0/16"], "subnets": subnets}

    design = document(
        vnets=[network("x", 1), network("y", 2)],
        gateways=[
            {"name": "gx", "vnet": "x", "connections": [{"peerGateway": "gy"}]},
            {"name": "gy", "vnet": "y", "connections": [{"peerGateway": "gx"}]},
        ],
        vms=[{"name": n, "vnet": n, "subnet": "a"} for n in ("x", "y")],
    )
    path = ["vm:x", "gw:gx", "gw:gy", "vm:y"]
    assert way(trace(design, "vm:x", "vm:y")) == ("delivered", path, path[::-1])


def test_service_endpoints_pass_the_firewall() -> None:
    paas = [{"name": "st", "service": "storageAccount", "fqdn": "st.blob.core.windows.net"}]
    design = hub_and_spoke(
        1, subnet={"serviceEndpoints": ["Microsoft.Storage"]}, more={"paasServices": paas}
    )
    for target in ("tag:Storage", "st.blob.core.windows.net"):
        found = trace(design, "vm:app1", target)
        assert way(found) == (
            "delivered",
            ["vm:app1", "service:Storage"],
            ["service:Storage", "vm:app1"],
        )
    assert there(trace(design, "vm:app1", "tag:Sql")) == ["vm:app1", "fw:azfw", "internet"]


def cluster(mode: str, **fields: Any) -> Document:
    pool = {"name": "sys", "subnet": "app", "mode": "System"}
    if mode.startswith("podSubnet"):
        pool["podSubnet"] = "pods"
    aks = {
        "name": "c", "vnet": "spoke1", "cniMode": mode, "serviceCidr": "172.29.0.0/16",
        "pools": [pool], **fields,
    }  # fmt: skip
    return hub_and_spoke(
        2,
        gateway="Vpn",
        disable_bgp=False,
        subnets={"spoke1": [{"name": "pods", "prefix": "10.1.8.0/21"}]},
        more={"aksClusters": [aks]},
    )


@pytest.mark.parametrize(
    ("mode", "near", "far"),
    [
        ("overlay", "10.1.1.4", "10.1.1.4"),
        ("kubenet", "10.1.1.4", "10.1.1.4"),
        ("nodeSubnet", "10.1.1.5", "10.1.1.4"),
        ("podSubnetDynamic", "10.1.8.4", "10.1.8.4"),
        ("podSubnetStatic", "10.1.8.4", "10.1.8.4"),
    ],
)
def test_which_address_a_pod_shows(mode: str, near: str, far: str) -> None:
    design = cluster(mode)
    assert f"from {near} " in trace(design, "pod:c", "vm:app1").forward[0].because
    found = trace(design, "pod:c", "onprem:dc")
    assert f"from {far} " in found.forward[0].because
    assert way(found) == (
        "delivered",
        ["pod:c", "gw:gw", "onprem:dc"],
        ["onprem:dc", "gw:gw", "pod:c"],
    )


@pytest.mark.parametrize(
    ("mode", "verdict"),
    [("overlay", "blackhole"), ("nodeSubnet", "delivered"), ("podSubnetDynamic", "delivered")],
)
def test_pods_of_the_flat_modes_answer_from_outside(mode: str, verdict: str) -> None:
    assert trace(cluster(mode), "onprem:dc", "pod:c").verdict == verdict


def test_pods_of_a_pod_subnet_follow_its_own_table() -> None:
    assert there(trace(cluster("podSubnetDynamic"), "pod:c", WEB)) == [
        "pod:c",
        "lb:kubernetes",
        "internet",
    ]
    assert there(trace(cluster("overlay"), "pod:c", WEB)) == ["pod:c", "fw:azfw", "internet"]


def test_the_nodes_answer_for_the_ranges_of_their_cluster() -> None:
    design = cluster("overlay", podCidr="172.20.0.0/16")
    assert fate(trace(design, "pod:c", "172.20.3.4"))[2] == "captured_by_overlay"
    assert trace(design, "pod:c", "172.29.0.10").verdict == "delivered"
    assert trace(cluster("nodeSubnet", podCidr="172.20.0.0/16"), "pod:c", "172.20.3.4").verdict == (
        "delivered"
    )


@pytest.mark.parametrize(
    ("outbound", "reason"),
    [("userDefinedRouting", "no_outbound"), ("none", "no_outbound"), ("loadBalancer", None)],
)
def test_what_an_outbound_type_gives_without_a_default_route(
    outbound: str, reason: str | None
) -> None:
    pool = {"name": "sys", "subnet": "app", "mode": "System"}
    aks = {"name": "c", "vnet": "spoke1", "outboundType": outbound, "pools": [pool]}
    design = hub_and_spoke(1, forced=False, more={"aksClusters": [aks]})
    assert trace(design, "pod:c", WEB).reason == reason


def test_the_host_answers_platform_addresses_without_routes() -> None:
    found = trace(hub_and_spoke(1), "vm:app1", "168.63.129.16", port=53, protocol="udp")
    assert (found.verdict, len(found.forward)) == ("delivered", 2)


def test_a_route_back_for_the_firewalls_own_prefix_is_no_detour() -> None:
    user = route("hub", "10.0.0.0/16", "VirtualAppliance", FIREWALL_IP)
    design = hub_and_spoke(2, firewall={"rules": "application"}, routes=[user])
    assert way(trace(design, "vm:app1", "vm:app2"))[2] == ["vm:app2", "fw:azfw", "vm:app1"]
