"""The window: docks, themes, actions, and the net under exceptions."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from aksdesigner.edit.remove import DeleteResources
from aksdesigner.gui.app import ExceptionNet, log_qt_message
from aksdesigner.gui.dialogs.shortcuts import ShortcutsDialog
from aksdesigner.present.theme import COLORS, SIZES, THEME_NAMES
from tests.support.window import sample_path


def test_the_bars_and_docks_have_the_sizes_of_the_design(qtbot, hub) -> None:
    assert hub.top_bar.height() == SIZES["topBar"]
    assert hub.status.height() == SIZES["statusBar"]
    qtbot.waitUntil(lambda: hub.docks.left.width() == SIZES["leftDock"])
    assert hub.docks.right.width() == SIZES["rightDock"]
    assert hub.docks.bottom.height() == SIZES["bottomDock"]


def test_the_head_of_the_inspector_covers_nothing(qtbot, hub) -> None:
    head, panel = hub.docks.inspector.header, hub.docks.inspector

    def is_clear() -> bool:
        return head.mapTo(hub, head.rect().bottomLeft()).y() < panel.mapTo(hub, QPoint()).y()

    hub.canvas.select(())
    qtbot.waitUntil(is_clear)
    hub.canvas.select(("vm:jump",))
    qtbot.waitUntil(is_clear)


def test_a_narrow_window_folds_to_rail_spine_and_line_and_back(qtbot, hub) -> None:
    hub.resize(1280, 720)
    qtbot.waitUntil(lambda: all(dock.is_folded for dock in hub.docks.all))
    qtbot.waitUntil(lambda: hub.docks.left.width() == SIZES["leftRail"])
    qtbot.waitUntil(lambda: hub.canvas.width() >= 720 and hub.canvas.height() >= 480)
    hub.docks.right.unfold()
    assert hub.docks.right.width() >= SIZES["rightDockMin"]
    hub.resize(1600, 1000)
    qtbot.waitUntil(lambda: not any(dock.is_folded for dock in hub.docks.all))


def test_the_dot_of_a_changed_design_stands_after_its_name(qtbot, hub) -> None:
    hub.bridge.do(DeleteResources(("vm:jump",)))
    bar = hub.top_bar
    qtbot.waitUntil(lambda: bar._dot.x() >= bar._name.geometry().right())
    assert bar._name.fontMetrics().horizontalAdvance(bar._name.text()) <= bar._name.width()


def test_the_keys_of_the_canvas_are_its_own(qtbot, hub) -> None:
    hub.canvas.select(("vm:jump",))
    hub.docks.findings.list.setFocus()
    qtbot.keyClick(hub.docks.findings.list, Qt.Key.Key_Delete)
    assert not hub.bridge.update_now.is_dirty
    hub.canvas.setFocus()
    qtbot.keyClick(hub.canvas, Qt.Key.Key_Delete)
    assert "vm:jump" not in hub.bridge.update_now.document.topology.index.by_key


def test_the_start_screen_has_a_way_back(hub) -> None:
    hub.actions_by_id["start"].trigger()
    assert hub.pages.currentIndex() == 0 and not hub.docks.left.isVisible()
    assert hub.start.back_button.text() == "Back to Hub and two spokes"
    hub.start.back_button.click()
    assert hub.pages.currentIndex() == 1 and hub.docks.left.isVisible()


def test_ctrl_b_folds_the_left_dock(qtbot, hub) -> None:
    hub.activateWindow()
    qtbot.keyClick(hub, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert hub.docks.left.is_folded
    hub.actions_by_id["left"].trigger()
    assert not hub.docks.left.is_folded


def test_reset_layout_puts_everything_back(qtbot, hub) -> None:
    hub.docks.left.fold()
    hub.docks.bottom.start_size(400)
    hub.docks.right.hide()
    hub.actions_by_id["reset_layout"].trigger()
    assert hub.docks.right.isVisible() and not hub.docks.left.is_folded
    qtbot.waitUntil(lambda: hub.docks.bottom.height() == SIZES["bottomDock"])


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_dresses_window_and_canvas(hub, name) -> None:
    hub.actions_by_id[f"theme_{name}"].trigger()
    assert hub.theme.name == name
    assert hub.settings.theme == name
    assert hub.canvas.canvas_scene.theme.name == name
    assert hub.theme.color("accent").name() == COLORS[name]["accent"].lower()
    assert COLORS[name]["panel"].lower() in hub.styleSheet()
    assert hub.actions_by_id[f"theme_{name}"].isChecked()


def test_no_two_actions_share_a_key_and_all_are_in_a_menu(window) -> None:
    seen: dict[str, str] = {}
    for name, action in window.actions_by_id.items():
        for key in action.shortcuts():
            text = key.toString(QKeySequence.SequenceFormat.PortableText)
            assert text, f"{name} has a key that is none"
            assert text not in seen, f"{name} and {seen[text]} share {text}"
            seen[text] = name
        assert action.text()
    shown = {a.objectName() for a in _deep(window._menu_bar)}
    assert set(window.actions_by_id) <= shown


def _deep(menu) -> list:
    found = []
    for action in menu.actions():
        found.append(action)
        if action.menu() is not None:
            found += _deep(action.menu())
    return found


def test_alt_alone_shows_the_menu_bar(qtbot, hub) -> None:
    qtbot.keyPress(hub, Qt.Key.Key_Alt)
    qtbot.keyRelease(hub, Qt.Key.Key_Alt)
    assert hub._menu_bar.isVisible()
    qtbot.keyPress(hub, Qt.Key.Key_Alt)
    qtbot.keyRelease(hub, Qt.Key.Key_Alt)
    assert not hub._menu_bar.isVisible()


def test_undo_and_redo_say_what_they_would_do(hub) -> None:
    undo, redo = hub.actions_by_id["undo"], hub.actions_by_id["redo"]
    assert not undo.isEnabled() and not redo.isEnabled()
    hub.bridge.do(DeleteResources(("vm:jump",)))
    assert undo.text() == "Undo Delete jump"
    undo.trigger()
    assert not undo.isEnabled() and redo.text() == "Redo Delete jump"
    redo.trigger()
    assert "vm:jump" not in hub.bridge.update_now.document.topology.index.by_key


def test_the_status_line_says_selection_and_zoom(hub) -> None:
    hub.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    assert hub.status.text == "snet-aks-nodes · 10.80.16.0/21 · 2,043 usable"
    hub.canvas.select(())
    assert hub.status.text == "3 VNets · 5 subnets · 1 cluster"
    hub.canvas.set_zoom(1.5)
    assert hub.status._percent.text() == "150%"
    hub.status._slider.setValue(50)
    assert hub.canvas.zoom == pytest.approx(0.5)


def test_a_refused_edit_is_told_in_the_status_line(hub) -> None:
    hub.bridge.do(DeleteResources(("vm:nobody",)))
    assert "nobody" in hub.status.text


class Thrower(QObject):
    thrown = Signal()

    def throw(self) -> None:
        raise RuntimeError("a slot that fails")


@pytest.mark.qt_no_exception_capture
def test_an_exception_in_a_slot_is_told_and_the_program_goes_on(hub, monkeypatch, caplog) -> None:
    net = ExceptionNet()
    net.window = hub
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    net.install()
    thrower = Thrower(hub)
    thrower.thrown.connect(thrower.throw)
    thrower.thrown.emit()
    assert hub.message.isVisible() and "RuntimeError" in hub.message.text
    assert "a slot that fails" in caplog.text
    hub.bridge.do(DeleteResources(("vm:jump",)))
    assert hub.bridge.update_now.is_dirty


def test_harmless_words_of_qt_are_not_logged(caplog) -> None:
    from_offscreen = "This plugin does not support propagateSizeHints()"
    log_qt_message(None, QObjectContext(), from_offscreen)  # type: ignore[arg-type]
    assert from_offscreen not in caplog.text


class QObjectContext:
    category = "qt"


def test_no_label_takes_markup(hub) -> None:
    hub.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    for found in hub.findChildren(QLabel):
        assert found.textFormat() == Qt.TextFormat.PlainText, found.text()


def test_what_works_has_a_name_for_a_screen_reader(hub) -> None:
    for tile in hub.docks.palette.tiles:
        assert tile.accessibleName() and tile.toolTip()
    hub.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    for field in hub.docks.inspector.fields.values():
        proxy = field.focusProxy()
        assert proxy is None or proxy.accessibleName()


def test_the_layout_is_remembered(qtbot, hub) -> None:
    hub.docks.bottom.start_size(300)
    qtbot.waitUntil(lambda: hub.docks.bottom.height() == 300)
    hub.docks.keep()
    hub.docks.bottom.start_size(208)
    qtbot.waitUntil(lambda: hub.docks.bottom.height() == 208)
    assert hub.docks._restore()
    qtbot.waitUntil(lambda: hub.docks.bottom.height() == 300)


def test_a_second_design_replaces_the_first_everywhere(hub) -> None:
    hub.canvas.select(("vm:jump",))
    hub.docks.path.set_source("vm:jump")
    hub.docks.path.set_destination("10.80.40.4")
    hub.desk.open_path(sample_path("seed-anti-example"))
    assert hub.docks.path.trace is None
    assert "vm:jump" not in hub.docks.outline._items
    assert hub.docks.inspector.name.text() == "Seed anti-example"
    assert hub.top_bar._name.text() == "Seed anti-example"


def test_dialogs_open_and_close(hub) -> None:
    titles = []

    def close_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        titles.append(dialog.windowTitle())
        dialog.reject()

    for name in ("shortcuts", "about", "export"):
        QTimer.singleShot(0, hub, close_dialog)
        hub.actions_by_id[name].trigger()
    assert len(set(titles)) == 3
    assert QApplication.activeModalWidget() is None


def test_a_new_design_begins_at_full_size(qtbot, hub) -> None:
    hub.canvas.set_zoom(0.2)
    hub.desk.new()
    qtbot.waitUntil(lambda: hub.canvas.zoom == pytest.approx(1.0))
    assert not hub.canvas.picture.nodes


def test_what_has_gone_is_no_longer_under_the_pointer(hub) -> None:
    hub.canvas.pointer_moved.emit(((0.0, 0.0), "vm:jump"))
    assert hub.status._pointer.text().startswith("pointer over jump")
    hub.bridge.do(DeleteResources(("vm:jump",)))
    assert hub.status._pointer.text() == ""


def test_the_sheet_of_keys_fits_a_small_screen_and_names_every_key(window) -> None:
    sheet = ShortcutsDialog(window._rows, window)
    assert sheet.sizeHint().height() <= 680 and sheet.sizeHint().width() <= 1240
    shown = {found.text() for found in sheet.findChildren(QLabel)}
    for row in window._rows:
        assert not row.keys or row.text.rstrip("…") in shown, row.id
    sheet.deleteLater()
