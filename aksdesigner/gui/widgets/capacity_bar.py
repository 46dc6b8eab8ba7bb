"""The capacity bar: today solid, upgrade striped, and a tooth past the end where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aksdesigner.gui.theme import WindowTheme

HEIGHT = 8
TOOTH = 8.0


class CapacityBar(QWidget):
    """Addresses of a subnet: today and at upgrade, of what is usable."""

    def __init__(self, theme: WindowTheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fill = (0, 0, 0)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(160, HEIGHT)

    def show_fill(self, today: int, upgrade: int, usable: int) -> None:
        """Show addresses used today, needed at upgrade, and usable at all."""
        self._fill = (today, upgrade, usable)
        self.setAccessibleName(f"{today} today, {upgrade} at upgrade, {usable} usable")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the bar over the whole width."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_fill(painter, self._theme, QRectF(self.rect()), self._fill)

    def _repaint(self) -> None:
        self.update()


def paint_fill(
    painter: QPainter, theme: WindowTheme, box: QRectF, fill: tuple[int, int, int]
) -> None:
    """Paint track, today, upgrade and the tooth of (today, upgrade, usable) into a box."""
    today, upgrade, usable = fill
    is_over = upgrade > usable
    track = box.adjusted(0, 0, -TOOTH, 0)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("capTrack"))
    painter.drawRoundedRect(track, 3, 3)
    clip = QPainterPath()
    clip.addRoundedRect(track, 3, 3)
    painter.save()
    painter.setClipPath(clip)
    scale = track.width() / max(usable, 1)
    start, end = min(today, usable) * scale, min(upgrade, usable) * scale
    stripes = QRectF(track.left() + start, track.top(), max(0.0, end - start), track.height())
    _paint_stripes(painter, theme, stripes, "errorFill" if is_over else "capUpgrade")
    painter.fillRect(
        QRectF(track.left(), track.top(), start, track.height()), theme.color("capToday")
    )
    painter.restore()
    if is_over:
        _paint_tooth(painter, theme, track)
    painter.restore()


def _paint_stripes(painter: QPainter, theme: WindowTheme, box: QRectF, role: str) -> None:
    painter.fillRect(box, theme.color(role))
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QBrush(theme.color("panel")), 1.2))
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += 5
    painter.restore()


def _paint_tooth(painter: QPainter, theme: WindowTheme, track: QRectF) -> None:
    tooth = QPainterPath(QPointF(track.right() - 1, track.top()))
    tooth.lineTo(track.right() + TOOTH - 1, track.center().y())
    tooth.lineTo(track.right() - 1, track.bottom())
    tooth.closeSubpath()
    painter.fillPath(tooth, theme.color("errorFill"))
