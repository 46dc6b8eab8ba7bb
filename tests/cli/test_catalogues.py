"""rules, schema and doctor; help and version."""

from __future__ import annotations

import json
from importlib import metadata

import pytest

from aksdesigner import resources
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.cli.main import NAMES
from aksdesigner.repair.catalogue import FIXES
from tests.support.program import Program


def test_every_rule_is_listed_with_source_and_remedy(program: Program) -> None:
    rules = program("rules", "--format", "json").data["rules"]
    assert [rule["code"] for rule in rules] == [module.RULE.code for module in RULES]
    for rule in rules:
        assert rule["severity"] in ("error", "warning", "info")
        assert rule["source"], rule["code"]
        assert rule["title"], rule["code"]
    text = program("rules").out
    assert text.splitlines()[-1] == f"{len(RULES)} rules, {len(FIXES)} with a fix"
    assert all(rule["code"] in text for rule in rules)


def test_the_page_of_one_rule_in_any_case_of_letters(program: Program) -> None:
    answer = program("rules", "adr-10")
    assert answer.status == 0
    assert "ADR-10" in answer.out.splitlines()[0]
    assert program("rules", "ADR-10").out == answer.out
    (only,) = program("rules", "ADR-10", "--format", "json").data["rules"]
    assert only["code"] == "ADR-10"


@pytest.mark.parametrize(("wrong", "near"), [("ADR-100", "ADR-10"), ("cap-20x", "CAP-20")])
def test_a_code_that_is_none_gets_the_nearest(program: Program, wrong: str, near: str) -> None:
    answer = program("rules", wrong)
    assert answer.status == 2
    assert f"found '{wrong}', expected the code of a rule; did you mean {near}?" in answer.err
    assert answer.out == ""


def test_the_schema_is_json_and_nothing_else(program: Program) -> None:
    answer = program("schema")
    assert (answer.status, answer.err) == (0, "")
    assert answer.data == resources.data("schema", "design-1.json")


def test_doctor_looks_at_everything(program: Program) -> None:
    checks = {c["name"]: c for c in program("doctor", "--format", "json").data["checks"]}
    assert {"Python", "PySide6-Essentials", "networkx", "netaddr", "pydantic"} <= set(checks)
    assert {"resources", "libraries for pictures", "libraries for windows", "display"} <= set(
        checks
    )
    assert checks["networkx"]["said"] == metadata.version("networkx")
    assert all(set(c) == {"name", "ok", "said", "needed"} for c in checks.values())


def test_doctor_names_what_is_missing_and_the_line_that_installs_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {"libxcb-cursor.so.0", "libEGL.so.1"}
    monkeypatch.setattr("aksdesigner.cli.machine.sys.platform", "linux")
    monkeypatch.setattr("aksdesigner.cli.machine._loads", lambda library: library not in gone)
    monkeypatch.setattr("aksdesigner.cli.machine.shutil.which", lambda name: f"/usr/bin/{name}")
    answer = program("doctor")
    assert answer.status == 1
    line = "apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
    assert (
        f"MISSING libraries for windows: missing libEGL.so.1, libxcb-cursor.so.0; install with: {line}"
        in answer.out
    )
    monkeypatch.setattr(
        "aksdesigner.cli.machine.shutil.which", lambda name: name if name == "dnf" else None
    )
    assert "dnf install -y libglvnd-egl xcb-util-cursor" in program("doctor").out


def test_a_missing_display_is_no_fault(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aksdesigner.cli.machine._loads", lambda library: True)
    monkeypatch.setattr("aksdesigner.cli.doctor.has_display", lambda: False)
    answer = program("doctor")
    assert answer.status == 0
    assert "note    display: none" in answer.out


def test_doctor_knows_the_qt_that_ends_old_pythons(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = metadata.version
    fake = {"PySide6-Essentials": "6.12.0"}
    monkeypatch.setattr("aksdesigner.cli.doctor.metadata.version", lambda n: fake.get(n) or real(n))
    monkeypatch.setattr("aksdesigner.cli.doctor.sys.version_info", (3, 11, 7))
    answer = program("doctor")
    assert answer.status == 1
    assert "pip install 'PySide6-Essentials<6.12'" in answer.out
    monkeypatch.setattr("aksdesigner.cli.doctor.sys.version_info", (3, 13, 0))
    assert "PySide6-Essentials<6.12" not in program("doctor").out


@pytest.mark.parametrize("name", sorted(str(name) for name in NAMES))
def test_every_command_has_help_of_its_own(program: Program, name: str) -> None:
    answer = program(name, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage: aksdesigner {name}")
    assert max(map(len, answer.out.splitlines())) <= 100


def test_the_program_lists_its_commands_and_its_version(program: Program) -> None:
    listed = program("--help").out
    assert all(f"\n  {name} " in listed for name in NAMES)
    assert metadata.version("aksdesigner") in program("--version").out


@pytest.mark.parametrize("command", ["check", "test"])
def test_json_is_plain_ascii(program: Program, command: str) -> None:
    design = {"aksdesigner": 1, "name": "Zürich 中文 \u202e", "topology": {}}
    answer = program(command, "-", "--format", "json", stdin=json.dumps(design).encode())
    assert answer.out.isascii()
    assert json.loads(answer.out) is not None
