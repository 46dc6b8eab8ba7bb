"""The mouse and the trackpad: press, drag, hover; pan and zoom."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsView

from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.canvas.pointer import pointer_at
from aksdesigner.interact.gesture import Hit, Pointer
from aksdesigner.interact.select import keys_under
from aksdesigner.model.ids import Key

# a notch of a wheel is 120; a doubling takes about three notches
NOTCH = 120.0
ZOOM_A_NOTCH = 1.25
SCROLL_A_NOTCH = 64.0

Button = Qt.MouseButton
Cursor = Qt.CursorShape
HANDLE_CURSORS = {
    "n": Cursor.SizeVerCursor,
    "s": Cursor.SizeVerCursor,
    "e": Cursor.SizeHorCursor,
    "w": Cursor.SizeHorCursor,
    "nw": Cursor.SizeFDiagCursor,
    "se": Cursor.SizeFDiagCursor,
    "ne": Cursor.SizeBDiagCursor,
    "sw": Cursor.SizeBDiagCursor,
}


class Mouse:
    """What the pointer does on one canvas."""

    def __init__(self, desk: Desk, view: QGraphicsView) -> None:
        self._desk = desk
        self._view = view
        self._pan_from: QPoint | None = None
        self._right_at: QPoint | None = None
        self.at: QPointF | None = None
        self.has_right_panned = False
        self.is_space_held = False
        self.wheel_zooms = False

    def pointer(self, event: QMouseEvent) -> Pointer:
        """Return the Pointer of an event."""
        return self.pointer_of(event.position(), event.modifiers())

    def pointer_of(
        self, position: QPointF, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Pointer:
        """Return the Pointer of a place in the viewport."""
        point = self.scene_point(position)
        return pointer_at(self._desk.ground, point, held, self._desk.hovered)

    def scene_point(self, position: QPointF) -> QPointF:
        """Return the scene point under a place in the viewport, with its fraction."""
        inverted, _ = self._view.viewportTransform().inverted()
        return inverted.map(position)

    def press(self, event: QMouseEvent) -> None:
        """Start panning, or let the hand have the press."""
        wants_pan = event.button() is Button.LeftButton and self.is_space_held
        if event.button() is Button.MiddleButton or wants_pan:
            self._pan_from = event.position().toPoint()
            self._view.viewport().setCursor(Cursor.ClosedHandCursor)
            return
        if event.button() is Button.LeftButton:
            self._desk.is_focus_shown = False
            self._desk.hand.press(self._desk.ground, self.pointer(event))
        elif event.button() is Button.RightButton:
            self._right_at, self.has_right_panned = event.position().toPoint(), False

    def move(self, event: QMouseEvent) -> Pointer:
        """Pan, preview the gesture, or hover; returns where the pointer is."""
        self.at = event.position()
        if self._right_at is not None and self._pan_from is None:
            way = (event.position().toPoint() - self._right_at).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._pan_from, self.has_right_panned = self._right_at, True
                self._view.viewport().setCursor(Cursor.ClosedHandCursor)
        if self._pan_from is not None:
            at = event.position().toPoint()
            self._desk.camera.pan(at.x() - self._pan_from.x(), at.y() - self._pan_from.y())
            self._pan_from = at
            self._desk.marks_changed.emit()
            return self.pointer(event)
        pointer = self.pointer(event)
        if self._desk.hand.is_busy:
            self._desk.show(self._desk.hand.move(pointer))
        else:
            self._hover(pointer)
        return pointer

    def release(self, event: QMouseEvent) -> None:
        """End panning, or the gesture."""
        if event.button() is Button.RightButton:
            self._right_at = None
        if self._pan_from is not None:
            self._pan_from = None
            self._view.viewport().setCursor(self._idle_cursor())
            return
        if event.button() is Button.LeftButton and self._desk.hand.is_busy:
            self._end_gesture(self.pointer(event))

    def _end_gesture(self, pointer: Pointer) -> None:
        hand = self._desk.hand
        modal = hand.gesture if hand.is_modal else None
        outcome = hand.release(pointer)
        if modal is not None and outcome.command is None:
            # a click on a wrong place says why; what is carried stays in the hand
            self._desk.status.emit(outcome.status)
            self._desk.begin(modal, modal.move(pointer))
            return
        self._desk.finish(outcome)
        self._hover(pointer_at(self._desk.ground, QPointF(*pointer.at)))

    def leave(self) -> None:
        """Forget where the pointer was and what it hovered."""
        self.at = None
        self._desk.hover(None)

    def hold_space(self, *, is_held: bool) -> None:
        """Turn the pointer into a hand that pans while the space bar is down."""
        self.is_space_held = is_held
        self._view.viewport().setCursor(self._idle_cursor())

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll; zoom at the pointer with Ctrl (or always, as set)."""
        is_zoom = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_mouse = event.pixelDelta().isNull()
        if is_zoom or (self.wheel_zooms and is_mouse):
            notches = event.angleDelta().y() / NOTCH
            self.zoom_by(ZOOM_A_NOTCH**notches, event.position().toPoint())
            return
        delta = event.pixelDelta()
        dx, dy = float(delta.x()), float(delta.y())
        if is_mouse:
            dx = event.angleDelta().x() / NOTCH * SCROLL_A_NOTCH
            dy = event.angleDelta().y() / NOTCH * SCROLL_A_NOTCH
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                dx, dy = dy, dx
        self._desk.camera.pan(dx, dy)
        self._desk.marks_changed.emit()

    def native(self, event: QNativeGestureEvent) -> bool:
        """Zoom by pinching; returns whether the gesture was understood."""
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.zoom_by(1.0 + event.value(), event.position().toPoint())
        return True

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zoom at a place in the viewport."""
        self._desk.camera.zoom_to(self._desk.camera.zoom * factor, at)
        self._desk.show_zoom()

    def _hover(self, pointer: Pointer) -> None:
        hit = pointer.hit
        self._desk.hover(hovered_key(hit))
        self._view.viewport().setCursor(self._cursor(hit))

    def _cursor(self, hit: Hit) -> Qt.CursorShape:
        if self.is_space_held:
            return Cursor.OpenHandCursor
        if hit.zone == "handle":
            return HANDLE_CURSORS[hit.side]
        if hit.zone == "port":
            return Cursor.CrossCursor
        return Cursor.PointingHandCursor if hit.zone in ("link", "chip") else Cursor.ArrowCursor

    def _idle_cursor(self) -> Qt.CursorShape:
        return Cursor.OpenHandCursor if self.is_space_held else Cursor.ArrowCursor

    def take_under(self, pointer: Pointer) -> None:
        """A context menu is about what is under the pointer."""
        key = pointer.hit.key
        if pointer.hit.zone == "link":
            self._desk.select(keys_under(self._desk.ground, pointer.hit))
        elif key is None:
            self._desk.select(())
        elif key not in self._desk.selection:
            self._desk.select((key,))


def hovered_key(hit: Hit) -> Key | None:
    """Return the box whose port rings a hit shows."""
    return None if hit.zone in ("link", "chip", "empty", "handle") else hit.key
