"""aksdesigner plan next: free ranges of an existing design."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from aksdesigner import resources
from aksdesigner.model.address import Cidr
from tests.support.program import Program

SAMPLE = str(resources.path("samples") / "hub-spoke.aksd")


def test_one_more_spoke_and_cluster_of_a_sample(program: Program) -> None:
    spoke = program("plan", "next", SAMPLE, "spoke", "--format", "json").data["next"][0]
    prefix, grown = Cidr.parse(spoke["prefix"]), Cidr.parse(spoke["growsTo"])
    for used in ("10.0.0.0/16", "10.80.0.0/16", "10.81.0.0/16", "100.64.0.0/14", "172.29.0.0/16"):
        assert not grown.overlaps(Cidr.parse(used))
    assert (prefix.length, grown.length) == (16, 15)
    call = ("cluster", "--vnet", "spoke-prod", "--nodes", "300", "--format", "json")
    rows = {row["kind"]: row for row in program("plan", "next", SAMPLE, *call).data["next"]}
    # 300 nodes + 99 surge + 1 for the API server, and a block for each node
    assert Cidr.parse(rows["nodes"]["prefix"]).length == 23
    assert Cidr.parse(rows["pods"]["prefix"]).length == 15
    assert not Cidr.parse(rows["pods"]["prefix"]).overlaps(Cidr.parse("100.64.0.0/14"))
    assert not Cidr.parse(rows["services"]["prefix"]).overlaps(Cidr.parse("172.29.0.0/16"))


def test_a_full_network_and_missing_options(program: Program, design: Callable[..., Path]) -> None:
    subnets: list[dict[str, Any]] = [
        {"name": "a", "prefix": "10.0.0.0/25"},
        {"name": "b", "prefix": "10.0.0.192/26"},
    ]
    file = str(design(vnets=[{"name": "v", "prefixes": ["10.0.0.0/24"], "subnets": subnets}]))
    call = ("plan", "next", file, "subnet", "--vnet", "v", "--length")
    assert "10.0.0.128/27, grows to 10.0.0.128/26" in program(*call, "27").out
    assert "10.0.0.128/26, without room to grow" in program(*call, "26").out
    full = program(*call, "25")
    assert (full.status, full.out) == (1, "subnet: no /25 is free in 10.0.0.0/24\n")
    assert program("plan", "next", file, "subnet").status == 2
    assert program("plan", "next", file, "cluster", "--vnet", "v").status == 2
