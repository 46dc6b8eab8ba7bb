"""An export writes all of its files or none, inside its folder."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_document
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.export import write_export
from aksdesigner.workspace.manifest import MANIFEST

DESIGN = read_document(
    {
        "aksdesigner": 1,
        "name": "../../x",
        "topology": {"vnets": [{"name": "hub", "prefixes": ["10.0.0.0/16"]}]},
    }
).document


def test_the_folder_is_made_and_holds_what_was_written(tmp_path):
    folder = tmp_path / "a" / "b"
    written = write_export(DESIGN, "bicep", folder)
    assert {p.name for p in written.files} == set(written.exported.files)
    for path in written.files:
        assert path.parent == folder
        assert path.read_text("utf-8") == written.exported.files[path.name]
    assert {p.name for p in folder.iterdir()} == {*written.exported.files, MANIFEST}


def test_strangers_in_the_folder_stay(tmp_path):
    (tmp_path / "mine.tf").write_text("# mine\n")
    write_export(DESIGN, "terraform", tmp_path)
    assert (tmp_path / "mine.tf").read_text() == "# mine\n"
    assert (tmp_path / "main.tf").exists()


def test_writing_again_changes_no_byte(tmp_path):
    write_export(DESIGN, "terraform", tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    write_export(DESIGN, "terraform", tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_when_one_file_fails_the_others_are_as_before(tmp_path):
    write_export(new_document("old"), "terraform", tmp_path)
    (tmp_path / "versions.tf").unlink()
    (tmp_path / "versions.tf").mkdir()
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    with pytest.raises(StoreError):
        write_export(DESIGN, "terraform", tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_a_disk_that_fails_between_two_files_has_all_of_them_put_back(tmp_path, monkeypatch):
    write_export(new_document("old"), "bicep", tmp_path)
    (tmp_path / "README.md").unlink()
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    replace, calls = Path.replace, []

    def fails_the_second_time(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails_the_second_time)
    with pytest.raises(StoreError, match="input/output"):
        write_export(DESIGN, "bicep", tmp_path)
    monkeypatch.undo()
    assert len(calls) > 1
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_file_that_leads_outside_the_folder_is_refused(tmp_path):
    folder, outside = tmp_path / "out", tmp_path / "secret"
    folder.mkdir()
    outside.write_text("keep\n")
    (folder / "main.bicep").symlink_to(outside)
    with pytest.raises(StoreError):
        write_export(DESIGN, "bicep", folder)
    assert outside.read_text() == "keep\n"
    assert [p.name for p in folder.iterdir()] == ["main.bicep"]


def test_a_folder_that_is_a_file_is_an_error_in_words(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(StoreError, match="x"):
        write_export(DESIGN, "bicep", tmp_path / "x")


def test_an_unknown_dialect_is_no_dialect(tmp_path):
    with pytest.raises(KeyError):
        write_export(DESIGN, "pulumi", tmp_path)
