"""Glass over the canvas: the trail of the laser pointer, and the stroke that is being drawn."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from aksdesigner.gui.canvas.view import CanvasView
from aksdesigner.present.draw_notes import INK_WIDTH
from aksdesigner.report.painting import color_of

# seconds a point of the laser's trail is seen, pixels of its dot and halo
TAIL, DOT, HALO = 0.4, 7.0, 14.0
FRAME_MS = 16


class Sheet(QWidget):
    """Lies over the viewport and lets every click through; repaints only while something fades."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Laser and pen")
        self._canvas = canvas
        self.trail: list[tuple[float, QPointF]] = []
        self.stroke: list[QPointF] = []
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME_MS)
        self._clock.timeout.connect(self.fade)
        canvas.viewport().installEventFilter(self)
        self.hide()

    def point(self, at: QPointF) -> None:
        """Let the laser shine on a place of the viewport."""
        self.trail.append((time.monotonic(), at))
        self._appear()
        self._clock.start()

    def end_laser(self) -> None:
        """Switch the laser off; its tail fades."""
        self.fade()

    def draw(self, points: list[QPointF]) -> None:
        """Show the stroke under way, in viewport pixels; an empty one takes it away."""
        self.stroke = points
        self._appear()
        if not points and not self.trail:
            self.hide()

    def fade(self) -> None:
        """Forget what has been seen long enough."""
        now = time.monotonic()
        self.trail = [(t, p) for t, p in self.trail if now - t < TAIL]
        if not self.trail:
            self._clock.stop()
            if not self.stroke:
                self.hide()
        self.update()

    def _appear(self) -> None:
        self.setGeometry(self._canvas.viewport().rect())
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the viewport."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.viewport().rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the stroke, the tail, and the dot in its halo."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        red = color_of(self._canvas.canvas_scene.theme, "laser")
        round_cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        if self.stroke:
            wide = INK_WIDTH * self._canvas.zoom
            painter.setPen(QPen(red, wide, Qt.PenStyle.SolidLine, round_cap, join))
            painter.drawPolyline(QPolygonF(self.stroke))
        now = time.monotonic()
        for (_, a), (t, b) in zip(self.trail, self.trail[1:], strict=False):
            left = max(0.0, 1 - (now - t) / TAIL)
            painter.setPen(
                QPen(_faded(red, 0.7 * left), 1 + 4 * left, Qt.PenStyle.SolidLine, round_cap, join)
            )
            painter.drawLine(a, b)
        if self.trail:
            at = self.trail[-1][1]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_faded(red, 0.28))
            painter.drawEllipse(at, HALO, HALO)
            painter.setBrush(red)
            painter.drawEllipse(at, DOT, DOT)


def _faded(color: QColor, strength: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(strength)
    return faded
