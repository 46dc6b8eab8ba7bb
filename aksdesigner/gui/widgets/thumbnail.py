"""A thumbnail: the picture of a design at far detail, in the theme in force."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aksdesigner.gui.theme import WindowTheme
from aksdesigner.model.document import Document
from aksdesigner.present.drawing import display_list
from aksdesigner.present.scene import scene_of
from aksdesigner.present.shapes import TextShape
from aksdesigner.report.painting import paint

MARGIN = 16


class Thumbnail(QWidget):
    """A small, quiet picture; laid out once."""

    def __init__(
        self, document: Document, theme: WindowTheme, height: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        scene = scene_of(document, None)
        self._bounds = scene.bounds
        self._shapes = tuple(
            s for s in display_list(scene, "middle") if not isinstance(s, TextShape)
        )
        theme.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """As wide as the card."""
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the picture, as large as it goes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        room = QRectF(self.rect())
        clip.addRoundedRect(room.adjusted(0, 0, 0, 12), 11, 11)
        painter.setClipPath(clip)
        painter.fillRect(room, self._theme.color("canvas"))
        bounds = self._bounds
        if bounds.w <= 0 or bounds.h <= 0:
            return
        scale = min(
            (room.width() - 2 * MARGIN) / bounds.w, (room.height() - 2 * MARGIN) / bounds.h, 1.0
        )
        painter.translate(room.center())
        painter.scale(scale, scale)
        painter.translate(-bounds.center[0], -bounds.center[1])
        paint(painter, self._shapes, self._theme.tokens)

    def _repaint(self) -> None:
        self.update()
