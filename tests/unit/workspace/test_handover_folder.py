"""The folders of other teams on the disk: kept, guarded, removed and read back like all the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.workspace.batches import ChangedByHandError
from aksdesigner.workspace.changes import changes_since
from aksdesigner.workspace.export import write_export
from aksdesigner.workspace.manifest import MANIFEST
from aksdesigner.workspace.verify.folder import verify_written
from tests.support import foreign_hub


def design(*without: str) -> Document:
    data = foreign_hub.plain()
    for name in without:
        del data["topology"][name]
    return read_document(data).document


def test_the_manifest_knows_the_files_of_all_teams(tmp_path: Path) -> None:
    written = write_export(design(), "terraform", tmp_path)
    files = {path.relative_to(tmp_path).as_posix() for path in written.files}
    assert {f"handover/network/{n}" for n in ("main.tf", "versions.tf", "README.md")} <= files
    known = json.loads((tmp_path / MANIFEST).read_text("utf-8"))["files"]
    assert files == set(known)


def test_a_file_of_a_team_that_a_person_changed_stops_an_export(tmp_path: Path) -> None:
    write_export(design(), "bicep", tmp_path)
    theirs = tmp_path / "handover" / "rg-far" / "main.bicep"
    theirs.write_text(theirs.read_text("utf-8") + "// ours\n", "utf-8")
    with pytest.raises(ChangedByHandError) as caught:
        write_export(design(), "bicep", tmp_path)
    assert caught.value.names == ("handover/rg-far/main.bicep",)
    write_export(design(), "bicep", tmp_path, force=True)
    assert "// ours" not in theirs.read_text("utf-8")


def test_values_that_a_team_filled_in_stay_and_what_they_lack_is_told(tmp_path: Path) -> None:
    write_export(design(), "bicep", tmp_path)
    values = tmp_path / "handover" / "network" / "main.bicepparam"
    values.write_text("using 'main.bicep'\n", "utf-8")
    written = write_export(design(), "bicep", tmp_path)
    assert values.read_text("utf-8") == "using 'main.bicep'\n"
    assert written.filled == ((values, ("subscriptionMain",)),)


def test_a_team_that_has_nothing_left_to_do_loses_its_folder(tmp_path: Path) -> None:
    write_export(design(), "bicep", tmp_path)
    assert (tmp_path / "handover" / "rg-sec").is_dir()
    written = write_export(design("nsgs"), "bicep", tmp_path)
    gone = {path.relative_to(tmp_path).as_posix() for path in written.removed}
    assert gone == {"handover/rg-sec/README.md", "handover/rg-sec/main.bicep"}
    assert not (tmp_path / "handover" / "rg-sec").exists()
    assert (tmp_path / "handover" / "rg-far" / "main.bicep").exists()


def test_languages_of_one_folder_share_the_readme_of_each_team(tmp_path: Path) -> None:
    for dialect in ("bicep", "terraform", "arm"):
        write_export(design(), dialect, tmp_path)
    text = (tmp_path / "handover" / "network" / "README.md").read_text("utf-8")
    for title in ("Bicep", "Terraform", "ARM template"):
        assert f"# For the network team ({title})" in text
    names = {p.name for p in (tmp_path / "handover" / "network").iterdir()}
    assert {"main.bicep", "main.tf", "azuredeploy.json"} <= names


def test_what_an_export_would_change_for_a_team_is_told(tmp_path: Path) -> None:
    write_export(design(), "terraform", tmp_path)
    files = write_export(design("nsgs"), "terraform", tmp_path / "other").exported.files
    changes = changes_since(tmp_path, "terraform", files)
    assert changes and all(change.name.startswith("handover/rg-sec/") for change in changes)
    assert all(change.after is None for change in changes)


@pytest.mark.parametrize(
    ("dialect", "file"),
    [
        ("bicep", "handover/rg-far/main.bicep"),
        ("arm", "handover/rg-far/azuredeploy.json"),
        ("terraform", "handover/rg-far/main.tf"),
    ],
)
def test_what_stands_on_the_disk_of_a_team_is_read_back(
    tmp_path: Path, dialect: str, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # the real programs are asked elsewhere
    document = design()
    written = write_export(document, dialect, tmp_path)
    assert verify_written(document, written).holds
    path = tmp_path / file
    path.write_text(path.read_text("utf-8").replace("to-the-spoke", "elsewhere"), "utf-8")
    told = verify_written(document, written).verification.differences
    assert {difference.resource for difference in told} == {"peering:far>spoke"}
