"""The pen and the laser pointer: what the pointer does while one of them is in the hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent

from aksdesigner.edit.notes import AddInk
from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.gui.workshop.sheet import Sheet

Kind = QEvent.Type
LEFT = Qt.MouseButton.LeftButton


class Pen(QObject):
    """P takes the pen: every drag is a stroke, one step of the history. L, held, is the laser."""

    changed = Signal()

    def __init__(self, bridge: Bridge, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._bridge, self._canvas = bridge, canvas
        self.sheet = Sheet(canvas)
        self.is_on = False
        self.is_laser = False
        self._points: list[QPointF] | None = None
        self._shine = QTimer(self)
        self._shine.setInterval(50)
        self._shine.timeout.connect(self._stay)
        canvas.viewport().installEventFilter(self)
        canvas.installEventFilter(self)

    def toggle(self) -> None:
        """Take the pen, or put it away."""
        self.use(is_on=not self.is_on)

    def use(self, *, is_on: bool) -> None:
        """Take the pen or put it away; a stroke under way is given up."""
        self.is_on, self._points = is_on, None
        self.sheet.draw([])
        self._show_cursor()
        self.changed.emit()

    def shine(self, *, is_on: bool) -> None:
        """Switch the laser on where the pointer is, or off."""
        if is_on == self.is_laser:
            return
        self.is_laser = is_on
        self._show_cursor()
        if is_on:
            self._stay()
            self._shine.start()
        else:
            self._shine.stop()
            self.sheet.end_laser()
        self.changed.emit()

    def _stay(self) -> None:
        """The dot stays lit while the key is held, though the pointer rests."""
        viewport = self._canvas.viewport()
        self.sheet.point(QPointF(viewport.mapFromGlobal(QCursor.pos())))

    def _show_cursor(self) -> None:
        shapes = Qt.CursorShape
        shape = shapes.CrossCursor if self.is_on else shapes.ArrowCursor
        self._canvas.viewport().setCursor(shapes.BlankCursor if self.is_laser else shape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse while the pen is in the hand, and the key of the laser."""
        if isinstance(event, QMouseEvent) and watched is self._canvas.viewport():
            return self._mouse(event)
        if watched is self._canvas and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self._canvas and event.type() == Kind.FocusOut:
            self.shine(is_on=False)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_L and (is_plain or self.is_laser):
            if event.type() == Kind.KeyPress:
                self.shine(is_on=True)
            elif event.type() == Kind.KeyRelease and not event.isAutoRepeat():
                self.shine(is_on=False)
            return True
        is_escape = event.type() == Kind.KeyPress and event.key() == Qt.Key.Key_Escape
        if is_escape and self.is_on:
            self.use(is_on=False)
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        if self.is_laser and event.type() == Kind.MouseMove:
            self.sheet.point(event.position())
            return True
        if not self.is_on:
            return False
        if event.type() == Kind.MouseButtonPress and event.button() is LEFT:
            self._points = [event.position()]
        elif event.type() == Kind.MouseMove and self._points is not None:
            self._points.append(event.position())
        elif event.type() == Kind.MouseButtonRelease and self._points is not None:
            self._keep([*self._points, event.position()])
            return True
        elif event.button() not in (LEFT, Qt.MouseButton.NoButton):
            return False  # the other buttons pan and open the menu
        if self._points is not None:
            self.sheet.draw(list(self._points))
        return True

    def _keep(self, points: list[QPointF]) -> None:
        self._points = None
        self.sheet.draw([])
        inverted, _ = self._canvas.viewportTransform().inverted()
        scene = [inverted.map(point) for point in points]
        self._bridge.do(AddInk(tuple((point.x(), point.y()) for point in scene)))
