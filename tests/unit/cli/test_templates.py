"""Designs to start from."""

from __future__ import annotations

import json

import pytest

from aksdesigner.cli.main import run
from aksdesigner.cli.templates import template_files
from aksdesigner.store.design_file import read_design


def test_every_sample_is_a_template(capsys):
    assert run(["templates", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["templates"]
    assert [row["name"] for row in rows] == list(template_files())
    assert all(set(row) == {"name", "title", "parameters"} for row in rows)


@pytest.mark.parametrize("name", sorted(template_files()))
def test_a_new_design_is_the_template_under_its_own_name(name, tmp_path, capsys):
    path = tmp_path / "mine.aksd"
    assert run(["new", "--template", name, "--name", "Mine", "-o", str(path)]) == 0
    document = read_design(path).document
    template = read_design(template_files()[name]).document
    assert document.name == "Mine"
    assert document.topology == template.topology


def test_a_file_that_exists_is_written_over_on_request_alone(tmp_path, capsys):
    path = tmp_path / "mine.aksd"
    path.write_text("mine")
    words = ["new", "--template", "hub-spoke", "-o", str(path)]
    assert run(words) == 2
    assert "--force" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert run([*words, "--force"]) == 0
    assert read_design(path).document.topology.vnets


def test_an_unknown_template_lists_those_there_are(capsys):
    assert run(["new", "--template", "nope", "-o", "-"]) == 2
    assert "hub-spoke" in capsys.readouterr().err
