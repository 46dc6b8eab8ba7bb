"""aksdesigner check: findings, formats, thresholds, and what can't be used."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import Program, sample

ANTI = sample("seed-anti-example")
SEED = sample("seed-production-example")
REPAIRED = sample("seed-production-repaired")

Write = Callable[..., Path]


def small(**fields: Any) -> dict[str, Any]:
    """Return a network whose subnet lies outside of it, which Azure refuses."""
    return {
        "vnets": [
            {
                "name": "hub",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "app", "prefix": "10.9.0.0/24"}],
                **fields,
            }
        ]
    }


def codes(data: Any) -> dict[str, str]:
    return {finding["code"]: finding["severity"] for finding in data["findings"]}


def test_the_seed_example_fails_with_the_reserved_range_the_numbers_and_a_remedy(
    program: Program,
) -> None:
    answer = program("check", SEED)
    assert answer.status == 1
    assert "ADR-10" in answer.out
    assert "172.30.0.0/16" in answer.out
    assert "do: Use 172." in answer.out
    assert answer.out.splitlines()[-1].endswith("1 error, 1 info")
    assert answer.err == ""


def test_the_repaired_example_has_no_error(program: Program) -> None:
    answer = program("check", REPAIRED, "--format", "json")
    assert answer.status == 0
    assert answer.data["summary"]["error"] == 0
    assert "ADR-10" not in codes(answer.data)


def test_the_anti_example_has_its_four_faults(program: Program) -> None:
    answer = program("check", ANTI, "--format", "json")
    assert answer.status == 1
    assert {"ADR-11", "CAP-01", "CAP-03", "CAP-20"} <= set(codes(answer.data))
    need = next(f for f in answer.data["findings"] if f["code"] == "CAP-01")["evidence"]
    assert (need["need"], need["usable"]) == (157, 123)


def test_json_has_the_shape_that_scripts_rely_on(program: Program) -> None:
    data = program("check", ANTI, "--format", "json").data
    assert data["design"] == "Seed anti-example"
    assert list(data["summary"]) == ["error", "warning", "info"]
    keys = {"code", "severity", "title", "message", "resources", "evidence", "remedy"}
    for finding in data["findings"]:
        assert set(finding) == keys | {"fixable", "accepted"}
        assert finding["severity"] in ("error", "warning", "info")
        assert finding["accepted"] is None
        assert all(isinstance(name, str) for name in finding["resources"])
    counted = list(codes(data).values())
    assert len(data["findings"]) == sum(data["summary"].values()) >= len(counted)


def test_several_files_become_one_json_document(program: Program) -> None:
    data = program("check", ANTI, REPAIRED, "--format", "json").data
    assert [design["design"] for design in data["designs"]] == [
        "Seed anti-example",
        "Seed production example, repaired",
    ]


@pytest.mark.parametrize(
    ("file", "threshold", "status"),
    [
        (REPAIRED, "error", 0),
        (REPAIRED, "warning", 0),
        (REPAIRED, "info", 1),
        (SEED, "error", 1),
        (SEED, "never", 0),
        (ANTI, "never", 0),
    ],
)
def test_the_threshold_decides(program: Program, file: Path, threshold: str, status: int) -> None:
    assert program("check", file, "--fail-on", threshold).status == status


def test_warnings_alone_are_no_failure_unless_asked(program: Program, design: Write) -> None:
    """A lone table that nothing uses is worth a hint and no more."""
    path = design(
        vnets=[{"name": "hub", "prefixes": ["10.0.0.0/16"], "dnsServers": ["10.0.9.9"]}],
    )
    summary = program("check", path, "--format", "json").data["summary"]
    assert summary["error"] == 0
    assert summary["warning"] > 0, "the design of this test must raise a warning"
    assert program("check", path).status == 0
    assert program("check", path, "--fail-on", "warning").status == 1


def test_sarif_names_rules_levels_and_places(program: Program) -> None:
    data = program("check", SEED, "--format", "sarif").data
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert {result["ruleId"] for result in run["results"]} == set(rules)
    first = next(r for r in run["results"] if r["ruleId"] == "ADR-10")
    assert first["level"] == "error"
    place = first["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith(SEED.name)
    assert "aks:aks-prod" in [n["fullyQualifiedName"] for n in place["logicalLocations"]]


def test_junit_counts_errors_and_warnings(program: Program) -> None:
    root = ET.fromstring(program("check", SEED, REPAIRED, "--format", "junit").out)
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "2", "1")
    failed = root.findall(".//testcase[failure]")
    assert [case.get("name") for case in failed] == ["ADR-10 aks-prod"]
    assert [suite.get("name") for suite in root] == [str(SEED), str(REPAIRED)]


def test_a_design_comes_from_standard_input_too(program: Program) -> None:
    answer = program("check", "-", stdin=SEED.read_bytes())
    assert answer.status == 1
    assert "<stdin>: Seed production example" in answer.out
    yaml = b"aksdesigner: 1\ntopology:\n  vnets:\n  - {name: hub, prefixes: [10.0.0.0/16]}\n"
    assert program("check", "-", stdin=yaml).status == 0


def test_an_accepted_finding_is_shown_and_does_not_fail(program: Program, design: Write) -> None:
    broken = design(**small())
    data = program("check", broken, "--format", "json").data
    errors = [f for f in data["findings"] if f["severity"] == "error"]
    accepted = [
        {"rule": f["code"], "subject": "subnet:hub/app", "reason": "moved next week", "by": "Kim"}
        for f in errors
    ]
    until = [{**entry, "until": "2026-01-31"} for entry in accepted]
    path = design("accepted.aksd", **small(), accepted=until)
    answer = program("check", path, "--as-of", "2026-01-31")
    assert answer.status == 0
    assert "accepted by Kim until 2026-01-31: moved next week" in answer.out
    assert program("check", path, "--as-of", "2026-02-01").status == 1
    found = program("check", path, "--as-of", "2026-01-31", "--format", "json").data["findings"]
    assert {f["accepted"]["by"] for f in found if f["accepted"]} == {"Kim"}


def test_every_problem_of_a_file_is_told_on_a_line_with_file_and_place(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "aksdesigner: 1\n"
        "topology:\n"
        "  vnets:\n"
        "  - {name: hub, prefixes: [10.0.0.0/99], subnets: [{name: a, routeTable: rt}]}\n"
        "  vms: 7\n",
        encoding="utf-8",
    )
    answer = program("check", path)
    assert answer.status == 2
    assert answer.out == ""
    lines = answer.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(path)] * len(lines)
    assert any("topology.vnets[0].prefixes[0]: found '10.0.0.0/99'" in line for line in lines)
    assert any("topology.vms: found 7, expected a list" in line for line in lines)


def test_a_file_that_is_not_there_stops_no_other(program: Program, tmp_path: Path) -> None:
    missing = tmp_path / "no.aksd"
    answer = program("check", missing, SEED)
    assert answer.status == 2
    assert answer.err == f"{missing}: can't read it: no such file or folder\n"
    assert "ADR-10" in answer.out
    data = program("check", missing, "--format", "junit")
    assert data.status == 2
    assert ET.fromstring(data.out).get("tests") == "0"


def test_a_date_that_is_none_is_refused(program: Program) -> None:
    answer = program("check", SEED, "--as-of", "soon")
    assert answer.status == 2
    assert "found 'soon', expected a date such as" in answer.err


def test_an_unknown_field_is_told_once_and_the_design_checked(
    program: Program, design: Write
) -> None:
    path = design(vnets=[{"name": "hub", "prefixes": ["10.0.0.0/16"], "colour": "red"}])
    answer = program("check", path)
    assert answer.status == 0
    assert answer.err.count("topology.vnets[0].colour: not known to this version") == 1
    assert program("check", path, "--quiet").err == ""
