"""aksdesigner fix: what it lists, does, writes, and leaves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aksdesigner.store.design_file import read_design
from aksdesigner.store.plain_json import document_text
from tests.support.fixes import bad_design
from tests.support.program import Program, sample

ANTI = sample("seed-anti-example")
Write = Callable[..., Path]


@pytest.fixture
def faulty(tmp_path: Path) -> Callable[[str], Path]:
    """Write the bad design of a rule as a file and return its path."""

    def write(code: str) -> Path:
        path = tmp_path / f"{code}.aksd"
        path.write_text(document_text(bad_design(code)), encoding="utf-8")
        return path

    return write


def test_without_a_code_it_lists_every_way_and_writes_nothing(
    program: Program, faulty: Callable[[str], Path]
) -> None:
    file = faulty("PEER-04")
    before = file.read_bytes()
    answer = program("fix", file)
    assert answer.status == 0
    assert "fix: Allow gateway transit on hub>spoke1" in answer.out
    assert "fix: Use no remote gateway on spoke1>hub" in answer.out
    assert "hub>spoke1: allow gateway transit off → on" in answer.out
    assert file.read_bytes() == before


def test_a_code_is_fixed_in_place_and_the_rest_left_alone(
    program: Program, faulty: Callable[[str], Path]
) -> None:
    file = faulty("EGR-01")
    answer = program("fix", file, "egr-01")
    assert answer.status == 0
    assert answer.err == f"{file}: written\n"
    assert "Send 0.0.0.0/0 of spoke/nodes to nva1" in answer.out
    data = program("check", file, "--format", "json").data
    assert "EGR-01" not in {f["code"] for f in data["findings"]}
    assert len(read_design(file).document.topology.route_tables[0].routes) == 2


def test_a_dry_run_says_the_same_and_writes_nothing(
    program: Program, faulty: Callable[[str], Path]
) -> None:
    file = faulty("EGR-01")
    before = file.read_bytes()
    answer = program("fix", file, "EGR-01", "--dry-run")
    assert answer.status == 0
    assert "1 would be fixed, 0 left" in answer.out
    assert file.read_bytes() == before


def test_all_repairs_the_anti_example(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "repaired.aksd"
    answer = program("fix", ANTI, "--all", "-o", out)
    assert answer.status == 0, answer.out
    assert program("check", out, "--fail-on", "warning").status == 0


def test_severity_keeps_milder_findings(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "repaired.aksd"
    answer = program("fix", ANTI, "--all", "--severity", "error", "-o", out, "--format", "json")
    assert {row["severity"] for row in answer.data["fixed"]} == {"error"}
    assert "ADR-23" in {
        f["code"] for f in program("check", out, "--format", "json").data["findings"]
    }


def test_json_says_what_was_done_and_what_is_left(
    program: Program, faulty: Callable[[str], Path]
) -> None:
    file = faulty("PEP-01")
    data = program("fix", file, "PEP-01", "--format", "json")
    assert data.status == 1
    assert data.data["fixed"] == []
    assert [row["code"] for row in data.data["left"]] == ["PEP-01"]
    assert data.data["written"] is None
    file = faulty("RTE-29")
    data = program("fix", file, "RTE-29", "--format", "json")
    row = data.data["fixed"][0]
    assert row["fix"]["title"] == "Enable BGP on vpngw"
    assert row["fix"]["changes"] == ["vpngw: BGP off → on"]
    assert [f["code"] for f in row["fix"]["ends"]] == ["RTE-29"]
    assert data.data["written"] == str(file)


def test_a_resource_narrows_it(program: Program, faulty: Callable[[str], Path]) -> None:
    file = faulty("RTE-11")
    answer = program(
        "fix",
        file,
        "RTE-11",
        "--severity",
        "error",
        "--on",
        "spoke2/app",
        "--dry-run",
        "--format",
        "json",
    )
    assert [row["resources"][0] for row in answer.data["fixed"]] == ["spoke2/app"]
    assert program("fix", file, "RTE-11", "--on", "nobody").status == 2


def test_standard_input_to_standard_output(program: Program) -> None:
    answer = program("fix", "-", "ADR-11", "-o", "-", stdin=ANTI.read_bytes())
    assert answer.status == 0
    design = json.loads(answer.out)
    assert design["topology"]["aksClusters"][0]["serviceCidr"] == "172.29.0.0/16"
    assert program("fix", "-", "ADR-11", stdin=ANTI.read_bytes()).out.startswith("{")


def test_yaml_is_not_written_over(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    text = "aksdesigner: 1\ntopology:\n  vnets:\n  - {name: v, prefixes: [10.0.0.5/16]}\n"
    file.write_text(text, encoding="utf-8")
    answer = program("fix", file, "ADR-01")
    assert answer.status == 2
    assert "-o FILE.aksd" in answer.err
    assert file.read_text(encoding="utf-8") == text
    assert program("fix", file, "ADR-01", "-o", tmp_path / "small.aksd").status == 0


def test_what_can_not_be_asked(program: Program) -> None:
    assert "not both" in program("fix", ANTI, "ADR-11", "--all").err
    assert "did you mean ADR-11?" in program("fix", ANTI, "ADR-111").err
    assert program("fix", "nowhere.aksd").status == 2


def test_check_says_what_has_a_fix(program: Program) -> None:
    rows = program("check", ANTI, "--format", "json").data["findings"]
    assert {row["code"] for row in rows if row["fixable"]} >= {"ADR-11", "CAP-01", "CAP-03"}
    rows = program("check", ANTI, "--format", "json", "--no-fixes").data["findings"]
    assert {row["fixable"] for row in rows} <= {None, False}
    assert next(row for row in rows if row["code"] == "ADR-11")["fixable"] is None


def test_trying_ends_after_a_while_and_that_is_said(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aksdesigner.cli.check.FIX_BUDGET_S", -1)
    answer = program("check", ANTI, "--format", "json")
    assert "were not tried" in answer.err
    assert next(r for r in answer.data["findings"] if r["code"] == "ADR-11")["fixable"] is None


def test_rules_say_whether_a_fix_exists(program: Program) -> None:
    fixes = {r["code"]: r["fix"] for r in program("rules", "--format", "json").data["rules"]}
    assert fixes["ADR-10"] is True
    assert fixes["PEP-01"] is False
    assert "aksdesigner fix FILE ADR-10" in program("rules", "ADR-10").out
    assert "a person decides" in program("rules", "PEP-01").out
