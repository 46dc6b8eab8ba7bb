"""aksdesigner fmt: one canonical form, and --check for a gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aksdesigner import resources
from aksdesigner.store.design_file import read_design
from tests.support.program import Program, sample

UGLY = b'{"topology":{"vnets":[{"prefixes":["10.0.0.0/16"],"name":"hub"}]},"aksdesigner":1}'
YAML = "# typed by hand\naksdesigner: 1\ntopology:\n  vnets:\n  - {name: hub, prefixes: [10.0.0.0/16]}\n"
FORMED = """{
  "aksdesigner": 1,
  "topology": {
    "vnets": [
      {"name": "hub", "prefixes": ["10.0.0.0/16"]}
    ]
  }
}
"""


def test_a_file_is_brought_into_form_and_then_left_alone(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.aksd"
    path.write_bytes(UGLY)
    assert program("fmt", path).err == f"{path}: written\n"
    assert path.read_text() == FORMED
    before = path.stat()
    again = program("fmt", path)
    assert (again.status, again.out, again.err) == (0, "", "")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_check_writes_nothing(program: Program, tmp_path: Path) -> None:
    path, good = tmp_path / "a.aksd", tmp_path / "b.aksd"
    path.write_bytes(UGLY)
    good.write_text(FORMED)
    answer = program("fmt", "--check", path, good)
    assert (answer.status, answer.out) == (1, f"{path}: would change\n")
    assert path.read_bytes() == UGLY
    assert program("fmt", "--check", good).status == 0


@pytest.mark.parametrize(
    "path", sorted(resources.path("samples").glob("*.aksd")), ids=lambda p: p.stem
)
def test_the_samples_are_in_form(program: Program, path: Path) -> None:
    assert program("fmt", "--check", path).status == 0


def test_standard_input_to_standard_output(program: Program) -> None:
    answer = program("fmt", "-", stdin=UGLY)
    assert (answer.status, answer.out, answer.err) == (0, FORMED, "")
    assert program("fmt", "-", stdin=YAML.encode()).out == FORMED


def test_yaml_is_never_written_over_but_can_become_a_design(
    program: Program, tmp_path: Path
) -> None:
    path, target = tmp_path / "a.yaml", tmp_path / "a.aksd"
    path.write_text(YAML)
    answer = program("fmt", path)
    assert answer.status == 2
    assert "name a file with -o" in answer.err
    assert path.read_text() == YAML
    assert program("fmt", path, "-o", target).status == 0
    assert target.read_text() == FORMED
    assert path.read_text() == YAML
    assert read_design(path).document == read_design(target).document


def test_one_output_is_for_one_file(program: Program, tmp_path: Path) -> None:
    answer = program("fmt", sample("hub-spoke"), sample("hub-spoke"), "-o", tmp_path / "x.aksd")
    assert answer.status == 2
    assert "--output takes one FILE" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_stays_as_it_is_and_stops_no_other(program: Program, tmp_path: Path) -> None:
    broken, path = tmp_path / "broken.aksd", tmp_path / "a.aksd"
    broken.write_bytes(b'{"aksdesigner": 1, "aksdesigner": 1')
    path.write_bytes(UGLY)
    answer = program("fmt", broken, path)
    assert answer.status == 2
    assert broken.read_bytes() == b'{"aksdesigner": 1, "aksdesigner": 1'
    assert path.read_text() == FORMED


def test_a_newer_format_is_refused_and_not_touched(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "newer.aksd"
    data = json.dumps({"aksdesigner": 2, "galaxies": []}).encode()
    path.write_bytes(data)
    answer = program("fmt", path)
    assert answer.status == 2
    assert "found format 2, expected at most 1" in answer.err
    assert path.read_bytes() == data


def test_unknown_fields_survive(program: Program) -> None:
    plain = {"aksdesigner": 1, "topology": {"vnets": [{"name": "a", "colour": {"r": 1}}]}}
    out = json.loads(program("fmt", "-", stdin=json.dumps(plain).encode()).out)
    assert out == plain
