"""Whatever can be operated has a name that a screen reader says, in every panel and dialog."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from aksdesigner.edit.remove import DeleteResources
from aksdesigner.gui.dialogs.about import AboutDialog
from aksdesigner.gui.dialogs.accept import AcceptDialog
from aksdesigner.gui.dialogs.export import ExportDialog
from aksdesigner.gui.dialogs.shortcuts import ShortcutsDialog
from aksdesigner.gui.main_window import MainWindow
from aksdesigner.gui.widgets.field_kinds import TableField
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.store.recovery import Recoverable
from tests.gui.accessibility.tree import nameless, spoken
from tests.support.window import sample_path

ALL_KINDS = Path(__file__).parents[2] / "support" / "all_kinds.yaml"


@pytest.fixture
def everything(window: MainWindow) -> MainWindow:
    """The window on a design that has every kind."""
    assert window.desk.open_path(ALL_KINDS)
    return window


def test_the_start_screen(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "design.aksd"
    file.write_bytes(sample_path("hub-spoke").read_bytes())
    window.settings.add_recent(file)
    window.settings.add_recent(tmp_path / "gone.aksd")
    window.show_start()
    assert nameless(window) == []


def test_the_bottom_panels(qtbot, everything: MainWindow) -> None:
    for page in range(everything.docks.bottom_pages.count()):
        everything.docks.show_bottom(page)
        qtbot.wait(30)
        assert nameless(everything) == [], everything.docks.bottom_pages.currentWidget()


def test_the_left_panels(everything: MainWindow) -> None:
    everything.bridge.do(DeleteResources(("vm:nobody",)))
    everything.docks.show_palette()
    assert nameless(everything.docks.left) == []
    everything.docks.show_outline()
    assert nameless(everything.docks.left) == []
    everything.docks.show_history()
    assert nameless(everything.docks.left) == []


@pytest.mark.parametrize("kind", sorted(KIND_BY_TOKEN))
def test_the_inspector_of_every_kind(everything: MainWindow, kind: str) -> None:
    by_key = everything.bridge.update_now.document.topology.index.by_key
    key = next((key for key in by_key if key.startswith(f"{kind}:")), None)
    assert key is not None, f"{ALL_KINDS.name} has no {kind}"
    everything.canvas.select((key,))
    assert nameless(everything.docks.right) == []
    labels = {edit.form.label for edit in everything.docks.inspector.fields.values()}
    said = {node.name for node in spoken(everything.docks.right)}
    for edit in everything.docks.inspector.fields.values():
        if not edit.isHidden() and not isinstance(edit, TableField):
            assert edit.form.label in said
    assert labels


def test_several_selected(everything: MainWindow) -> None:
    by_key = everything.bridge.update_now.document.topology.index.by_key
    everything.canvas.select(tuple(key for key in by_key if key.startswith("vnet:")))
    assert nameless(everything.docks.right) == []


def test_folded_panels(everything: MainWindow) -> None:
    for dock in everything.docks.all:
        dock.fold()
        assert nameless(dock) == []


def test_a_message_across_the_window(everything: MainWindow) -> None:
    everything.tell_error("The disk is full.")
    assert nameless(everything.message) == []


def test_what_was_recovered_can_be_opened_and_discarded(
    qtbot, window: MainWindow, tmp_path: Path
) -> None:
    journal = tmp_path / "a.journal"
    entry = Recoverable(journal, None, "Lost work", 2, "Move hub", 0.0)
    window.start.show_lists((entry,), ())
    assert nameless(window.start) == []
    qtbot.wait(20)
    said = {node.name for node in spoken(window.start)}
    assert {"Recover Lost work", "Discard Lost work"} <= said


def dialogs(window: MainWindow) -> list[QDialog]:
    update = window.bridge.update_now
    finding = next(found for found in update.analysis.findings if found.resources)
    return [
        ExportDialog(window.bridge, window.theme, window.settings, window),
        ShortcutsDialog(window._rows, window),
        AboutDialog(window.theme, window),
        AcceptDialog(update.document, finding, date(2026, 1, 1), window),
    ]


@pytest.mark.parametrize("number", range(4))
def test_the_dialogs(qtbot, everything: MainWindow, number: int) -> None:
    dialog = dialogs(everything)[number]
    dialog.show()
    qtbot.wait(10)
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    dialog.reject()


def test_the_finder(everything: MainWindow) -> None:
    everything.actions_by_id["palette"].trigger()
    assert nameless(everything.search.finder) == []


def test_a_wide_table(everything: MainWindow) -> None:
    by_key = everything.bridge.update_now.document.topology.index.by_key
    everything.canvas.select((next(key for key in by_key if key.startswith("nsg:")),))
    field = everything.docks.inspector.fields["rules"]
    assert isinstance(field, TableField)
    field.open_sheet()
    assert field.sheet is not None and nameless(field.sheet) == []
    field.sheet.accept()


def test_every_action_says_what_it_does(window: MainWindow) -> None:
    for name, action in window.actions_by_id.items():
        assert action.text().strip(), name
