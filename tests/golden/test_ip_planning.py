"""The questions of IP planning: each answer comes out of the engine's own functions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import yaml

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.formulas import (
    BATCH,
    block_prefix_length_for,
    formula,
    node_blocks,
    nodes_with_surge,
    prefix_length_for,
)
from aksdesigner.azure.aks import default_max_pods
from tests.support.builders import document
from tests.support.shared import SHARED, needs_shared

FILE = SHARED / "golden" / "ip-planning.yaml"
Numbers = dict[str, Any]


def ask(name: str, **arguments: Any) -> int:
    return formula(name)(**arguments)


def length(prefix: str) -> int:
    return int(prefix.rpartition("/")[2])


def usable(inputs: Numbers) -> int:
    return ask("usableAddresses", prefixLength=length(inputs["prefix"]))


def node_subnet(i: Numbers) -> Numbers:
    need = ask("nodeSubnetNeed", nodes=i["nodes"], maxPods=i["max_pods"], surge=i["surge"])
    return {"addresses": need, "prefix": f"/{prefix_length_for(need)}"}


def node_subnet_nodes(i: Numbers) -> Numbers:
    slots = ask("nodeSubnetMaxNodes", prefixLength=length(i["prefix"]), maxPods=i["max_pods"])
    nodes = nodes_with_surge(slots, i["surge"]) if "surge" in i else slots
    return {"nodes": nodes, "pods": nodes * i["max_pods"]}


def kubenet_nodes(i: Numbers) -> Numbers:
    nodes = usable(i)
    return {"nodes": nodes, "pods": nodes * default_max_pods("kubenet")}


def overlay_left(i: Numbers) -> Numbers:
    return {"usable": usable(i), "left": usable(i) - i["max_nodes"]}


def overlay_blocks(i: Numbers) -> Numbers:
    need = i["nodes"] + ask("surge", nodes=i["nodes"], maxSurge=i["surge"])
    found = block_prefix_length_for(need)
    assert found is not None
    assert node_blocks(found) >= need
    return {"blocks": need, "prefix": f"/{found}"}


def static(i: Numbers) -> Numbers:
    blocks = ask("staticBlocks", maxPods=i["max_pods"])
    waste = ask("staticWaste", maxPods=i["max_pods"])
    return {"blocks": blocks, "available": i["max_pods"] + waste, "wasted": waste}


def is_legal(i: Numbers) -> Numbers:
    """Draw a cluster with the range, and look for the finding that refuses it."""
    ranges = {"serviceCidr": i.get("service_cidr"), "podCidr": i.get("pod_cidr")}
    cluster = {
        "name": "aks1", "vnet": "spoke", "cniMode": "overlay",
        "pools": [{"name": "system", "subnet": "nodes", "mode": "System"}],
        **{name: cidr for name, cidr in ranges.items() if cidr},
    }  # fmt: skip
    subnet = {"name": "nodes", "prefix": "192.168.0.0/24"}
    vnet = {"name": "spoke", "prefixes": ["192.168.0.0/16"], "subnets": [subnet]}
    findings = analyze(document(vnets=[vnet], aksClusters=[cluster])).findings
    refused = {f.code for f in findings if f.severity == "error"}
    return {"legal": not refused & {"ADR-10", "ADR-17"}}


def pods_alone(i: Numbers) -> Numbers:
    nodes = i["nodes"]
    pods = ask("nodeSubnetNeed", nodes=nodes, maxPods=i["max_pods"]) - nodes
    return {"pod_addresses": pods, "prefix_quoted": f"/{prefix_length_for(pods)}"}


ANSWERS: dict[str, Callable[[Numbers], Numbers]] = {
    "q01": node_subnet,
    "q02": node_subnet,
    "q04": node_subnet_nodes,
    "q05": kubenet_nodes,
    "q07": lambda i: {"usable": usable(i)},
    "q08": overlay_left,
    "q10": lambda i: {"nodes": ask("overlayMaxNodes", prefixLength=length(i["pod_cidr"]))},
    "q11": overlay_blocks,
    "q13": static,
    "q14": static,
    "q16": static,
    "q17": lambda i: {"addresses": i["nodes"] * ask("dynamicAllocation", pods=0)},
    "q19": lambda i: {"nodes": nodes_with_surge(usable(i), i["surge"])},
    "q20": node_subnet_nodes,
    "q22": is_legal,
    "q23": is_legal,
    "q25": lambda i: {"nodes": ask("lbMaxNodes", ports=i["ports"], ips=i["ips"])},
    "q26": lambda i: {"ports": [ask("lbAutomaticPorts", nodes=n) for n in i["nodes"]]},
    "q28": pods_alone,
    "q29": lambda _: {
        "overlay": default_max_pods("overlay"),
        "pod_subnet": default_max_pods("podSubnetDynamic"),
        "node_subnet": default_max_pods("nodeSubnet"),
        "kubenet": default_max_pods("kubenet"),
    },
}


@cache
def questions() -> dict[str, Any]:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["questions"]
    return {row["id"]: row for row in rows}


@needs_shared
def test_every_question_is_answered() -> None:
    assert set(questions()) == set(ANSWERS)
    assert BATCH == 16


@needs_shared
@pytest.mark.parametrize("name", ANSWERS)
def test_a_question(name: str) -> None:
    row = questions()[name]
    given = ANSWERS[name](row["inputs"])
    assert {key: given.get(key) for key in row["answer"]} == row["answer"], row["question"]
