"""Where things are in view on a canvas, and where there is room."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aksdesigner.gui.canvas.pointer import pointer_at
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.interact.gesture import Pointer
from aksdesigner.interact.hit import is_frame
from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box
from tests.gui.canvas.hands import CTRL, PLAIN

K = Qt.Key
STEP = 6


class Eyes:
    """Looks at one canvas; brings the whole picture into view when something is out of it."""

    def __init__(self, view: CanvasView) -> None:
        self.view = view

    def see_all(self) -> None:
        """Zoom so that the whole picture is in view."""
        QTest.keyClick(self.view, K.Key_Home)
        QApplication.processEvents()

    def pointer(self, place: QPoint) -> Pointer:
        """What is under a place, as the canvas understands it."""
        desk = self.view._desk
        at = self.view._mouse.scene_point(QPointF(place))
        return pointer_at(desk.ground, at, PLAIN, desk.hovered)

    def place_on(self, key: Key) -> QPoint | None:
        """A place in view where a click takes a thing, or None when it has no box or chip."""
        ground = self.view._desk.ground
        boxes = list(ground.chips.get(key, ()))
        node = ground.node(key)
        if node is not None and key not in ground.hidden:
            boxes.append(node.box)
        for is_zoomed in (False, True):
            if is_zoomed and boxes:
                self.see_all()
            for box in boxes:
                for place in self._grid(box):
                    hit = self.pointer(place).hit
                    if hit.key == key and hit.zone in ("title", "body", "chip"):
                        return place
        return None

    def _grid(self, box: Box) -> Iterator[QPoint]:
        """Places in a box that are in view, those near its top first."""
        view = self.view
        area = view.viewport().rect().adjusted(8, 8, -8, -8)
        top = view.mapFromScene(QPointF(box.x, box.y))
        end = view.mapFromScene(QPointF(box.right, box.bottom))
        for y in range(top.y() + 3, end.y() - 1, STEP):
            for x in range(top.x() + 3, end.x() - 1, STEP):
                if area.contains(x, y):
                    yield QPoint(x, y)

    def room_in(self, key: Key | None) -> QPoint:
        """A place in view that belongs to a container itself, or to free canvas."""
        ground = self.view._desk.ground
        if key is not None:
            found = self.place_on(key)
            node = ground.node(key)
            assert found is not None and node is not None, key
            for place in reversed(list(self._grid(node.box))):
                hit = self.pointer(place).hit
                if hit.key == key and hit.zone == "body":
                    return place
            return found
        for _ in range(2):
            place = self._free_place()
            if place is not None:
                return place
            QTest.keyClick(self.view, K.Key_Minus, CTRL)
        raise AssertionError("no free canvas in view")

    def _free_place(self) -> QPoint | None:
        """A place with room around it that no box has."""
        view = self.view
        area = view.viewport().rect()
        boxes = [n.box.grown(60) for n in view.picture.nodes if not is_frame(n)]
        for y in range(60, area.height() - 60, 20):
            for x in range(60, area.width() - 60, 20):
                at = view.mapToScene(QPoint(x, y))
                if not any(box.contains(at.x(), at.y()) for box in boxes):
                    return QPoint(x, y)
        return None
