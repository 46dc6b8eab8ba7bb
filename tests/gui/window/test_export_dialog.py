"""The export dialog says the truth, writes whole folders, and tells a failure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from aksdesigner.gui.dialogs import export_plan, read_back
from aksdesigner.gui.dialogs.export import ExportDialog
from aksdesigner.gui.dialogs.export_plan import file_stem, write_all
from aksdesigner.iac.dialects import export
from aksdesigner.model.document import new_document
from tests.support.window import sample_path


def dialog(window, folder: Path) -> ExportDialog:
    found = ExportDialog(window.bridge, window.theme, window.settings, window)
    found.folder.setText(str(folder))
    return found


def test_everything_chosen_is_written(hub, tmp_path: Path) -> None:
    found = dialog(hub, tmp_path / "out")
    for box in found.boxes.values():
        box.setChecked(True)
    found.write()
    written = {str(path.relative_to(tmp_path / "out")) for path in found.outcome.files}
    assert "hub-and-two-spokes.png" in written and "hub-and-two-spokes.svg" in written
    assert any(name.startswith("bicep/") and name.endswith(".bicep") for name in written)
    assert any(name.startswith("terraform/") and name.endswith(".tf") for name in written)
    assert {"networkpolicy/README.md", "runbook.md", "hub-and-two-spokes.graphml"} <= written
    assert all(path.stat().st_size > 0 for path in found.outcome.files)


def test_open_errors_are_on_the_button(window, tmp_path: Path) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    found = dialog(window, tmp_path)
    assert found.button.text() == "Export with open errors"
    window.desk.open_path(sample_path("seed-production-repaired"))
    assert dialog(window, tmp_path).button.text() == "Export"


def test_what_is_left_out_is_listed_with_reasons(hub, tmp_path: Path) -> None:
    found = dialog(hub, tmp_path)
    lines = found.details.toPlainText().splitlines()
    assert lines and all(line.count(": ") >= 2 for line in lines)


def test_modules_are_written_when_they_are_chosen(hub, tmp_path: Path) -> None:
    found = dialog(hub, tmp_path / "plain")
    assert found.plain.isChecked() and not found.modules.isChecked()
    for name, box in found.boxes.items():
        box.setChecked(name in ("bicep", "terraform"))
    found.write()
    plain = (tmp_path / "plain" / "bicep").rglob("*.bicep")
    assert not any("avm" in path.read_text() for path in plain)
    again = dialog(hub, tmp_path / "out")
    again.modules.setChecked(True)
    again.write()
    modules = (tmp_path / "out" / "bicep").rglob("*.bicep")
    assert any("br/public:avm/" in path.read_text() for path in modules)
    terraform = (tmp_path / "out" / "terraform").glob("*.tf")
    assert any("Azure/avm-res-" in path.read_text() for path in terraform)
    assert dialog(hub, tmp_path).modules.isChecked()  # the choice is remembered


def test_nothing_chosen_writes_nothing(hub, tmp_path: Path) -> None:
    found = dialog(hub, tmp_path / "out")
    for box in found.boxes.values():
        box.setChecked(False)
    assert not found.button.isEnabled()


def test_a_folder_that_cannot_be_written_is_told_and_the_dialog_stays(hub, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here stands a file")
    found = dialog(hub, blocked)
    found.write()
    assert found.outcome is None
    assert found.problem.isVisibleTo(found) and str(blocked) in found.problem_text.text()
    assert blocked.read_text() == "here stands a file"


def test_two_exports_are_the_same_bytes(hub, tmp_path: Path) -> None:
    update = hub.bridge.update_now
    kinds = ("bicep", "terraform", "svg")
    first = write_all(update.document, update.analysis, kinds, tmp_path / "a")
    second = write_all(update.document, update.analysis, kinds, tmp_path / "b")
    assert [p.read_bytes() for p in first.files] == [p.read_bytes() for p in second.files]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Contoso hub-spoke", "contoso-hub-spoke"),
        ("../../x", "x"),
        ("", "design"),
        ("日本", "design"),
    ],
)
def test_file_names_are_safe(name: str, stem: str) -> None:
    assert file_stem(new_document(name)) == stem


def test_files_changed_by_hand_are_told_and_replaced_only_when_asked_again(
    hub, tmp_path: Path
) -> None:
    found = dialog(hub, tmp_path / "out")
    for name, box in found.boxes.items():
        box.setChecked(name in ("bicep", "terraform"))
    found.write()
    changed = tmp_path / "out" / "terraform" / "main.tf"
    changed.write_text("# mine")
    (tmp_path / "out" / "bicep" / "main.bicep").unlink()
    again = dialog(hub, tmp_path / "out")
    again.write()
    assert again.outcome is None
    assert again.problem.isVisibleTo(again) and "main.tf was changed" in again.problem_text.text()
    assert not (tmp_path / "out" / "bicep" / "main.bicep").exists()
    assert changed.read_text() == "# mine"
    assert again.button.text() == "Replace and export"
    again.write()
    assert again.outcome is not None
    assert changed.read_text() != "# mine"


def test_what_no_network_policy_can_say_is_listed(window, tmp_path: Path) -> None:
    window.desk.open_path(sample_path("seed-anti-example"))
    found = dialog(window, tmp_path)
    for name, box in found.boxes.items():
        box.setChecked(name == "networkpolicy")
    assert "no network policy engine" in found.details.toPlainText()
    found.boxes["networkpolicy"].setChecked(False)
    assert "no network policy engine" not in found.details.toPlainText()


def test_the_code_is_read_back_before_it_is_written(hub, tmp_path: Path, monkeypatch) -> None:
    found = dialog(hub, tmp_path)
    for name, box in found.boxes.items():
        box.setChecked(name in ("bicep", "terraform", "arm"))
    assert "Read back from Bicep, Terraform and ARM template, it is the network as drawn" in said(
        found
    )
    monkeypatch.setattr(read_back, "MOST", 3)
    assert read_back.TOO_LARGE in said(dialog(hub, tmp_path))


def test_code_that_says_something_else_is_an_error_with_its_differences(
    hub, tmp_path: Path, monkeypatch
) -> None:
    def spoiled(document, dialect, options):
        exported = export(document, dialect, options)
        files = {n: t.replace("10.81.8.0/24", "10.81.9.0/24") for n, t in exported.files.items()}
        return replace(exported, files=files)

    monkeypatch.setattr(export_plan, "export", spoiled)
    found = dialog(hub, tmp_path)
    assert any(line.startswith("Bicep, read back: ") for line in said(found))
    assert "10.81.9.0/24" in found.details.toPlainText()


def said(found: ExportDialog) -> list[str]:
    """Return the lines of the checks."""
    texts = [label.text() for label in found.findChildren(QLabel) if not label.isHidden()]
    return [text for text in texts if text]
