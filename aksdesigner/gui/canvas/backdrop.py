"""What lies under the picture: paper with dots, and the invitation of an empty canvas."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform

from aksdesigner.present.shapes import RectShape, Shape, Stroke, TextShape
from aksdesigner.present.theme import Theme
from aksdesigner.report.painting import color_of, paint

DOT_STEP = 16.0
DOT_RADIUS = 0.8
DOTS_FROM = 0.6
INVITATION = "Drop a VNet here, or press / and type"


class Backdrop:
    """Paints the paper of one canvas; the tile of dots is kept for a zoom and a theme."""

    def __init__(self) -> None:
        self._tile: QBrush | None = None
        self._tile_key: tuple[float, float, str] | None = None

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme, zoom: float) -> None:
        """Paint the part `rect` of the paper, in scene pixels under the painter's transform."""
        painter.fillRect(rect, color_of(theme, "canvas"))
        if zoom >= DOTS_FROM:
            ratio = painter.device().devicePixelRatioF()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(rect, self._dots(theme, zoom, ratio))

    def _dots(self, theme: Theme, zoom: float, ratio: float) -> QBrush:
        key = (zoom, ratio, theme.name)
        if self._tile is None or self._tile_key != key:
            self._tile, self._tile_key = _tile(theme, zoom * ratio), key
        return self._tile


def _tile(theme: Theme, scale: float) -> QBrush:
    """One dot in the middle of a tile; a dot is never thinner than a device pixel."""
    size = max(4, math.ceil(DOT_STEP * scale))
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color_of(theme, "canvasDot"))
    radius = max(0.8, DOT_RADIUS * size / DOT_STEP)
    middle = size / 2
    painter.drawEllipse(QRectF(middle - radius, middle - radius, 2 * radius, 2 * radius))
    painter.end()
    brush = QBrush(pixmap)
    # the dots stand on the grid: the tile is moved by half a step
    scaled = QTransform.fromScale(DOT_STEP / size, DOT_STEP / size)
    brush.setTransform(scaled * QTransform.fromTranslate(DOT_STEP / 2, DOT_STEP / 2))
    return brush


def paint_invitation(painter: QPainter, viewport: QRect, theme: Theme) -> None:
    """Paint what an empty canvas says, in viewport pixels."""
    paint(painter, invitation_shapes(viewport.width(), viewport.height()), theme)


def invitation_shapes(width: float, height: float) -> tuple[Shape, ...]:
    """Return three ghost plates and the sentence under them, in the middle of a viewport."""
    cx, cy = width / 2, height / 2 - 40
    plates = ((-228.0, -70.0, 176.0, 140.0), (52.0, -96.0, 176.0, 84.0), (52.0, 12.0, 176.0, 84.0))
    shapes: list[Shape] = [
        RectShape(cx + x, cy + y, w, h, 14.0, "vnet", Stroke("vnetEdge", 1.0), opacity=0.35)
        for x, y, w, h in plates
    ]
    text = TextShape(cx, cy + 136, INVITATION, "body", "text2", anchor="middle")
    return (*shapes, text)
