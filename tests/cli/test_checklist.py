"""aksdesigner checklist and answer: read, answered, assigned, signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.program import Program, sample


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    path = tmp_path / "hub.aksd"
    path.write_bytes(sample("hub-spoke").read_bytes())
    return path


def state(program: Program, file: Path, line: str) -> str:
    data = program("checklist", file, "--format", "json").data
    return next(
        found["state"]
        for section in data["sections"]
        for found in section["lines"]
        if found["id"] == line
    )


def test_lines_are_answered_assigned_and_signed(program: Program, hub: Path) -> None:
    assert state(program, hub, "dnsRunbook") == "open"
    assert program("answer", hub, "dnsrunbook", "--owner", "Bo").status == 0
    assert "(Bo is to answer)" in program("checklist", hub).out
    assert program("answer", hub, "dnsRunbook", "wiki", "--by", "Bo").status == 0
    assert state(program, hub, "dnsRunbook") == "met"
    assert program("answer", hub, "--sign", "--by", "Ada", "--on", "2026-11-26").status == 0
    assert "Signed by Ada on 2026-11-26." in program("checklist", hub).out
    program("answer", hub, "rbac", "reviewed", "--by", "Bo")
    assert "the design has changed since" in program("checklist", hub, "--format", "markdown").out


def test_it_is_a_gate_where_it_is_asked_to_be_one(program: Program, hub: Path) -> None:
    assert program("checklist", hub).status == 0
    assert program("checklist", hub, "--fail-on", "failing").status == 1  # AKS-02 of the sample
    assert program("checklist", hub, "--fail-on", "open").status == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing", "x", "--by", "Ada"), "expected one of"),
        (("dnsRunbook", "x"), "name of who gives it"),
        (("--sign",), "needs --by"),
        ((), "either a LINE or --sign"),
        (("dnsRunbook", "x", "--by", "Ada", "--sign"), "either a LINE or --sign"),
    ],
)
def test_what_cannot_be_used_is_said(program, hub, arguments, said) -> None:
    answer = program("answer", hub, *arguments)
    assert answer.status == 2
    assert said in answer.err
