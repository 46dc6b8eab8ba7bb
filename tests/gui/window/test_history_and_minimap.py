"""The history that one clicks into, and the minimap that one drags in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.rename import Rename

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def texts(hub) -> list[str]:
    model = hub.docks.history.model
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def edited(hub) -> None:
    hub.bridge.do(Rename("vm:jump", "bastion"))
    hub.bridge.do(DeleteResources(("vm:bastion",)))


def test_ctrl_h_opens_the_history_and_a_click_goes_back(qtbot, hub) -> None:
    before = hub.bridge.session.document
    edited(hub)
    hub.activateWindow()
    hub.canvas.setFocus()
    qtbot.keyClick(hub.canvas, Qt.Key.Key_H, CTRL)
    panel = hub.docks.history
    assert panel.isVisible() and panel.list.hasFocus()
    assert texts(hub) == ["Opened", "Rename jump", "Delete bastion"]
    assert panel.list.currentIndex().row() == 2
    place = panel.list.visualRect(panel.model.index(0)).center()
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=place)
    assert hub.bridge.session.document is before
    assert panel.list.currentIndex().row() == 0
    assert texts(hub) == ["Opened", "Rename jump", "Delete bastion"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert hub.bridge.session.document is before  # walking is not going
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert "vm:bastion" in hub.bridge.session.document.topology.index.by_key


def test_the_history_follows_and_tells_what_was_undone(hub) -> None:
    hub.docks.show_history()
    edited(hub)
    hub.bridge.undo()
    model = hub.docks.history.model
    said = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said == ["Opened, done", "Rename jump, now", "Delete bastion, undone"]
    hub.docks.show_outline()
    hub.bridge.redo()
    hub.docks.show_history()
    assert hub.docks.history.list.currentIndex().row() == 2


def test_m_shows_the_minimap_and_that_is_remembered(qtbot, hub) -> None:
    hub.activateWindow()
    hub.canvas.setFocus()
    minimap = hub.canvas.minimap
    assert not minimap.isVisible()
    qtbot.keyClick(hub.canvas, Qt.Key.Key_M)
    assert minimap.isVisible() and hub.settings.has_minimap
    assert hub.actions_by_id["minimap"].isChecked()
    assert hub.canvas.rect().contains(minimap.geometry())
    hub.resize(1400, 800)
    qtbot.waitUntil(lambda: hub.canvas.height() - minimap.geometry().bottom() < 20)
    qtbot.keyClick(hub.canvas, Qt.Key.Key_M)
    assert not minimap.isVisible() and not hub.settings.has_minimap


def test_the_box_of_the_minimap_is_what_is_seen_and_dragging_it_looks_there(hub) -> None:
    hub.actions_by_id["minimap"].trigger()
    minimap, canvas = hub.canvas.minimap, hub.canvas
    canvas.set_zoom(2.0)
    canvas.center_on("vnet:hub")
    box = minimap.box()
    spoke = canvas.picture.node("vnet:spoke-shared").box
    scale, origin = minimap._scale()
    target = ((QPointF(*spoke.center) - origin) * scale).toPoint()
    QTest.mousePress(minimap, LEFT, pos=box.center().toPoint())
    QTest.mouseMove(minimap, target)
    QTest.mouseRelease(minimap, LEFT, pos=target)
    middle = canvas.mapToScene(canvas.viewport().rect().center())
    assert abs(middle.x() - spoke.center[0]) < 1.5 / scale
    assert abs(middle.y() - spoke.center[1]) < 1.5 / scale
    assert (minimap.box().center() - QPointF(target)).manhattanLength() < 4
    assert canvas.zoom == 2.0


def test_panning_and_zooming_do_not_paint_the_map_anew(hub) -> None:
    hub.actions_by_id["minimap"].trigger()
    minimap = hub.canvas.minimap
    minimap.grab()
    kept = minimap._image
    hub.canvas.set_zoom(0.5)
    hub.canvas._camera.pan(30, 40)
    minimap.grab()
    assert minimap._image is kept
    hub.bridge.do(DeleteResources(("vnet:spoke-shared",)))
    QTest.qWait(200)
    minimap.grab()
    assert minimap._image is not kept and minimap._image != kept


def test_the_map_of_an_empty_design_is_empty_and_can_be_pressed(hub, tmp_path: Path) -> None:
    hub.bridge.session.mark_saved()
    hub.actions_by_id["new"].trigger()
    hub.actions_by_id["minimap"].trigger()
    minimap = hub.canvas.minimap
    minimap.grab()
    QTest.mouseClick(minimap, LEFT, pos=QPoint(20, 20))
    assert minimap.isVisible()
