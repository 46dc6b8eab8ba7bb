"""Zoom at the cursor, fit, pan; the canvas has no edge."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.canvas.hands import CTRL, PLAIN, SHIFT, Hands


def wheel(hands: Hands, place: QPoint, notches: int, held: Qt.KeyboardModifier = PLAIN) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(hands.view.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(hands.view.viewport(), event)


@pytest.mark.parametrize("notches", [1, -1, 3, -6])
def test_the_wheel_zooms_at_the_cursor(hands: Hands, notches: int) -> None:
    place = QPoint(777, 222)
    before = hands.view.mapToScene(place)
    wheel(hands, place, notches, CTRL)
    after = hands.view.mapToScene(place)
    assert (hands.view.zoom > 1) == (notches > 0)
    pixel = 1.5 / hands.view.zoom
    assert abs(after.x() - before.x()) <= pixel and abs(after.y() - before.y()) <= pixel


def test_zoom_stays_between_5_and_800_percent(hands: Hands) -> None:
    wheel(hands, QPoint(10, 10), 60, CTRL)
    assert hands.view.zoom == pytest.approx(8.0)
    wheel(hands, QPoint(10, 10), -90, CTRL)
    assert hands.view.zoom == pytest.approx(0.05)


def test_the_plain_wheel_scrolls_unless_set_to_zoom(hands: Hands) -> None:
    corner = hands.view.mapToScene(0, 0)
    wheel(hands, QPoint(10, 10), -1)
    assert hands.view.mapToScene(0, 0).y() > corner.y() and hands.view.zoom == 1.0
    hands.view.set_wheel_zooms(True)
    wheel(hands, QPoint(10, 10), -1)
    assert hands.view.zoom < 1.0


def test_keys_fit_and_reset(hands: Hands) -> None:
    heard: list[object] = []
    hands.view.zoom_changed.connect(heard.append)
    hands.key(Qt.Key.Key_Plus, CTRL)
    hands.key(Qt.Key.Key_0, CTRL)
    assert heard[-1] == 1.0
    hands.view.select(["vm:vm1"])
    hands.key(Qt.Key.Key_At, SHIFT)
    assert hands.view.zoom == pytest.approx(2.0)
    hands.key(Qt.Key.Key_F)
    seen = hands.view.mapToScene(hands.view.viewport().rect()).boundingRect()
    bounds = hands.view.picture.bounds
    assert seen.contains(bounds.x, bounds.y) and seen.contains(bounds.right, bounds.bottom)


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_a_drag_with_the_middle_button_or_space_pans(hands: Hands, button: Qt.MouseButton) -> None:
    viewport, corner = hands.view.viewport(), hands.view.mapToScene(0, 0)
    if button is Qt.MouseButton.LeftButton:
        QTest.keyPress(hands.view, Qt.Key.Key_Space)
    start = hands.at("vnet:hub")
    QTest.mousePress(viewport, button, PLAIN, start)
    QTest.mouseMove(viewport, start + QPoint(-70, 30))
    QTest.mouseRelease(viewport, button, PLAIN, start + QPoint(-70, 30))
    assert hands.view.mapToScene(0, 0) == corner + QPointF(70, -30)
    assert hands.bridge.update_now.revision == 0


def test_the_canvas_has_no_edge(hands: Hands) -> None:
    for _ in range(200):
        wheel(hands, QPoint(10, 10), -10)
    far = hands.view.mapToScene(0, 0).y()
    assert far > 100_000


def test_an_edit_moves_no_camera(hands: Hands) -> None:
    hands.view.set_zoom(0.7)
    before = hands.view.viewportTransform()
    for dx in (4000, -9000, 3000):
        start = hands.at("vnet:hub")
        hands.drag(start, start + QPoint(dx, 50))
    assert hands.view.viewportTransform() == before


def test_center_on_brings_a_thing_to_the_middle(hands: Hands) -> None:
    hands.view.center_on("vm:vm1")
    x, y = hands.box("vm:vm1").center
    middle = hands.view.mapToScene(hands.view.viewport().rect().center())
    assert abs(middle.x() - x) <= 2 and abs(middle.y() - y) <= 2
