"""The surface of the canvas: Qt's events go to the mouse, the keys, drops, menus and painters."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from aksdesigner.gui.bridge import Bridge
from aksdesigner.gui.canvas.backdrop import Backdrop, paint_invitation
from aksdesigner.gui.canvas.camera import Camera
from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.canvas.drops import Drops
from aksdesigner.gui.canvas.foreground import Foreground
from aksdesigner.gui.canvas.keys import Action, Keys
from aksdesigner.gui.canvas.legend import LegendCard
from aksdesigner.gui.canvas.menu import Menus
from aksdesigner.gui.canvas.minimap import Minimap
from aksdesigner.gui.canvas.mouse import Mouse
from aksdesigner.gui.canvas.naming import Naming
from aksdesigner.gui.canvas.scene import CanvasScene
from aksdesigner.present.picture import Scene
from aksdesigner.present.theme import Theme
from aksdesigner.report.painting import load_fonts


class Surface(QGraphicsView):
    """Hears events and hands them on; what they mean is decided elsewhere.

    Signals carry one object each; for `pointer_moved` the scene point and the key under it.
    """

    pointer_moved = Signal(object)
    quick_add_requested = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setScene(CanvasScene(theme, self))
        self._camera = Camera(self)
        self._desk = Desk(bridge, self.canvas_scene, self._camera)
        self._mouse = Mouse(self._desk, self)
        self._drops = Drops(self._desk, self._mouse)
        self._foreground = Foreground(self._desk, self)
        self._backdrop = Backdrop()
        self._naming = Naming(self._desk, self)
        self.minimap = Minimap(self._desk, self)
        self.legend = LegendCard(self._desk, self)
        self._is_fitted = False
        self._free = (0.0, 0.0)

    def _obey(self, actions: dict[str, Action], call: Callable[[str, str | None], None]) -> None:
        """Take what keys may ask for, by name, and what does what the menu says."""
        self._keys = Keys(self._desk, actions)
        self._menus = Menus(self._desk, self, call)
        self._call = call

    def fit(self) -> None:
        """Show the whole picture."""
        self._fit(self.canvas_scene.content_rect(), 1.0)

    def keep_free(self, above: float, below: float) -> None:
        """Keep screen pixels above and below free of the picture wherever it is fitted."""
        self._free = (above, below)

    def _fit(self, rect: QRectF, most: float) -> None:
        above, below = self._free
        share = rect.height() / max(100.0, self.viewport().height() - above - below)
        self._camera.fit(rect.adjusted(0, -above * share, 0, below * share), most)
        self._desk.show_zoom()

    @property
    def canvas_scene(self) -> CanvasScene:
        """The scene, as what it is."""
        scene = self.scene()
        assert isinstance(scene, CanvasScene)
        return scene

    @property
    def picture(self) -> Scene:
        """What is drawn."""
        return self.canvas_scene.picture

    def event(self, event: QEvent) -> bool:
        """Take Tab for walking the picture, and the pinch of a trackpad."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if is_tab and self._keys.press(event):
                event.accept()
                return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hear what Qt has no handler for: pinching, and the pointer leaving."""
        if isinstance(event, QNativeGestureEvent) and self._mouse.native(event):
            return True
        if event.type() == QEvent.Type.Leave:
            self._mouse.leave()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().viewportEvent(event)

    def _tell(self, event: QHelpEvent) -> None:
        """Say what the thing under a resting pointer is, in words that are never markup."""
        key = self._mouse.pointer_of(QPointF(event.pos())).hit.key
        lines = self._desk.lines_of(key) if key is not None and not self._desk.hand.is_busy else ()
        text = "<br>".join(html.escape(line) for line in lines)
        if text:
            QToolTip.showText(event.globalPos(), f"<qt>{text}</qt>", self.viewport())
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a gesture."""
        self._mouse.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry a gesture on, or hover."""
        pointer = self._mouse.move(event)
        self.pointer_moved.emit((pointer.at, pointer.hit.key))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture; the document changes here, once. A right click opens the menu."""
        self._mouse.release(event)
        if event.button() is Qt.MouseButton.RightButton and not self._mouse.has_right_panned:
            self._mouse.take_under(self._mouse.pointer(event))
            self._menus.open(event.globalPosition().toPoint())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename on a title, ask what to add on free canvas."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        hit = self._mouse.pointer(event).hit
        if hit.zone == "title" and hit.key is not None:
            self._desk.select((hit.key,))
            self._naming.open(hit.key)
        elif hit.zone == "body" and hit.key is not None and self._desk.is_collapsed(hit.key):
            self._desk.select((hit.key,))
            self._call("collapse", None)
        elif hit.zone == "empty":
            self.quick_add_requested.emit(self._mouse.scene_point(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll or zoom."""
        self._mouse.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means; what means nothing here goes to the window."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._mouse.hold_space(is_held=True)
        elif not self._keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the hand that pans."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._mouse.hold_space(is_held=False)
        else:
            super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done, from the keyboard.

        The mouse opens the menu when its button is let go of: some platforms ask for it when the
        button goes down, which may become a pan.
        """
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._menus.open_at_selection()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Hear a drag from the palette."""
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Preview the drop."""
        self._drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the drag."""
        self._drops.leave()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        if self._drops.drop(event) and self._naming.editor is None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here by Tab sees the ring around what is selected."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._desk.is_focus_shown = True
            self._desk.marks_changed.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the hand that pans: its key may be let go of elsewhere."""
        self._mouse.hold_space(is_held=False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the canvas reaching beyond what is seen; the first size fits the picture."""
        super().resizeEvent(event)
        self._camera.grow()
        self.minimap.place()
        if not self._is_fitted and self.picture.nodes and self.isVisible():
            self._is_fitted = True
            self.fit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the paper."""
        self._backdrop.paint(painter, QRectF(rect), self.canvas_scene.theme, self._camera.zoom)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: ARG002  # Qt's
        """Paint selection, hover and the preview over everything."""
        painter.save()
        painter.resetTransform()
        if not self.picture.nodes:
            paint_invitation(painter, self.viewport().rect(), self.canvas_scene.theme)
        self._foreground.paint(painter)
        painter.restore()
