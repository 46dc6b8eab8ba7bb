"""The legend of a lens: a card in the upper left corner of the canvas, there only with a lens."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.present.draw_lens import legend_shapes
from aksdesigner.present.lenses.lens import Legend
from aksdesigner.present.shapes import RectShape, Shape
from aksdesigner.report.painting import paint

EDGE = 12


class LegendCard(QWidget):
    """Says which lens the picture is seen through, and what its signs mean."""

    def __init__(self, desk: Desk, view: QGraphicsView) -> None:
        super().__init__(view)
        self._desk = desk
        self._shapes: list[Shape] = []
        self._legend: Legend | None = None
        self.setObjectName("legend")
        desk.picture_changed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show the legend of the picture, or go away."""
        legend = self._desk.scene.picture.legend
        if legend == self._legend:
            return
        self._legend = legend
        self.setVisible(legend is not None)
        if legend is None:
            return
        self._shapes = legend_shapes(legend, 1, 1)
        card = self._shapes[0]
        assert isinstance(card, RectShape)
        self.setGeometry(EDGE, EDGE, round(card.w) + 2, round(card.h) + 2)
        words = ", ".join(row.text for row in legend.rows)
        self.setAccessibleName(f"Legend of lens {legend.title}")
        self.setAccessibleDescription(words)
        self.raise_()
        self.update()

    @property
    def text(self) -> str:
        """What a screen reader says of the card; empty without a lens."""
        return f"{self.accessibleName()}: {self.accessibleDescription()}" if self._legend else ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt asks for it
        """Paint the card in the colours of the canvas."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, self._shapes, self._desk.scene.theme)
