"""All that stands in the way of a flow, on both legs, and which layer decides."""

from __future__ import annotations

from typing import Any

from aksdesigner.analysis.results import LayerDecision, Trace
from aksdesigner.model.document import Document
from tests.support.builders import FIREWALL_IP, hub_and_spoke, route
from tests.unit.analysis.asking import trace

Blocked = tuple[str, str, str | None, str | None]


def blockers(found: Trace) -> list[Blocked]:
    return [(b.leg, b.reason, b.key, b.setting) for b in found.blockers]


def layer(found: Trace, name: str) -> LayerDecision:
    return next(row for row in found.layers if row.layer == name)


def _deny(direction: str) -> dict[str, Any]:
    return {"name": "no", "priority": 100, "direction": direction, "access": "Deny"}


def guarded(**firewall: Any) -> Document:
    """Spokes without the flag for forwarded traffic, groups that deny, a firewall that denies."""
    return hub_and_spoke(
        2,
        spoke_flags={"allowForwardedTraffic": False},
        firewall={"policy": "p", **firewall},
        subnet={"nsg": "shut"},
        more={
            "firewallPolicies": [{"name": "p"}],
            "nsgs": [{"name": "shut", "rules": [_deny("Inbound"), _deny("Outbound")]}],
        },
    )


def test_every_obstacle_of_both_legs_is_named_not_the_first_alone() -> None:
    found = trace(guarded(), "vm:app1", "vm:app2")
    assert (found.verdict, found.reason) == ("dropped", "nsg_deny")
    flag = "allowForwardedTraffic"
    assert blockers(found) == [
        ("forward", "nsg_deny", "nsg:shut", "no"),
        ("forward", "firewall_deny", "fwpol:p", "ruleCollectionGroups"),
        ("forward", "forwarded_traffic_blocked", "peering:spoke2>hub", flag),
        ("forward", "nsg_deny", "nsg:shut", "no"),
        ("return", "forwarded_traffic_blocked", "peering:spoke1>hub", flag),
    ]


def test_opening_what_is_named_delivers_and_nothing_less_does() -> None:
    shut = guarded()
    topology = shut.topology
    opened: dict[str, Document] = {}
    halves = tuple(h.with_changes(allow_forwarded_traffic=True) for h in topology.peerings)
    firewalls = tuple(f.with_changes(policy=None) for f in topology.firewalls)
    nsgs = tuple(
        n.with_changes(rules=tuple(r.with_changes(access="Allow") for r in n.rules))
        for n in topology.nsgs
    )
    changes = {"peerings": halves, "firewalls": firewalls, "nsgs": nsgs}
    everything = shut.replace(topology=topology.with_changes(**changes))
    assert trace(everything, "vm:app1", "vm:app2").blockers == ()
    for left in changes:
        some = {name: value for name, value in changes.items() if name != left}
        opened[left] = shut.replace(topology=topology.with_changes(**some))
        found = trace(opened[left], "vm:app1", "vm:app2")
        assert found.verdict != "delivered"
        assert found.blockers


def test_routing_mode_knows_routing_obstacles_only() -> None:
    found = trace(guarded(), "vm:app1", "vm:app2", mode="routing")
    assert {row[1] for row in blockers(found)} == {"forwarded_traffic_blocked"}


def test_a_packet_without_a_way_has_none_back_either() -> None:
    found = trace(hub_and_spoke(2, forced=False), "vm:app1", "vm:app2")
    assert blockers(found) == [
        ("forward", "next_hop_none", "vnet:spoke1", None),
        ("return", "next_hop_none", "vnet:spoke2", None),
    ]


def test_behind_a_route_to_nowhere_the_way_is_judged_as_without_it() -> None:
    stop = route("stop", "10.2.0.0/16", "None")
    design = hub_and_spoke(2, routes=[stop], spoke_flags={"allowForwardedTraffic": False})
    found = trace(design, "vm:app1", "vm:app2")
    assert blockers(found)[:2] == [
        ("forward", "next_hop_none", "rt:rt", "stop"),
        ("forward", "forwarded_traffic_blocked", "peering:spoke2>hub", "allowForwardedTraffic"),
    ]


def test_what_is_delivered_or_not_computed_has_no_blockers() -> None:
    assert trace(hub_and_spoke(2), "vm:app1", "vm:app2").blockers == ()
    unknown = hub_and_spoke(1, subnet={"unknown": {"routeTable": "?"}})
    assert trace(unknown, "vm:app1", "203.0.113.10").blockers == ()


def test_one_way_inspection_is_a_blocker_of_the_way_back() -> None:
    only_there = [route("there", "10.0.2.0/24", "VirtualAppliance", FIREWALL_IP)]
    design = hub_and_spoke(
        1,
        routes=only_there,
        more={"vms": [{"name": "h", "vnet": "hub", "subnet": "shared"}]},
    )
    found = trace(design, "vm:app1", "vm:h")
    assert found.verdict == "asymmetric"
    assert blockers(found) == [("return", "asymmetric", "fw:azfw", None)]


def test_the_layers_say_who_decides() -> None:
    shut = trace(guarded(), "vm:app1", "vm:app2")
    said = {row.layer: row.outcome for row in shut.layers}
    assert said == {
        "dns": "notInvolved",
        "networkPolicy": "notInvolved",
        "nsg": "deny",
        "route": "allow",
        "peering": "deny",
        "firewall": "deny",
        "privateEndpoint": "notInvolved",
    }
    assert layer(shut, "nsg").element == "no"
    assert layer(shut, "nsg").key == "nsg:shut"
    assert layer(shut, "route").element == "default"
    open_way = trace(hub_and_spoke(2), "vm:app1", "vm:app2")
    assert layer(open_way, "firewall").outcome == "allow"
    assert layer(open_way, "nsg").outcome == "notInvolved"
    assert layer(open_way, "peering").outcome == "allow"


def test_a_lost_packet_is_the_decision_of_routing() -> None:
    found = trace(hub_and_spoke(2, forced=False), "vm:app1", "vm:app2")
    decided = layer(found, "route")
    assert (decided.outcome, decided.element) == ("deny", "10.0.0.0/8")
