"""Hands on a canvas: clicks, drags, drops and keys as Qt events, places named by key."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.mime import kind_mime
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.interact.hit import place_on
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
STEPS = 4


class Hands:
    """Works on one view; `said` and `refused` keep what the canvas told the user."""

    def __init__(self, view: CanvasView, bridge: Bridge) -> None:
        self.view = view
        self.bridge = bridge
        self.said: list[str] = []
        self.refused: list[str] = []
        view.status.connect(self.said.append)
        bridge.refused.connect(self.refused.append)

    @property
    def document(self) -> Document:
        return self.bridge.session.document

    def box(self, key: Key) -> Box:
        node = self.view.picture.node(key)
        assert node is not None, key
        return node.box

    def at(self, key: Key, dx: float = 24, dy: float = 12) -> QPoint:
        """A place in a box: `dx`, `dy` from its corner, or from its far sides when negative."""
        box = self.box(key)
        x = box.x + dx if dx >= 0 else box.right + dx
        y = box.y + dy if dy >= 0 else box.bottom + dy
        return self.view.mapFromScene(QPointF(x, y))

    def side(self, key: Key, side: str) -> QPoint:
        return self.view.mapFromScene(QPointF(*place_on(self.box(key), side)))

    def free(self) -> QPoint:
        """A place on free canvas below the picture."""
        bounds = self.view.picture.bounds
        return self.view.mapFromScene(QPointF(bounds.x + 40, bounds.bottom + 60))

    def hover(self, place: QPoint) -> None:
        QTest.mouseMove(self.view.viewport(), place)

    def click(self, place: QPoint, held: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, held, place)

    def double_click(self, place: QPoint) -> None:
        QTest.mouseDClick(self.view.viewport(), LEFT, PLAIN, place)

    def carry(self, start: QPoint, end: QPoint) -> None:
        """Press and move, without letting go."""
        viewport = self.view.viewport()
        self.hover(start)
        QTest.mousePress(viewport, LEFT, PLAIN, start)
        for step in range(1, STEPS + 1):
            QTest.mouseMove(viewport, start + (end - start) * step / STEPS)

    def drag(self, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = PLAIN) -> None:
        self.carry(start, end)
        QTest.mouseRelease(self.view.viewport(), LEFT, held, end)

    def right_drag(self, start: QPoint, end: QPoint) -> None:
        viewport, right = self.view.viewport(), Qt.MouseButton.RightButton
        QTest.mousePress(viewport, right, PLAIN, start)
        QTest.mouseMove(viewport, (start + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, right, PLAIN, end)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.view, key, held)

    def editor(self) -> QLineEdit:
        found = [e for e in self.view.viewport().findChildren(QLineEdit) if e.isVisible()]
        assert len(found) == 1
        return found[0]

    def type_name(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        editor = self.editor()
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, end)

    def drag_over(self, kind: str | QMimeData, place: QPoint) -> QDragMoveEvent:
        """Bring a drag from the palette over a place, without dropping."""
        data = kind_mime(kind) if isinstance(kind, str) else kind
        self._data = data  # events do not own it
        actions = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(place, actions, data, LEFT, PLAIN)
        QApplication.sendEvent(self.view.viewport(), enter)
        move = QDragMoveEvent(place, actions, data, LEFT, PLAIN)
        QApplication.sendEvent(self.view.viewport(), move)
        return move

    def leave(self) -> None:
        QApplication.sendEvent(self.view.viewport(), QDragLeaveEvent())

    def drop(self, kind: str, place: QPoint) -> QDropEvent:
        """Drag a kind from the palette and drop it."""
        self.drag_over(kind, place)
        event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, self._data, LEFT, PLAIN)
        QApplication.sendEvent(self.view.viewport(), event)
        return event
