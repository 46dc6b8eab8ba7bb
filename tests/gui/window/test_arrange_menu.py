"""Aligning and distributing with keys and menus; the wheel's setting; panning with the right button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from aksdesigner.gui.canvas.menu import CanvasMenu
from aksdesigner.gui.main_window import MainWindow
from aksdesigner.model.ids import Key

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
RIGHT = Qt.MouseButton.RightButton
SPOKES = ("vnet:spoke-prod", "vnet:spoke-shared")


def box_of(window: MainWindow, key: Key):
    node = window.canvas.picture.node(key)
    assert node is not None
    return node.box


def open_menu() -> CanvasMenu:
    (menu,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, CanvasMenu) and w.isVisible()
    ]
    return menu


def test_right_sides_are_aligned_by_key_and_one_undo_takes_it_back(qtbot, hub) -> None:
    hub.activateWindow()
    hub.canvas.setFocus()
    hub.canvas.select(SPOKES[1:])
    qtbot.keyClick(hub.canvas, Qt.Key.Key_Right)
    before = hub.bridge.session.document
    assert abs(box_of(hub, SPOKES[0]).right - box_of(hub, SPOKES[1]).right) > 8
    hub.canvas.select(SPOKES)
    qtbot.keyClick(hub.canvas, Qt.Key.Key_R, CTRL_SHIFT)
    assert abs(box_of(hub, SPOKES[0]).right - box_of(hub, SPOKES[1]).right) < 0.1
    assert hub.bridge.update_now.undo_label == "Align 2 boxes"
    hub.actions_by_id["undo"].trigger()
    assert hub.bridge.session.document is before


def test_actions_that_need_more_things_say_so_by_being_grey(hub) -> None:
    states = []
    for keys in ((), SPOKES[:1], SPOKES, ("vnet:hub", *SPOKES)):
        hub.canvas.select(keys)
        names = ("delete", "align_left", "distribute_down")
        states.append(tuple(hub.actions_by_id[name].isEnabled() for name in names))
    assert states == [(False,) * 3, (True, False, False), (True, True, False), (True,) * 3]


def test_the_menu_of_several_aligns_them(qtbot, hub) -> None:
    hub.canvas.select(SPOKES)
    hub.canvas.setFocus()
    qtbot.keyClick(hub.canvas, Qt.Key.Key_Menu)
    menu = open_menu()
    (align,) = [a.menu() for a in menu.actions() if a.text() == "Align"]
    assert isinstance(align, QMenu)
    texts = [a.text().partition("\t")[0] for a in align.actions() if not a.isSeparator()]
    assert texts == [
        "Left sides",
        "Centers",
        "Right sides",
        "Upper sides",
        "Middles",
        "Lower sides",
    ]
    assert not [a for a in menu.actions() if a.text() == "Distribute"]  # two have no gaps
    right = next(a for a in align.actions() if a.text().startswith("Right"))
    hub.canvas.select(SPOKES[1:])
    qtbot.keyClick(hub.canvas, Qt.Key.Key_Right)
    hub.canvas.select(SPOKES)
    right.trigger()
    menu.close()
    assert abs(box_of(hub, SPOKES[0]).right - box_of(hub, SPOKES[1]).right) < 0.1


def test_the_right_button_pans_when_it_is_dragged_and_opens_the_menu_when_not(hub) -> None:
    viewport, canvas = hub.canvas.viewport(), hub.canvas
    hub.canvas.select(())
    spot = canvas.mapFromScene(QPointF(*box_of(hub, SPOKES[0]).center))
    before = canvas.mapToScene(QPoint(0, 0))
    QTest.mousePress(viewport, RIGHT, pos=spot)
    QTest.mouseMove(viewport, spot + QPoint(60, 30))
    QTest.mouseMove(viewport, spot + QPoint(120, 60))
    QTest.mouseRelease(viewport, RIGHT, pos=spot + QPoint(120, 60))
    moved = canvas.mapToScene(QPoint(0, 0)) - before
    assert abs(moved.x() * canvas.zoom + 120) < 2 and abs(moved.y() * canvas.zoom + 60) < 2
    assert canvas.selection() == ()
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, CanvasMenu) and w.isVisible()
    ]
    QTest.mouseClick(viewport, RIGHT, pos=spot + QPoint(120, 60))
    assert len(canvas.selection()) == 1
    open_menu().close()


def test_the_wheel_zooms_once_somebody_chose_so_and_that_is_remembered(hub) -> None:
    def turn() -> None:
        place = QPointF(300, 300)
        event = QWheelEvent(
            place, hub.canvas.viewport().mapToGlobal(place), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(hub.canvas.viewport(), event)

    zoom = hub.canvas.zoom
    turn()
    assert hub.canvas.zoom == zoom
    hub.actions_by_id["wheel_zooms"].trigger()
    turn()
    assert hub.canvas.zoom > zoom
    assert hub.settings.wheel_zooms and hub.actions_by_id["wheel_zooms"].isChecked()
