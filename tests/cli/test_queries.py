"""aksdesigner test: intents of designs, and files of cases."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from tests.support.program import Program, sample
from tests.support.shared import CHECKOUT

GOLDEN = CHECKOUT / "tests" / "golden" / "golden-cases.yaml"
Write = Callable[..., Path]
VNETS = [
    {
        "name": "hub",
        "prefixes": ["10.0.0.0/16"],
        "subnets": [{"name": "a", "prefix": "10.0.1.0/24"}],
    }
]
RIGHT = {"kind": "capacity", "subnet": "hub/a", "expect": {"usable": 251}}
WRONG = {"kind": "capacity", "subnet": "hub/a", "expect": {"usable": 256}}


def test_the_golden_cases_of_the_first_version_all_hold(program: Program) -> None:
    results = program("test", GOLDEN, "--format", "json").data["results"]
    ids = dict.fromkeys(result["case"] for result in results)
    first = [case for case in ids if int(re.sub("[^0-9]", "", case)) <= 12]
    assert (first[0], first[-1], len(first)) == ("G01", "G12", 14)
    assert [r for r in results if r["case"] in first and not r["ok"]] == []


def test_what_is_not_computed_counts_as_failed(program: Program) -> None:
    answer = program("test", GOLDEN, "--format", "json")
    data = answer.data
    assert data["passed"] + data["failed"] == len(data["results"])
    assert data["failed"] == sum(not r["ok"] for r in data["results"])
    assert answer.status == int(data["failed"] > 0)


def test_json_has_the_shape_that_scripts_rely_on(program: Program, design: Write) -> None:
    answer = program("test", design(vnets=VNETS, queries=[RIGHT, WRONG]), "--format", "json")
    assert answer.status == 1
    assert (answer.data["passed"], answer.data["failed"]) == (1, 1)
    good, bad = answer.data["results"]
    assert list(good) == ["case", "query", "kind", "ok", "expected", "actual"]
    assert (good["case"], good["query"], good["kind"], good["ok"]) == (None, 0, "capacity", True)
    assert (bad["query"], bad["ok"], bad["expected"]) == (1, False, {"usable": 256})
    assert bad["actual"]["usable"] == 251


def test_text_shows_expected_and_found_of_failures_alone(program: Program, design: Write) -> None:
    path = design(vnets=VNETS, queries=[RIGHT, WRONG])
    answer = program("test", path)
    assert answer.status == 1
    assert "FAILED" in answer.out
    assert "query 1 (capacity)" in answer.out
    assert "query 0" not in answer.out
    assert '"usable": 256' in answer.out
    assert answer.out.splitlines()[-1] == "1 passed, 1 failed"
    assert "query 0 (capacity)" in program("test", path, "--verbose").err


def test_junit(program: Program, design: Write) -> None:
    answer = program("test", design(vnets=VNETS, queries=[RIGHT, WRONG]), "--format", "junit")
    root = ET.fromstring(answer.out)
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    assert len(root.findall(".//failure")) == 1


def test_a_kind_of_query_that_is_not_known_has_failed(program: Program, design: Write) -> None:
    path = design(vnets=VNETS, queries=[{"kind": "weather", "expect": {"sun": True}}])
    answer = program("test", path, "--format", "json")
    assert answer.status == 1
    assert answer.data["failed"] == 1


def test_a_case_whose_topology_is_wrong_fails_and_the_others_run(
    program: Program, tmp_path: Path
) -> None:
    wrong = [{"name": "x", "prefixes": ["nonsense"]}]
    cases = [
        {"id": "A", "topology": {"vnets": wrong}, "queries": [RIGHT]},
        {"id": "B", "topology": {"vnets": VNETS}, "queries": [RIGHT]},
    ]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": cases}))
    answer = program("test", path, "--format", "json")
    assert answer.status == 1
    assert [(r["case"], r["ok"]) for r in answer.data["results"]] == [("A", False), ("B", True)]


def test_a_design_without_queries_holds(program: Program, design: Write) -> None:
    answer = program("test", design(vnets=VNETS))
    assert (answer.status, answer.out) == (0, "0 passed, 0 failed\n")


def test_several_files_and_one_that_is_broken(program: Program, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("topology: [", encoding="utf-8")
    answer = program("test", broken, sample("hub-spoke"))
    assert answer.status == 2
    assert answer.out.splitlines()[-1] == "3 passed, 0 failed"
    assert answer.err.startswith(f"{broken}: line 1, column ")


def test_queries_from_standard_input(program: Program) -> None:
    assert program("test", "-", stdin=sample("hub-spoke").read_bytes()).status == 0


SPOKES = [
    {
        "name": name,
        "prefixes": [f"10.{second}.0.0/16"],
        "subnets": [{"name": "app", "prefix": f"10.{second}.1.0/24"}],
    }
    for name, second in (("s1", 1), ("s2", 2))
]
MACHINES = [
    {"name": "a", "vnet": "s1", "subnet": "app", "ip": "10.1.1.10"},
    {"name": "b", "vnet": "s2", "subnet": "app", "ip": "10.2.1.10"},
]
FLOW = {"kind": "path", "from": "vm:a", "to": "vm:b", "required": True}


def test_a_failed_intent_shows_the_way_of_the_packet(program: Program, design: Write) -> None:
    path = design(vnets=SPOKES, vms=MACHINES, queries=[FLOW])
    answer = program("test", path)
    assert answer.status == 1
    lines = [line.strip() for line in answer.out.splitlines()]
    assert lines[1].startswith("Dropped on the way there")
    assert "there:" in lines
    assert any(line.startswith("vm:a by 10.0.0.0/8 None") for line in lines)
    row = program("test", path, "--format", "json").data["results"][0]
    assert row["why"].startswith("Dropped on the way there")
    assert row["counterexample"]["hops"][0]["at"] == "vm:a"
    assert row["counterexample"]["verdict"] == "dropped"
    failure = ET.fromstring(program("test", path, "--format", "junit").out).find(".//failure")
    assert failure is not None and failure.text is not None
    assert "vm:a by 10.0.0.0/8 None" in failure.text


def test_an_intent_whose_end_is_gone_fails_and_says_so(program: Program, design: Write) -> None:
    path = design(vnets=SPOKES, vms=MACHINES[:1], queries=[FLOW])
    answer = program("test", path)
    assert answer.status == 1
    assert "not computed" in answer.out
    assert "found 'b', expected the name of one Virtual machine" in answer.out
