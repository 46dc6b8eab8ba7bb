"""An export writes all of its files or none, inside its folder."""

from __future__ import annotations

import pytest

from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_document
from aksdesigner.store.atomic import write_atomically
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace import export as workspace_export
from aksdesigner.workspace.export import write_export

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
    assert {p.name for p in folder.iterdir()} == set(written.exported.files)


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


def test_a_full_disk_in_the_middle_puts_old_files_back_and_leaves_no_new_ones(
    tmp_path, monkeypatch
):
    write_export(new_document("old"), "bicep", tmp_path)
    (tmp_path / "README.md").unlink()
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full_after_the_first(path, data):
        if path.name == "README.md":
            path.write_bytes(data[:3])
            raise StoreError(path, "the disk is full")
        write_atomically(path, data)

    monkeypatch.setattr(workspace_export, "write_atomically", full_after_the_first)
    with pytest.raises(StoreError, match="full"):
        write_export(DESIGN, "bicep", tmp_path)
    monkeypatch.undo()
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
