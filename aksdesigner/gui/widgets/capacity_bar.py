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
        """Paint track, today, upgrade and the tooth."""
        today, upgrade, usable = self._fill
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_over = upgrade > usable
        track = QRectF(0, 0, self.width() - TOOTH, self.height())
        painter.setBrush(self._theme.color("capTrack"))
        painter.drawRoundedRect(track, 3, 3)
        clip = QPainterPath()
        clip.addRoundedRect(track, 3, 3)
        painter.save()
        painter.setClipPath(clip)
        scale = track.width() / max(usable, 1)
        self._paint_upgrade(painter, track, min(upgrade, usable) * scale, today * scale, is_over)
        painter.setBrush(self._theme.color("capToday"))
        painter.drawRect(QRectF(0, 0, min(today, usable) * scale, track.height()))
        painter.restore()
        if is_over:
            self._paint_tooth(painter, track)

    def _paint_upgrade(
        self,
        painter: QPainter,
        track: QRectF,
        end: float,
        start: float,
        is_over: bool,  # noqa: FBT001
    ) -> None:
        box = QRectF(start, 0, max(0.0, end - start), track.height())
        role = "errorFill" if is_over else "capUpgrade"
        painter.fillRect(box, self._theme.color(role))
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(QBrush(self._theme.color("panel")), 1.2))
        x = box.left() - track.height()
        while x < box.right():
            painter.drawLine(QPointF(x, track.height()), QPointF(x + track.height(), 0))
            x += 5
        painter.setClipRect(track)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_tooth(self, painter: QPainter, track: QRectF) -> None:
        tooth = QPainterPath(QPointF(track.right() - 1, 0))
        tooth.lineTo(track.right() + TOOTH - 1, track.height() / 2)
        tooth.lineTo(track.right() - 1, track.height())
        tooth.closeSubpath()
        painter.fillPath(tooth, self._theme.color("errorFill"))

    def _repaint(self) -> None:
        self.update()
