"""The manifest of an exported folder: whose files are whose, whatever the folder holds."""

from __future__ import annotations

import json

import pytest

from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_document
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.batches import ChangedByHandError
from aksdesigner.workspace.export import write_export, write_exports
from aksdesigner.workspace.manifest import (
    MANIFEST,
    ManifestError,
    hash_of,
    parsed_manifest,
    read_manifest,
)


def design(*networks: str, machine: bool = False):
    vnets = [
        {
            "name": name,
            "prefixes": [f"10.{number}.0.0/16"],
            "subnets": [{"name": "a", "prefixes": [f"10.{number}.0.0/24"]}],
        }
        for number, name in enumerate(networks)
    ]
    topology = {"vnets": vnets}
    if machine:  # it asks for values, which stand in a file of their own
        topology["vms"] = [{"name": "vm", "vnet": networks[0], "subnet": "a"}]
    return read_document({"aksdesigner": 1, "name": "t", "topology": topology}).document


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_it_lists_what_was_written_by_path_and_hash_and_no_day(tmp_path):
    written = write_export(design("hub"), "bicep", tmp_path)
    found = json.loads((tmp_path / MANIFEST).read_text())
    assert set(found) == {"aksdesignerExport", "files"}
    assert set(found["files"]) == set(written.exported.files)
    for name, entry in found["files"].items():
        assert entry == {"dialects": ["bicep"], "sha256": [hash_of((tmp_path / name).read_bytes())]}


def test_a_changed_file_stops_everything_and_force_replaces_it(tmp_path):
    write_export(design("hub"), "bicep", tmp_path)
    (tmp_path / "main.bicep").write_text("// mine\n")
    before = contents(tmp_path)
    with pytest.raises(ChangedByHandError) as caught:
        write_exports(design("hub", "b"), (("terraform", tmp_path), ("bicep", tmp_path)))
    assert caught.value.names == ("main.bicep",)
    assert contents(tmp_path) == before
    written = write_export(design("hub", "b"), "bicep", tmp_path, force=True)
    assert (tmp_path / "main.bicep").read_text() == written.exported.files["main.bicep"]


def test_a_change_that_was_taken_back_and_other_line_endings_are_no_change(tmp_path):
    write_export(design("hub"), "bicep", tmp_path)
    path = tmp_path / "main.bicep"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write_export(design("hub", "b"), "bicep", tmp_path)
    assert b"networkB" in path.read_bytes()


def test_a_file_that_is_gone_comes_back(tmp_path):
    write_export(design("hub"), "bicep", tmp_path)
    (tmp_path / "main.bicep").unlink()
    write_export(design("hub", "b"), "bicep", tmp_path)
    assert b"networkB" in (tmp_path / "main.bicep").read_bytes()


def test_files_without_a_manifest_are_a_persons(tmp_path):
    (tmp_path / "main.tf").write_text("# ten years of work\n")
    (tmp_path / "notes.txt").write_text("foreign")
    before = contents(tmp_path)
    with pytest.raises(ChangedByHandError, match=r"main\.tf"):
        write_export(design("hub"), "terraform", tmp_path)
    assert contents(tmp_path) == before


def test_what_is_written_no_more_is_removed_if_nobody_touched_it(tmp_path):
    write_export(design("hub", machine=True), "bicep", tmp_path)
    write_export(design("hub", machine=True), "terraform", tmp_path)
    (tmp_path / "foreign.bicepparam").write_text("foreign")
    written = write_export(design("hub"), "bicep", tmp_path)
    assert written.removed == (tmp_path / "main.bicepparam",)
    assert not (tmp_path / "main.bicepparam").exists()
    assert (tmp_path / "terraform.tfvars").exists()  # of the other dialect
    assert (tmp_path / "foreign.bicepparam").read_text() == "foreign"
    assert "main.bicepparam" not in read_manifest(tmp_path).files


def test_what_is_written_no_more_stays_where_a_person_changed_it(tmp_path):
    write_export(design("hub", machine=True), "bicep", tmp_path)
    (tmp_path / "main.bicepparam").write_text("mine")
    written = write_export(design("hub"), "bicep", tmp_path)
    assert (written.removed, written.left) == ((), (tmp_path / "main.bicepparam",))
    assert (tmp_path / "main.bicepparam").read_text() == "mine"
    again = write_export(design("hub"), "bicep", tmp_path)
    assert again.left == ()


def test_a_changed_readme_of_two_dialects_is_a_changed_file(tmp_path):
    write_exports(design("hub"), (("bicep", tmp_path), ("terraform", tmp_path)))
    path = tmp_path / "README.md"
    path.write_text(path.read_text() + "\nAsk Eva first.\n")
    with pytest.raises(ChangedByHandError, match=r"README\.md"):
        write_export(design("hub"), "bicep", tmp_path)


def test_values_that_were_filled_in_stay_and_what_they_lack_is_told(tmp_path):
    write_export(design("hub", machine=True), "terraform", tmp_path)
    path = tmp_path / "terraform.tfvars"
    text = path.read_text()
    line = next(line for line in text.splitlines() if line.startswith("admin_username"))
    path.write_text(text.replace(line, "# the operator fills in who"))
    filled = path.read_text()
    written = write_export(design("hub", "b", machine=True), "terraform", tmp_path)
    assert written.filled == ((path, ("admin_username",)),)
    assert path not in written.files
    assert path.read_text() == filled
    assert "vnet_b" in (tmp_path / "network-b.tf").read_text()
    again = write_export(design("hub", machine=True), "terraform", tmp_path)
    assert again.filled == written.filled
    forced = write_export(design("hub", machine=True), "terraform", tmp_path, force=True)
    assert forced.filled == ()
    assert path.read_text() == text


OUTSIDE = [
    "../victim",
    "/etc/passwd",
    "a/../../victim",
    "C:/x",
    "C:x",
    "a\\..\\..\\victim",
    "//h/x",
]


@pytest.mark.parametrize("name", [*OUTSIDE, "", ".", "a//b", "a/./b", "x\0y", ".AKSDESIGNER.json"])
def test_a_path_that_leads_elsewhere_makes_a_manifest_unreadable(name):
    entry = {"dialects": ["bicep"], "sha256": ["0" * 64]}
    text = json.dumps({"aksdesignerExport": 1, "files": {name: entry}})
    with pytest.raises(ManifestError, match="inside the folder"):
        parsed_manifest(text.encode())


@pytest.mark.parametrize("name", ["../victim", "link/victim"])
def test_nothing_outside_the_folder_is_ever_removed(tmp_path, name):
    folder, victim = tmp_path / "out", tmp_path / "victim"
    folder.mkdir()
    victim.write_text("keep")
    (folder / "link").symlink_to(tmp_path, target_is_directory=True)
    entry = {"dialects": ["bicep"], "sha256": [hash_of(b"keep")]}
    text = json.dumps({"aksdesignerExport": 1, "files": {name: entry}})
    (folder / MANIFEST).write_text(text)
    try:
        write_export(design("hub"), "bicep", folder)
    except StoreError as error:
        assert "outside" in str(error)  # noqa: PT017
    assert victim.read_text() == "keep"


def test_a_link_in_the_place_of_a_written_file_is_not_removed(tmp_path):
    write_export(design("hub", machine=True), "bicep", tmp_path)
    (tmp_path / "main.bicepparam").rename(tmp_path / "other")
    (tmp_path / "main.bicepparam").symlink_to(tmp_path / "other")
    written = write_export(design("hub"), "bicep", tmp_path)
    assert written.removed == ()
    assert (tmp_path / "main.bicepparam").is_symlink()


BROKEN = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[" * 100_000,
    b"[]",
    b'{"files": {}}',
    b'{"aksdesignerExport": 2, "files": {}}',
    b'{"aksdesignerExport": 1}',
    b'{"aksdesignerExport": 1, "files": {"main.bicep": 1}}',
    b'{"aksdesignerExport": 1, "files": {"main.bicep": {"dialects": ["bicep"], "sha256": ["x"]}}}',
    b'{"aksdesignerExport": 1, "files": {"main.bicep": {"dialects": [], "sha256": []}}}',
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_manifest_protects_every_file(tmp_path, data):
    write_export(new_document("old"), "bicep", tmp_path)
    (tmp_path / MANIFEST).write_bytes(data)
    before = contents(tmp_path)
    with pytest.raises(ChangedByHandError, match="can't be used"):
        write_export(design("hub"), "bicep", tmp_path)
    assert contents(tmp_path) == before
    write_export(design("hub"), "bicep", tmp_path, force=True)
    assert set(read_manifest(tmp_path).files) == {"main.bicep", "README.md"}


def test_a_manifest_of_the_same_export_is_the_same_text(tmp_path):
    write_exports(design("hub"), (("bicep", tmp_path / "a"), ("arm", tmp_path / "a")))
    write_exports(design("hub"), (("arm", tmp_path / "b"), ("bicep", tmp_path / "b")))
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
