"""The minimap: the whole picture in a corner, and the part that is seen as a box to drag."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.canvas.pointer import rect_of
from aksdesigner.present.picture import Box
from aksdesigner.report.painting import color_of

WIDTH, HEIGHT = 176, 120
EDGE = 12
PAD = 6.0
RADIUS = 8.0
# edits in a row are painted once, this long after the last one
PAUSE_MS = 120


# how strong a form stands out; what is inside a plate lies on it
STRENGTHS = {
    "hub": 0.55,
    "vnet": 0.35,
    "subnet": 0.25,
    "special": 0.25,
    "outside": 0.3,
    "pendant": 0.2,
}


class Minimap(QWidget):
    """The plates of the picture, painted once an edit; panning and zooming move only the box over it."""

    def __init__(self, desk: Desk, view: QGraphicsView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._image: QImage | None = None
        self.setFixedSize(WIDTH, HEIGHT)
        self.setAccessibleName("Minimap")
        self.setToolTip("Drag to look elsewhere")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        desk.picture_changed.connect(self._wait)
        desk.marks_changed.connect(self.update)
        self.hide()

    def place(self) -> None:
        """Stand in the lower left corner of the canvas."""
        self.move(EDGE, self._view.height() - HEIGHT - EDGE)
        self.raise_()

    def show_map(self, is_shown: bool) -> None:  # noqa: FBT001  # like setVisible
        """Show it, or take it away."""
        self.setVisible(is_shown)
        if is_shown:
            self.place()
            self.refresh()

    def refresh(self) -> None:
        """Paint the picture anew."""
        self._image = None
        self.update()

    def box(self) -> QRectF:
        """Return the part that is seen, in pixels of the map."""
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        scale, origin = self._scale()
        box = QRectF((seen.topLeft() - origin) * scale, seen.size() * scale)
        return box.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the kept picture and the box."""
        theme = self._desk.scene.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        if self._image is None or self._image.devicePixelRatio() != ratio:
            self._image = self._painted(ratio)
        painter.drawImage(QPointF(0, 0), self._image)
        painter.setBrush(_faded(color_of(theme, "accent"), 0.12))
        painter.setPen(QPen(color_of(theme, "accent"), 1.5))
        painter.drawRoundedRect(self.box(), 3, 3)

    def _painted(self, ratio: float) -> QImage:
        image = QImage(
            round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        theme = self._desk.scene.theme
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color_of(theme, "border"), 1))
        painter.setBrush(color_of(theme, "raised"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1), RADIUS, RADIUS)
        scale, origin = self._scale()
        painter.setClipRect(QRectF(1, 1, WIDTH - 2, HEIGHT - 2))
        self._paint_boxes(painter, scale, origin)
        painter.end()
        return image

    def _paint_boxes(self, painter: QPainter, scale: float, origin: QPointF) -> None:
        """Paint plates and lines in strokes of the map: what a far picture says would be dust."""
        picture, ink = self._desk.scene.picture, color_of(self._desk.scene.theme, "text2")

        def placed(box: Box) -> QRectF:
            return QRectF((QPointF(box.x, box.y) - origin) * scale, QSizeF(box.w, box.h) * scale)

        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_faded(ink, 0.5), 1))
        for link in picture.links:
            painter.drawPolyline([(QPointF(*point) - origin) * scale for point in link.points])
        for node in picture.nodes:
            strength = STRENGTHS.get(node.form)
            if node.form == "region":
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(_faded(ink, 0.4), 1, Qt.PenStyle.DotLine))
                painter.drawRoundedRect(placed(node.box), 3, 3)
            elif strength is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_faded(ink, strength))
                painter.drawRoundedRect(placed(node.box), 1.5, 1.5)

    def _scale(self) -> tuple[float, QPointF]:
        """Return map pixels a scene pixel, and the scene point at the map's corner."""
        content = rect_of(self._desk.scene.picture.bounds)
        if content.isEmpty():
            content = QRectF(QPointF(0, 0), QSizeF(self._view.size()))
        scale = min((WIDTH - 2 * PAD) / content.width(), (HEIGHT - 2 * PAD) / content.height())
        room = QPointF(WIDTH, HEIGHT) / scale
        return scale, content.center() - room / 2

    def _wait(self) -> None:
        if self.isVisible():
            self._pause.start()
        else:
            self._image = None

    def _look(self, event: QMouseEvent) -> None:
        scale, origin = self._scale()
        self._desk.camera.look_at(event.position() / scale + origin)
        self._desk.marks_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look where was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._look(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look(event)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel over the map zooms in the middle of the view."""
        self._desk.camera.step(1 if event.angleDelta().y() > 0 else -1)
        self._desk.show_zoom()
        event.accept()


def _faded(color: QColor, strength: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(strength)
    return faded
