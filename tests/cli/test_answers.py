"""routes, trace, overlaps and capacity: what the engine answers, in text and in JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import Program, sample

HUB_SPOKE = sample("hub-spoke")
ANTI = sample("seed-anti-example")
NODES = "spoke-prod/snet-aks-nodes"

Write = Callable[..., Path]


def rows(data: Any) -> dict[str, dict[str, Any]]:
    return {row["addressPrefix"][0] + " " + row["source"]: row for row in data["value"]}


def test_routes_have_the_shape_of_az(program: Program) -> None:
    data = program("routes", HUB_SPOKE, NODES, "--format", "json").data
    assert list(data) == ["value"]
    keys = ["addressPrefix", "nextHopType", "nextHopIpAddress", "source", "state", "name"]
    for row in data["value"]:
        assert list(row) == [*keys, "suppressed", "reason"]
        assert isinstance(row["addressPrefix"], list)
        assert row["state"] in ("Active", "Invalid")


def test_the_users_default_route_wins_and_azures_says_why_it_lost(program: Program) -> None:
    found = rows(program("routes", HUB_SPOKE, NODES, "--format", "json").data)
    user, azure = found["0.0.0.0/0 User"], found["0.0.0.0/0 Default"]
    assert (user["state"], user["nextHopIpAddress"]) == ("Active", ["10.0.1.4"])
    assert user["name"] == "default"
    assert azure["state"] == "Invalid"
    assert azure["reason"]
    text = program("routes", HUB_SPOKE, NODES).out
    assert "10.0.1.4" in text
    assert azure["reason"].split(".")[0] in " ".join(text.split())


@pytest.mark.parametrize("name", ["spoke-prod/snet-aks-node", "nowhere/at-all", "spoke-prod"])
def test_a_subnet_that_is_none_is_refused_with_a_hint(program: Program, name: str) -> None:
    for command in ("routes", "capacity"):
        answer = program(command, HUB_SPOKE, name)
        assert answer.status == 2
        assert answer.out == ""
        assert f"found '{name}', expected a subnet of this design" in answer.err
        assert "spoke-prod/snet-aks-nodes" in answer.err


def test_subnets_are_named_in_any_case_of_letters_as_in_azure(program: Program) -> None:
    exact = program("routes", HUB_SPOKE, NODES, "--format", "json").data
    for other in (f"subnet:{NODES}", NODES.upper()):
        assert program("routes", HUB_SPOKE, other, "--format", "json").data == exact


def test_a_trace_there_and_back(program: Program) -> None:
    words = ("trace", HUB_SPOKE, "--from", "pod:aks-prod", "--to", "203.0.113.10")
    answer = program(*words, "--format", "json")
    data = answer.data
    assert answer.status == 0
    assert list(data)[:7] == [
        "verdict",
        "leg",
        "reason",
        "device",
        "matchedPrefix",
        "forward",
        "return",
    ]
    assert data["verdict"] == "delivered"
    assert data["forward"] == ["pod:aks-prod", "fw:azfw", "internet"]
    assert data["return"] == ["internet", "fw:azfw", "pod:aks-prod"]
    assert [hop["at"] for hop in data["hops"]] == data["forward"] + data["return"]
    assert data["hops"][0]["route"]["nextHopIpAddress"] == ["10.0.1.4"]
    assert all(hop["because"] for hop in data["hops"])
    text = program(*words)
    assert text.status == 0
    assert "fw:azfw" in text.out


def test_a_packet_that_does_not_arrive_fails_with_its_reason(program: Program) -> None:
    words = ("trace", HUB_SPOKE, "--from", "internet:", "--to", "vm:jump", "--port", "22")
    answer = program(*words, "--format", "json")
    assert answer.status == 1
    assert answer.data["verdict"] != "delivered"
    assert answer.data["reason"]
    assert program(*words).status == 1


def test_a_trace_says_what_each_layer_decides_and_all_that_is_in_the_way(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "shut.yaml"
    file.write_text(SHUT, encoding="utf-8")
    words = ("trace", str(file), "--from", "vm:a", "--to", "vm:b", "--port", "22")
    data = program(*words, "--format", "json").data
    assert [row["layer"] for row in data["layers"]] == [
        *("dns", "networkPolicy", "nsg", "route", "peering", "firewall", "privateEndpoint"),
    ]
    assert data["layers"][2]["outcome"] == "deny"
    assert data["layers"][2]["resource"] == "shut"
    assert [(row["resource"], row["setting"], row["leg"]) for row in data["blockers"]] == [
        ("shut", "no-out", "forward"),
        ("shut", "no-in", "forward"),
    ]
    text = " ".join(program(*words).out.split())
    assert "would have to change: shut, no-out nsg_deny, there" in text
    assert "security group stops shut: no-out" in text
    routing = program(*words, "--mode", "routing", "--format", "json").data
    assert (routing["verdict"], routing["blockers"]) == ("delivered", [])


def test_the_rule_that_decides_at_a_subnet(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "shut.yaml"
    file.write_text(SHUT, encoding="utf-8")
    ends = ("--src", "10.0.0.4", "--dst", "10.0.0.5", "--port", "22")
    answer = program("nsg", str(file), "v/s", *ends, "--format", "json")
    assert (answer.status, answer.data) == (
        1,
        {
            "subnet": "v/s",
            "access": "Deny",
            "rule": "no-in",
            "group": "shut",
            "level": "subnet",
            "reason": None,
        },
    )
    assert program("nsg", str(file), "v/s", *ends).out.startswith("Deny: rule no-in of shut")
    allowed = program("nsg", str(file), "v/s", *ends[:4], "--port", "80")
    assert allowed.status == 0
    assert allowed.out.startswith("Allow: rule AllowVNetInBound of shut")
    assert program("nsg", str(file), "v/none", *ends).status == 2
    assert program("nsg", str(file), "v/s", "--src", "x", "--dst", "10.0.0.5").status == 2


SHUT = """
aksdesigner: 1
topology:
  vnets: [{name: v, prefixes: [10.0.0.0/24], subnets: [{name: s, prefix: 10.0.0.0/25, nsg: shut}]}]
  vms:
    - {name: a, vnet: v, subnet: s, ip: 10.0.0.4}
    - {name: b, vnet: v, subnet: s, ip: 10.0.0.5}
  nsgs:
    - name: shut
      rules:
        - {name: no-in, priority: 100, direction: Inbound, access: Deny, ports: ["22"]}
        - {name: no-out, priority: 100, direction: Outbound, access: Deny, ports: ["22"]}
"""


@pytest.mark.parametrize(
    ("source", "target"), [("vm:nobody", "10.0.0.4"), ("10.0.0.4", "vm:jump"), ("vm:jump", "fw:x")]
)
def test_an_end_that_is_none_is_refused(program: Program, source: str, target: str) -> None:
    answer = program("trace", HUB_SPOKE, "--from", source, "--to", target)
    assert answer.status == 2, answer.out
    assert answer.out == ""
    assert answer.err.strip()


def test_a_port_out_of_range_is_refused(program: Program) -> None:
    words = ("trace", HUB_SPOKE, "--from", "vm:jump", "--to", "10.0.0.4")
    assert program(*words, "--port", "65536").status == 2


def test_overlaps(program: Program) -> None:
    (row,) = program("overlaps", ANTI, "--format", "json").data["overlaps"]
    assert row == {
        "rule": "O7",
        "with": ["aks-anti serviceCidr 10.0.0.0/16", "subnet small/nodes 10.0.0.0/25"],
        "intersect": "10.0.0.0/25",
        "severity": "error",
    }
    assert "10.0.0.0/25" in program("overlaps", ANTI).out
    assert program("overlaps", HUB_SPOKE, "--format", "json").data == {"overlaps": []}
    assert program("overlaps", HUB_SPOKE).out == "no overlaps\n"


CAPACITY = [
    *("subnet", "usable", "nodes", "surge", "extras", "need", "fits", "steady", "steadyFits"),
    *("today", "headroom", "maxNodes"),
]


def test_capacity_of_one_subnet_and_of_all(program: Program) -> None:
    one = program("capacity", HUB_SPOKE, NODES, "--format", "json").data
    assert list(one)[: len(CAPACITY)] == CAPACITY
    # /21 = 2048 addresses less Azure's five; 6 and 60 nodes with a third more at an upgrade
    assert (one["usable"], one["nodes"], one["surge"]) == (2043, 66, 22)
    assert one["need"] == one["nodes"] + one["surge"] + one["extras"]
    assert one["arithmetic"]
    every = program("capacity", HUB_SPOKE, "--format", "json").data["subnets"]
    assert one in every
    assert len({row["subnet"] for row in every}) == len(every) == 5
    small = next(row for row in every if row["nodes"] == 0)
    assert "podBlocks" not in small
    assert one["podBlocksNeed"] == 88


def test_capacity_in_words(program: Program) -> None:
    text = program("capacity", HUB_SPOKE, NODES).out
    assert "2043" in text
    assert "60 nodes + 20 surge = 80 addresses" in text


def test_a_design_without_subnets(program: Program, design: Write) -> None:
    assert program("capacity", design()).out == "no subnets\n"
    assert program("capacity", design(), "--format", "json").data == {"subnets": []}
