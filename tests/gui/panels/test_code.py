"""Code: what an export says of the selection, live, and what another export would change."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.place import Place
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.dialogs.export_plan import write_all
from aksdesigner.gui.docks import CODE, FINDINGS
from aksdesigner.gui.panels.code import CHANGES, NOT_EXPORTED, NOTHING_SELECTED
from aksdesigner.iac.dialects import export
from aksdesigner.present import code_source


def settled(qtbot, panel) -> None:
    qtbot.waitUntil(lambda: not panel._timer.isActive() and not panel._work.is_busy, timeout=20_000)


def shown(qtbot, window, *keys: str):
    window.docks.show_bottom(CODE)
    window.canvas.select(keys)
    settled(qtbot, window.docks.code)
    return window.docks.code


def table_of(window) -> str:
    return next(f"rt:{t.name}" for t in window.bridge.update_now.document.topology.route_tables)


def test_without_a_selection_it_says_what_to_do(qtbot, hub) -> None:
    panel = shown(qtbot, hub)
    assert panel._told.isVisible()
    assert panel._told.text() == NOTHING_SELECTED
    assert not panel.copy.isEnabled()


@pytest.mark.parametrize(
    ("index", "dialect", "file"),
    [(0, "bicep", "main.bicep"), (1, "terraform", "main.tf"), (2, "arm", "azuredeploy.json")],
)
def test_the_lines_are_those_of_the_export(qtbot, hub, index, dialect, file) -> None:
    key = table_of(hub)
    panel = shown(qtbot, hub, key)
    panel.dialects.button(index).click()
    settled(qtbot, panel)
    exported = export(hub.bridge.update_now.document, dialect)
    texts = {name: text.split("\n") for name, text in exported.files.items()}
    symbols = [symbol for symbol, owner in exported.resources.items() if owner == key]
    code = [line for line in panel.view.shown if line.number]
    assert code and symbols
    assert file in panel.summary.text() or "modules/" in panel.summary.text() or dialect != "arm"
    name = next(n for n in texts if panel.summary.text().endswith(n))
    assert [line.text for line in code] == [texts[name][line.number - 1] for line in code]
    assert all(any(symbol in line.text for line in code) for symbol in symbols)
    assert any(line.words for line in code)
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == "\n".join(line.text for line in code)


def test_it_follows_edits_and_renames_of_what_is_selected(qtbot, hub) -> None:
    key = table_of(hub)
    panel = shown(qtbot, hub, key)
    field = hub.bridge.update_now.document.topology.index.at(key).disable_bgp
    before = panel.view.toPlainText()
    hub.bridge.do(SetField(key, "disable_bgp", not field))
    settled(qtbot, panel)
    assert panel.view.toPlainText() != before
    hub.bridge.undo()
    settled(qtbot, panel)
    assert panel.view.toPlainText() == before
    hub.bridge.do(Rename(key, "rt-renamed"))
    settled(qtbot, panel)
    assert "'rt-renamed'" in panel.view.toPlainText()


def test_nobody_is_asked_while_nobody_looks_nor_twice_for_one_network(
    qtbot, hub, monkeypatch
) -> None:
    asked = []

    def counted(document, dialect, options):
        asked.append(dialect)
        return export(document, dialect, options)

    monkeypatch.setattr(code_source, "export", counted)
    hub.docks.show_bottom(FINDINGS)
    hub.canvas.select((table_of(hub),))
    hub.bridge.do(SetField("vnet:hub", "notes", "a"))
    qtbot.wait(400)
    assert asked == []
    panel = shown(qtbot, hub, table_of(hub))
    assert asked == ["bicep"]
    hub.canvas.select(("vnet:hub",))
    hub.bridge.do(Place({"vnet:hub": (900.0, 900.0)}))
    settled(qtbot, panel)
    assert asked == ["bicep"]
    assert "vnetHub" in panel.view.toPlainText()


def test_many_edits_end_with_the_last_answer(qtbot, hub) -> None:
    panel = shown(qtbot, hub, "vnet:hub")
    for number in range(12):
        hub.bridge.do(Rename(hub.canvas.selection()[0], f"hub-{number}"))
        if number % 4 == 0:
            panel.ask()
    settled(qtbot, panel)
    assert "'hub-11'" in panel.view.toPlainText()


def test_changes_since_the_last_export(qtbot, hub, tmp_path: Path) -> None:
    panel = shown(qtbot, hub)
    panel.modes.button(CHANGES).click()
    settled(qtbot, panel)
    assert panel._told.text() == NOT_EXPORTED
    update = hub.bridge.update_now
    outcome = write_all(update.document, update.analysis, ("bicep",), tmp_path / "out")
    hub._exported(outcome)
    settled(qtbot, panel)
    assert panel._told.text().startswith("Nothing has changed")
    hub.bridge.do(AddResource("subnet", "vnet:spoke-prod", name="snet-new"))
    settled(qtbot, panel)
    tints = [line.tint for line in panel.view.shown]
    assert "added" in tints
    assert "removed" not in tints
    added = [line.text for line in panel.view.shown if line.tint == "added"]
    assert any("snet-new" in line for line in added)
    assert f"{len(added)} lines added, 0 removed" in panel.summary.text()
    panel.dialects.button(1).click()
    settled(qtbot, panel)
    assert "yet" in panel._told.text()


def test_a_file_changed_by_hand_is_told(qtbot, hub, tmp_path: Path) -> None:
    update = hub.bridge.update_now
    hub._exported(write_all(update.document, update.analysis, ("bicep",), tmp_path / "out"))
    path = tmp_path / "out" / "bicep" / "main.bicep"
    path.write_text(path.read_text() + "// mine\n")
    panel = shown(qtbot, hub)
    panel.modes.button(CHANGES).click()
    settled(qtbot, panel)
    texts = [line.text for line in panel.view.shown]
    assert "main.bicep · changed by hand too" in texts
    assert [line.text for line in panel.view.shown if line.tint == "removed"] == ["// mine"]


def test_where_a_design_was_exported_to_is_remembered(qtbot, hub, tmp_path: Path) -> None:
    update = hub.bridge.update_now
    hub._exported(write_all(update.document, update.analysis, ("bicep",), tmp_path / "out"))
    path = hub.files.path
    hub.desk.new()
    assert hub.docks.code._folder is None
    assert hub.desk.open_path(path)
    assert hub.docks.code._folder == tmp_path / "out"


def test_the_font_is_of_one_width_and_colours_follow_the_theme(qtbot, hub) -> None:
    panel = shown(qtbot, hub, "vnet:hub")
    metrics = panel.view.fontMetrics()
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("MMMM")
    for choice in ("light", "dark", "highContrast"):
        hub.theme.choose(choice)
        line = next(
            i for i, line in enumerate(panel.view.shown) if line.text.startswith("resource")
        )
        block = panel.view.document().findBlockByNumber(line)
        first = block.layout().formats()[0]
        assert (first.start, first.length) == (0, len("resource"))
        assert first.format.foreground().color() == hub.theme.color("accent")


def test_the_keyboard_reaches_the_code(qtbot, hub) -> None:
    panel = shown(qtbot, hub, "vnet:hub")
    button = panel.dialects.button(1)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settled(qtbot, panel)
    assert panel.dialect == "terraform"
    assert "azurerm_virtual_network" in panel.view.toPlainText()
