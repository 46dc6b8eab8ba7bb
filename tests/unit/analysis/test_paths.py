"""Paths inside Azure: peerings, appliances, endpoints, verdicts."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.model.kinds.subnet import Subnet
from tests.support.builders import FIREWALL_IP, document, hub_and_spoke, peered, route
from tests.unit.analysis.asking import fate, trace, way

CLOSED = {"allowForwardedTraffic": False}
THROUGH_HUB = (
    "delivered",
    ["vm:app1", "fw:azfw", "vm:app2"],
    ["vm:app2", "fw:azfw", "vm:app1"],
)


def test_forwarded_traffic_needs_the_flag_on_the_receiving_half() -> None:
    found = trace(hub_and_spoke(2, spoke_flags=CLOSED), "vm:app1", "vm:app2")
    assert fate(found) == ("dropped", "forward", "forwarded_traffic_blocked")
    assert way(found)[1:] == (["vm:app1", "fw:azfw"], [])
    assert "spoke2>hub" in found.sentence


def test_replies_are_forwarded_traffic_too() -> None:
    design = hub_and_spoke(2)
    halves = tuple(
        half.with_changes(allow_forwarded_traffic=False) if half.from_ == "spoke1" else half
        for half in design.topology.peerings
    )
    design = design.replace(topology=design.topology.with_changes(peerings=halves))
    found = trace(design, "vm:app1", "vm:app2")
    assert fate(found) == ("dropped", "return", "forwarded_traffic_blocked")
    assert way(found)[2] == ["vm:app2", "fw:azfw"]


def test_replies_from_the_internet_need_no_flag() -> None:
    found = trace(hub_and_spoke(1, spoke_flags=CLOSED), "vm:app1", "203.0.113.10")
    assert found.verdict == "delivered"


def test_in_tag_only_mode_the_flag_stops_nothing_by_itself() -> None:
    mode = {"peeringMode": "serviceTagOnly"}
    design = hub_and_spoke(2, spoke_flags=CLOSED, settings=mode)
    assert way(trace(design, "vm:app1", "vm:app2")) == THROUGH_HUB


@pytest.mark.parametrize(
    ("mode", "flag", "expected"),
    [
        ("serviceTagOnly", False, ("dropped", "forward", "nsg_deny")),
        ("serviceTagOnly", True, ("delivered", None, None)),
        ("strict", True, ("delivered", None, None)),
    ],
)
def test_in_tag_only_mode_the_default_rules_deny_what_the_flag_leaves_out(
    mode: str, flag: bool, expected: tuple[str, str | None, str | None]
) -> None:
    design = hub_and_spoke(
        2,
        spoke_flags={"allowForwardedTraffic": flag},
        settings={"peeringMode": mode},
        subnet={"nsg": "n"},
        routes=[route("all", "10.0.0.0/8", "VirtualAppliance", FIREWALL_IP)],
        more={"nsgs": [{"name": "n"}]},
    )
    assert fate(trace(design, "vm:app1", "vm:app2")) == expected


def test_vnet_access_off_blocks_the_direction_of_its_half() -> None:
    off = {"allowVirtualNetworkAccess": False}
    found = trace(hub_and_spoke(2, hub_flags=off), "vm:app1", "vm:app2")
    assert fate(found) == ("dropped", "forward", "peering_access_blocked")
    assert way(found)[1] == ["vm:app1", "fw:azfw"]
    found = trace(hub_and_spoke(2, spoke_flags=off), "vm:app1", "vm:app2")
    assert way(found)[1] == ["vm:app1"]


def test_application_rules_hide_the_client() -> None:
    design = hub_and_spoke(2, firewall={"rules": "application"})
    found = trace(design, "vm:app1", "vm:app2")
    assert way(found) == THROUGH_HUB
    assert "puts 10.0.1.4 as the source" in found.forward[1].because


@pytest.mark.parametrize(
    ("ranges", "to", "hides"),
    [
        ([], "vm:app2", False),
        (["255.255.255.255/32"], "vm:app2", True),
        (["10.2.0.0/16"], "vm:app2", False),
        (["0.0.0.0/0"], "vm:app2", False),
    ],
)
def test_network_rules_translate_outside_the_private_ranges(
    ranges: list[str], to: str, hides: bool
) -> None:
    found = trace(hub_and_spoke(2, firewall={"privateRanges": ranges}), "vm:app1", to)
    assert found.verdict == "delivered"
    assert ("puts 10.0.1.4 as the source" in found.forward[1].because) is hides


ENDINGS = {
    "VnetLocal": ("blackhole", "vnetlocal_outside"),
    "Internet": ("blackhole", "private_to_internet"),
    "None": ("dropped", "next_hop_none"),
    "VirtualNetworkGateway": ("blackhole", "no_gateway"),
    "10.0.2.99": ("blackhole", "next_hop_unknown"),
    "10.200.0.4": ("blackhole", "next_hop_unknown"),
    "10.60.0.4": ("blackhole", "next_hop_unreachable"),
    "10.1.1.10": ("blackhole", "no_ip_forwarding"),
}


@pytest.mark.parametrize(("hop", "expected"), ENDINGS.items())
def test_how_a_route_can_end(hop: str, expected: tuple[str, str]) -> None:
    is_address = hop[0].isdigit()
    user = route(
        "r", "10.50.0.0/16", "VirtualAppliance" if is_address else hop, hop if is_address else None
    )
    far = {"name": "far", "prefixes": ["10.60.0.0/16"]}
    found = trace(hub_and_spoke(1, routes=[user], more={"vnets": [far]}), "vm:app1", "10.50.0.9")
    assert (found.verdict, found.reason) == expected
    assert found.leg == "forward"


def appliance(**fields: Any) -> Document:
    return hub_and_spoke(
        2,
        subnets={"hub": [{"name": "nva", "prefix": "10.0.4.0/24"}]},
        routes=[route("all", "10.0.0.0/8", "VirtualAppliance", "10.0.4.4")],
        more={"nvas": [{"name": "n", "vnet": "hub", "subnet": "nva", "ip": "10.0.4.4", **fields}]},
    )


def test_an_appliance_without_forwarding_loses_the_packet() -> None:
    found = trace(appliance(ipForwarding=False), "vm:app1", "vm:app2")
    assert fate(found) == ("blackhole", "forward", "no_ip_forwarding")


@pytest.mark.parametrize("fields", [{}, {"snat": True}, {"stateful": False}])
def test_an_appliance_carries_both_directions(fields: dict[str, Any]) -> None:
    found = trace(appliance(**fields), "vm:app1", "vm:app2")
    assert way(found) == (
        "delivered",
        ["vm:app1", "nva:n", "vm:app2"],
        ["vm:app2", "nva:n", "vm:app1"],
    )


@pytest.mark.parametrize(
    ("fields", "verdict"), [({}, "asymmetric"), ({"stateful": False}, "delivered")]
)
def test_only_stateful_devices_mind_one_direction(fields: dict[str, Any], verdict: str) -> None:
    design = appliance(**fields)
    spoke2 = design.topology.vnets[2]
    open_subnet = spoke2.subnets[0].with_changes(route_table=None)
    vnets = (*design.topology.vnets[:2], spoke2.with_changes(subnets=(open_subnet,)))
    peerings = document(
        vnets=[{"name": n, "prefixes": []} for n in ("spoke1", "spoke2")],
        peerings=peered("spoke1", "spoke2"),
    ).topology.peerings
    topology = design.topology.with_changes(
        vnets=vnets, peerings=(*design.topology.peerings, *peerings)
    )
    routes = design.topology.route_tables[0]
    closer = routes.with_changes(
        routes=(*routes.routes, routes.routes[-1].with_changes(name="two", prefix="10.2.0.0/16"))
    )
    found = trace(
        design.replace(topology=topology.with_changes(route_tables=(closer,))), "vm:app1", "vm:app2"
    )
    assert found.verdict == verdict
    assert way(found)[1:] == (["vm:app1", "nva:n", "vm:app2"], ["vm:app2", "vm:app1"])


def test_a_balancer_before_appliances_is_one_hop() -> None:
    nvas = [{"name": f"n{i}", "vnet": "hub", "subnet": "nva", "ip": f"10.0.4.{i}"} for i in (4, 5)]
    balancer = {
        "name": "ha", "vnet": "hub", "subnet": "nva", "ip": "10.0.4.10",
        "backends": ["nva:n4", "nva:n5"], "haPorts": True,
    }  # fmt: skip
    design = hub_and_spoke(
        2,
        subnets={"hub": [{"name": "nva", "prefix": "10.0.4.0/24"}]},
        routes=[route("all", "10.0.0.0/8", "VirtualAppliance", "10.0.4.10")],
        more={"nvas": nvas, "loadBalancers": [balancer]},
    )
    assert way(trace(design, "vm:app1", "vm:app2")) == (
        "delivered",
        ["vm:app1", "lb:ha", "vm:app2"],
        ["vm:app2", "lb:ha", "vm:app1"],
    )


def two_hubs(flag: bool) -> Document:
    def network(order: int, subnet: str, prefix: str, table: str) -> dict[str, Any]:
        inner = {"name": subnet, "prefix": prefix, "routeTable": table}
        return {"name": table, "prefixes": [f"10.{order}.0.0/16"], "subnets": [inner]}

    def fw(name: str, ip: str) -> dict[str, Any]:
        return {"name": name, "vnet": name, "ip": ip}

    def to(table: str, prefix: str, ip: str) -> dict[str, Any]:
        return {"name": table, "routes": [route("r", prefix, "VirtualAppliance", ip)]}

    allow = {"allowForwardedTraffic": True}
    return document(
        vnets=[
            network(1, "AzureFirewallSubnet", "10.1.0.0/26", "h1"),
            network(2, "AzureFirewallSubnet", "10.2.0.0/26", "h2"),
            network(3, "app", "10.3.0.0/24", "s1"),
            network(4, "app", "10.4.0.0/24", "s2"),
        ],
        peerings=[
            *peered("h1", "s1", {}, allow),
            *peered("h2", "s2", {}, allow),
            *peered("h1", "h2", {"allowForwardedTraffic": flag}, {"allowForwardedTraffic": flag}),
        ],
        firewalls=[fw("h1", "10.1.0.4"), fw("h2", "10.2.0.4")],
        routeTables=[
            to("s1", "0.0.0.0/0", "10.1.0.4"),
            to("s2", "0.0.0.0/0", "10.2.0.4"),
            to("h1", "10.4.0.0/16", "10.2.0.4"),
            to("h2", "10.3.0.0/16", "10.1.0.4"),
        ],
        vms=[
            {"name": "a", "vnet": "s1", "subnet": "app"},
            {"name": "b", "vnet": "s2", "subnet": "app"},
        ],
    )


def test_across_two_hubs_the_receiving_hub_needs_the_flag() -> None:
    found = trace(two_hubs(flag=True), "vm:a", "vm:b")
    assert way(found) == (
        "delivered",
        ["vm:a", "fw:h1", "fw:h2", "vm:b"],
        ["vm:b", "fw:h2", "fw:h1", "vm:a"],
    )
    found = trace(two_hubs(flag=False), "vm:a", "vm:b")
    assert fate(found) == ("dropped", "forward", "forwarded_traffic_blocked")
    assert way(found)[1] == ["vm:a", "fw:h1"]


def endpoint_design(policies: str, prefix: str | None, **options: Any) -> Document:
    subnets = [
        {
            "name": "pe",
            "prefix": "10.0.3.0/24",
            "pePolicies": policies,
            "nsg": options.pop("nsg", None),
        },
        {"name": "nva", "prefix": "10.0.4.0/24"},
    ]
    endpoint = {
        "name": "kv",
        "vnet": "hub",
        "subnet": "pe",
        "ip": "10.0.3.5",
        **options.pop("pe", {}),
    }
    hop = options.pop("hop", FIREWALL_IP)
    routes = [route("r", prefix, "VirtualAppliance", hop)] if prefix else []
    more = {"privateEndpoints": [endpoint], **options.pop("more", {})}
    return hub_and_spoke(1, subnets={"hub": subnets}, routes=routes, more=more, **options)


@pytest.mark.parametrize(
    ("policies", "prefix", "rules", "verdict", "through"),
    [
        ("Disabled", None, "network", "delivered", False),
        ("Disabled", "10.0.0.0/16", "network", "delivered", False),
        ("Disabled", "10.0.3.5/32", "network", "asymmetric", True),
        ("Disabled", "10.0.3.5/32", "application", "delivered", True),
        ("RouteTableEnabled", "10.0.0.0/16", "network", "asymmetric", True),
        ("Enabled", "10.0.3.0/24", "application", "delivered", True),
        ("NetworkSecurityGroupEnabled", "10.0.3.0/24", "application", "delivered", False),
    ],
)
def test_endpoints_behind_a_firewall(
    policies: str, prefix: str | None, rules: str, verdict: str, through: bool
) -> None:
    design = endpoint_design(policies, prefix, firewall={"rules": rules})
    found = trace(design, "vm:app1", "pe:kv")
    assert found.verdict == verdict
    assert ("fw:azfw" in way(found)[1]) is through
    assert found.device == ("fw:azfw" if verdict == "asymmetric" else None)


@pytest.mark.parametrize(("tag", "verdict"), [(False, "asymmetric"), (True, "delivered")])
def test_a_tagged_appliance_gets_the_replies_of_endpoints(tag: bool, verdict: str) -> None:
    nva = {"name": "n", "vnet": "hub", "subnet": "nva", "ip": "10.0.4.4", "disableSnatOnPL": tag}
    design = endpoint_design("Enabled", "10.0.0.0/16", hop="10.0.4.4", more={"nvas": [nva]})
    assert trace(design, "vm:app1", "pe:kv").verdict == verdict


def test_an_endpoint_that_nobody_approved_answers_nobody() -> None:
    found = trace(endpoint_design("Disabled", None, pe={"state": "Pending"}), "vm:app1", "pe:kv")
    assert fate(found) == ("dropped", "forward", "pe_not_approved")


@pytest.mark.parametrize(
    ("policies", "verdict"),
    [("Disabled", "delivered"), ("RouteTableEnabled", "delivered"), ("Enabled", "dropped")],
)
def test_security_groups_reach_endpoints_only_with_the_policy(policies: str, verdict: str) -> None:
    deny = {"name": "no", "priority": 100, "direction": "Inbound", "access": "Deny"}
    more = {"nsgs": [{"name": "n", "rules": [deny]}]}
    design = endpoint_design(policies, None, nsg="n", more=more)
    assert trace(design, "vm:app1", "pe:kv").verdict == verdict
    assert trace(design, "vm:app1", "pe:kv", mode="routing").verdict == "delivered"


def test_a_private_api_server_is_an_endpoint_in_the_first_pools_subnet() -> None:
    pool = {"name": "sys", "subnet": "app", "mode": "System"}
    aks = {"name": "c", "vnet": "spoke1", "private": True, "pools": [pool]}
    jump = {"name": "jump", "vnet": "hub", "subnet": "shared"}
    design = hub_and_spoke(2, more={"aksClusters": [aks], "vms": [jump]})
    assert way(trace(design, "vm:jump", "api:c"))[1] == ["vm:jump", "api:c"]
    assert trace(design, "vm:app2", "api:c").device == "fw:azfw"
    assert not [
        r
        for r in analyze(design).routes("subnet:spoke1/app")
        if r.next_hop_type == "InterfaceEndpoint"
    ]


def test_a_table_that_points_at_its_own_subnet_is_a_loop() -> None:
    nva = {"name": "n", "vnet": "spoke1", "subnet": "app", "ip": "10.1.1.50"}
    user = route("r", "203.0.113.0/24", "VirtualAppliance", "10.1.1.50")
    found = trace(hub_and_spoke(1, routes=[user], more={"nvas": [nva]}), "vm:app1", "203.0.113.9")
    assert way(found) == ("loop", ["vm:app1", "nva:n", "nva:n"], [])


def test_addresses_that_nobody_declared_are_the_same_on_every_run() -> None:
    machines = [{"name": n, "vnet": "v", "subnet": "s"} for n in ("a", "b")]
    fixed = {"name": "c", "vnet": "v", "subnet": "s", "ip": "10.0.0.4"}
    vnet = {
        "name": "v",
        "prefixes": ["10.0.0.0/16"],
        "subnets": [{"name": "s", "prefix": "10.0.0.0/29"}],
    }
    places = analyze(document(vnets=[vnet], vms=[*machines, fixed])).facts.places
    assert [(p.token, str(p.address)) for p in places.all] == [
        ("vm:a", "10.0.0.5"),
        ("vm:b", "10.0.0.6"),
        ("vm:c", "10.0.0.4"),
    ]
    full = document(vnets=[vnet], vms=[*machines, fixed, {"name": "d", "vnet": "v", "subnet": "s"}])
    found = trace(full, "vm:d", "vm:a")
    assert fate(found) == ("notComputed", "forward", "unknown_value")


def test_a_route_to_a_device_that_is_the_destination_ends_there() -> None:
    user = route("hub", "10.0.0.0/16", "VirtualAppliance", FIREWALL_IP)
    found = trace(hub_and_spoke(1, routes=[user]), "vm:app1", "fw:azfw")
    assert way(found) == ("delivered", ["vm:app1", "fw:azfw"], ["fw:azfw", "vm:app1"])


def test_one_sentence_tells_the_whole_way() -> None:
    assert (
        trace(hub_and_spoke(2), "vm:app1", "vm:app2").sentence
        == "Delivered both ways through azfw."
    )
    found = trace(hub_and_spoke(2, forced=False), "vm:app1", "vm:app2")
    assert found.sentence == "Dropped on the way there: 10.0.0.0/8 has next hop None in spoke1/app."
    hop = trace(hub_and_spoke(2), "vm:app1", "vm:app2").forward[1]
    assert hop.because.endswith("azfw hands it to vm app2.")
    assert hop.route is not None
    assert hop.losers


def test_ten_spokes_and_a_hundred_traces_take_well_under_a_second() -> None:
    design = hub_and_spoke(10, gateway="Vpn")
    machines = [f"vm:app{order}" for order in range(1, 11)]
    start = perf_counter()
    analysis = analyze(design)
    tables = [analysis.routes(key) for key, _ in design.topology.index.of_kind(Subnet)]
    verdicts = {
        analysis.trace(one, other).verdict for one in machines for other in machines if one != other
    }
    assert len(tables) == 13
    assert verdicts == {"delivered"}
    assert perf_counter() - start < 1.0


def test_a_protocol_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of tcp, udp, icmp"):
        trace(hub_and_spoke(1), "vm:app1", "10.0.2.4", protocol="tcpp")
    found = trace(hub_and_spoke(1), "vm:app1", "203.0.113.10", protocol="UDP")
    assert found.protocol == "udp"
