"""The items of the scene: plain data painted through the one drawing code.

One item paints a whole top-level container with everything in it; another one paints one link.
Items hold no behaviour: moves, hovering and dropping are decided in `aksdesigner.interact`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box
from aksdesigner.present.shapes import Shape
from aksdesigner.present.theme import Theme
from aksdesigner.report.painting import paint

# room for halos, badges and feet that stand out of a box, in scene pixels
BLEED = 28.0


@dataclass(frozen=True)
class Painted:
    """One thing of the picture: its key, where it is, what it looks like."""

    key: Key
    box: Box
    shapes: tuple[Shape, ...]


class PaintedItem(QGraphicsItem):
    """Paints a run of things, in order, each only where it is exposed."""

    def __init__(self, content: Sequence[Painted], theme: Theme) -> None:
        super().__init__()
        self.content = tuple(content)
        self.theme = theme
        self._bounds = _bounds(self.content)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self) -> QRectF:
        """Return where this item paints, in scene pixels."""
        return self._bounds

    def show_content(self, content: Sequence[Painted]) -> bool:
        """Paint something else from now on; returns whether anything differs."""
        fresh = tuple(content)
        if fresh == self.content:
            return False
        bounds = _bounds(fresh)
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.content = fresh
        self.update()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002  # Qt's signature
    ) -> None:
        """Paint what is exposed."""
        exposed = option.exposedRect
        for thing in self.content:
            if thing.shapes and exposed.intersects(_rect(thing.box, BLEED)):
                paint(painter, thing.shapes, self.theme)


def _rect(box: Box, by: float) -> QRectF:
    return QRectF(box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by)


def _bounds(content: Sequence[Painted]) -> QRectF:
    bounds = QRectF()
    for thing in content:
        bounds = bounds.united(_rect(thing.box, BLEED))
    return bounds
