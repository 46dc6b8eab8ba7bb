"""The camera: zoom at a point, fit, pan. The canvas has no edge, and edits never move the camera."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

LEAST = 0.05
MOST = 8.0
# screen pixels kept free around what is fitted
MARGIN = 12.0
STEPS = (0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)


class Camera:
    """Looks at the scene of one view through its transform and scroll bars."""

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QRectF()

    @property
    def zoom(self) -> float:
        """Screen pixels a scene pixel."""
        return self._view.transform().m11()

    @property
    def center(self) -> QPointF:
        """The scene point in the middle of the viewport."""
        return self._view.mapToScene(self._view.viewport().rect().center())

    def set_content(self, content: QRectF) -> None:
        """Say where the picture is, so that the canvas reaches beyond it on every side."""
        self._content = QRectF(content)
        self.grow()

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """Set the zoom and keep the scene point under `at` (the middle) where it is."""
        viewport = self._view.viewport().rect()
        pivot = viewport.center() if at is None else at
        before = self._view.mapToScene(pivot)
        scale = min(MOST, max(LEAST, zoom))
        self._view.setTransform(QTransform.fromScale(scale, scale))
        self.grow(around=before)
        self._put(before, pivot)

    def step(self, direction: int, at: QPoint | None = None) -> None:
        """Go to the next round percentage, up or down."""
        zoom = self.zoom
        if direction > 0:
            target = next((s for s in STEPS if s > zoom * 1.01), MOST)
        else:
            target = next((s for s in reversed(STEPS) if s < zoom * 0.99), LEAST)
        self.zoom_to(target, at)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by screen pixels."""
        self.grow(around=self.center - QPointF(dx, dy) / self.zoom)
        bars = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        bars[0].setValue(round(bars[0].value() - dx))
        bars[1].setValue(round(bars[1].value() - dy))
        self.grow()

    def look_at(self, point: QPointF) -> None:
        """Bring a scene point to the middle."""
        self.grow(around=point)
        self._put(point, self._view.viewport().rect().center())
        self.grow()

    def fit(self, rect: QRectF, most: float = 1.0) -> None:
        """Show a rectangle whole, at no more than `most`; of nothing, an empty canvas at 100%."""
        viewport = self._view.viewport().rect()
        if viewport.isEmpty():
            return
        if rect.isEmpty():
            self.zoom_to(1.0)
            return
        across = (viewport.width() - 2 * MARGIN) / rect.width()
        down = (viewport.height() - 2 * MARGIN) / rect.height()
        self.zoom_to(min(most, across, down))
        self.look_at(rect.center())

    def sees(self, rect: QRectF) -> bool:
        """Return whether at least half of a rectangle, or half of the view, shows it."""
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        shown = seen.intersected(rect)
        least = min(rect.width() * rect.height(), seen.width() * seen.height()) / 2
        return shown.width() * shown.height() >= least

    def grow(self, around: QPointF | None = None) -> None:
        """Make the canvas reach one viewport beyond the picture and beyond what is seen."""
        viewport = self._view.viewport().rect()
        seen = self._view.mapToScene(viewport).boundingRect()
        if around is not None:
            shifted = QRectF(seen)
            shifted.moveCenter(around)
            seen = seen.united(shifted)
        whole = seen.united(self._content) if not self._content.isEmpty() else seen
        margin_x, margin_y = max(400.0, seen.width()), max(400.0, seen.height())
        wanted = whole.adjusted(-margin_x, -margin_y, margin_x, margin_y)
        if not self._view.sceneRect().contains(whole.adjusted(-8, -8, 8, 8)):
            self._view.setSceneRect(self._view.sceneRect().united(wanted))

    def _put(self, point: QPointF, pixel: QPoint) -> None:
        now = self._view.mapFromScene(point)
        bars = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        bars[0].setValue(bars[0].value() + now.x() - pixel.x())
        bars[1].setValue(bars[1].value() + now.y() - pixel.y())
