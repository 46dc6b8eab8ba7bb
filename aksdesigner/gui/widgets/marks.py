"""Marks of severities and verdicts: the silhouette says it, the colour only helps."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from aksdesigner.gui.theme import WindowTheme

SEVERITIES = ("error", "warning", "info")
VERDICTS = ("delivered", "dropped", "blackhole", "asymmetric", "loop", "notComputed")


def paint_mark(painter: QPainter, theme: WindowTheme, mark: str, box: QRectF) -> None:
    """Paint a severity or verdict mark into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 16, box.height() / 16)
    painter.setPen(Qt.PenStyle.NoPen)
    _PAINTERS.get(mark, _paint_unknown)(painter, theme)
    painter.restore()


def mark_pixmap(theme: WindowTheme, mark: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return a mark as a pixmap of `size` device-independent pixels."""
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, theme, mark, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def mark_icon(theme: WindowTheme, mark: str, size: int = 16) -> QIcon:
    """Return a mark as an icon, sharp at 100, 200 and 300%."""
    icon = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        icon.addPixmap(mark_pixmap(theme, mark, size, ratio))
    return icon


class Mark(QWidget):
    """One mark as a widget."""

    def __init__(
        self, theme: WindowTheme, mark: str, size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = mark
        self.setFixedSize(size, size)
        self.setAccessibleName(mark)
        theme.changed.connect(self._repaint)

    def show_mark(self, mark: str) -> None:
        """Show another mark."""
        self._mark = mark
        self.setAccessibleName(mark)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the mark."""
        painter = QPainter(self)
        paint_mark(painter, self._theme, self._mark, QRectF(self.rect()))

    def _repaint(self) -> None:
        self.update()


def _octagon() -> QPainterPath:
    path = QPainterPath()
    for index in range(8):
        angle = math.pi / 8 + index * math.pi / 4
        point = QPointF(8 + 7.6 * math.cos(angle), 8 + 7.6 * math.sin(angle))
        path.lineTo(point) if index else path.moveTo(point)
    path.closeSubpath()
    return path


def _pen(color: QColor, width: float) -> QPen:
    return QPen(
        color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _paint_error(painter: QPainter, theme: WindowTheme) -> None:
    painter.fillPath(_octagon(), theme.color("errorFill"))
    painter.setPen(_pen(theme.color("onError"), 1.8))
    painter.drawLine(QPointF(5.7, 5.7), QPointF(10.3, 10.3))
    painter.drawLine(QPointF(10.3, 5.7), QPointF(5.7, 10.3))


def _paint_warning(painter: QPainter, theme: WindowTheme) -> None:
    path = QPainterPath(QPointF(8, 1.8))
    path.lineTo(15, 14.2)
    path.lineTo(1, 14.2)
    path.closeSubpath()
    painter.setPen(_pen(theme.color("warningFill"), 1.4))
    painter.setBrush(theme.color("warningFill"))
    painter.drawPath(path)
    painter.setPen(_pen(theme.color("onWarning"), 1.7))
    painter.drawLine(QPointF(8, 6.2), QPointF(8, 9.6))
    painter.drawPoint(QPointF(8, 12.1))


def _paint_info(painter: QPainter, theme: WindowTheme) -> None:
    painter.setBrush(theme.color("infoFill"))
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 3, 3)
    painter.setPen(_pen(theme.color("onInfo"), 1.8))
    painter.drawLine(QPointF(8, 7.6), QPointF(8, 11.6))
    painter.drawPoint(QPointF(8, 4.8))


def _paint_delivered(painter: QPainter, theme: WindowTheme) -> None:
    painter.setBrush(theme.color("okFill"))
    painter.drawEllipse(QRectF(0.5, 0.5, 15, 15))
    painter.setPen(_pen(theme.color("onOk"), 1.9))
    painter.drawPolyline([QPointF(4.8, 8.3), QPointF(7.1, 10.6), QPointF(11.3, 5.8)])


def _paint_dropped(painter: QPainter, theme: WindowTheme) -> None:
    painter.fillPath(_octagon(), theme.color("errorFill"))
    painter.setBrush(theme.color("onError"))
    painter.drawRoundedRect(QRectF(4, 6.9, 8, 2.2), 1, 1)


def _paint_blackhole(painter: QPainter, theme: WindowTheme) -> None:
    pen = _pen(theme.color("errorFill"), 1.6)
    pen.setDashPattern([2.2, 2.0])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1, 1, 14, 14))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text"))
    painter.drawEllipse(QRectF(4, 4, 8, 8))


def _paint_asymmetric(painter: QPainter, theme: WindowTheme) -> None:
    painter.setBrush(theme.color("pathForward"))
    painter.drawPie(QRectF(0.6, 0.2, 14, 14), 90 * 16, 180 * 16)
    painter.setBrush(theme.color("pathReturn"))
    painter.drawPie(QRectF(1.8, 1.8, 14, 14), -90 * 16, 180 * 16)


def _paint_loop(painter: QPainter, theme: WindowTheme) -> None:
    painter.setPen(_pen(theme.color("errorFill"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(2, 2, 12, 12), 60 * 16, 290 * 16)
    painter.drawPolyline([QPointF(7.6, 4.6), QPointF(11.2, 2.9), QPointF(11.6, 6.6)])


def _paint_unknown(painter: QPainter, theme: WindowTheme) -> None:
    pen = _pen(theme.color("controlBorder"), 1.5)
    pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.5, 1.5, 13, 13))


_PAINTERS = {
    "error": _paint_error,
    "warning": _paint_warning,
    "info": _paint_info,
    "ok": _paint_delivered,
    "delivered": _paint_delivered,
    "dropped": _paint_dropped,
    "blackhole": _paint_blackhole,
    "asymmetric": _paint_asymmetric,
    "loop": _paint_loop,
    "notComputed": _paint_unknown,
}
