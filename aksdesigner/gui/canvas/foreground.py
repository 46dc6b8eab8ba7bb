"""The overlay of one canvas: keeps its shapes, and repaints only where they have changed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QGraphicsView

from aksdesigner.gui.canvas.desk import Desk
from aksdesigner.gui.canvas.overlay import (
    Marked,
    Marks,
    extent_of,
    mark_shapes,
    preview_shapes,
)
from aksdesigner.interact.hit import is_sizable
from aksdesigner.model.ids import Key
from aksdesigner.model.note import is_note
from aksdesigner.present.drawing import radius_of, shapes_of_badge
from aksdesigner.present.picture import Box, Point
from aksdesigner.present.shapes import RectShape, Shape
from aksdesigner.report.painting import paint

# what a frame may stand out of its rectangle, in pixels
STROKE_ROOM = 8
CHIP_RADIUS = 9.0


class Foreground:
    """Selection, hover, focus and the preview of a gesture, in viewport pixels."""

    def __init__(self, desk: Desk, view: QGraphicsView) -> None:
        self._desk = desk
        self._view = view
        self.shapes: tuple[Shape, ...] = ()
        self._was_empty = True

    def refresh(self) -> None:
        """Compute the shapes anew and repaint where they differ."""
        self._refresh_invitation()
        fresh = self._computed()
        if fresh == self.shapes:
            return
        differing = set(self.shapes) ^ set(fresh)
        self.shapes = fresh
        region = QRegion()
        for shape in differing:
            region = region.united(_region_of(shape))
        self._view.viewport().update(region)

    def _refresh_invitation(self) -> None:
        """What an empty canvas says belongs to no item, so nobody else repaints it."""
        is_empty = not self._desk.scene.picture.nodes
        if is_empty or self._was_empty:
            self._view.viewport().update()
        self._was_empty = is_empty

    def paint(self, painter: QPainter) -> None:
        """Paint the overlay; the painter maps viewport pixels."""
        self.shapes = self._computed()
        if self.shapes:
            paint(painter, self.shapes, self._desk.scene.theme)
        badges = self._badges()
        if badges:  # a frame must not strike out what the analysis found
            painter.save()
            painter.setTransform(self._view.viewportTransform())
            paint(painter, badges, self._desk.scene.theme)
            painter.restore()

    def to_view(self, box: Box) -> Box:
        """Return a scene box in viewport pixels."""
        transform = self._view.viewportTransform()
        corner = transform.map(QPointF(box.x, box.y))
        return Box(corner.x(), corner.y(), box.w * transform.m11(), box.h * transform.m22())

    def _computed(self) -> tuple[Shape, ...]:
        desk = self._desk
        preview = desk.preview
        nodes = desk.ground.nodes
        chosen = self._chosen()
        selected = tuple(m for m in map(self._marked, chosen) if m is not None)
        is_idle = preview.drop is None and not preview.ghosts and preview.line is None
        focused = selected[-1] if selected and desk.is_focus_shown else None
        marks = Marks(
            hovered=self._marked(desk.hovered) if is_idle and self._has_ports else None,
            focused=focused,
            selected=selected,
            has_handles=is_idle and self._is_sizable(chosen),
            chips=self._chips(chosen),
            lines=self._lines(chosen),
        )
        barred = [self.to_view(nodes[key].box) for key in preview.barred if key in nodes]
        barred.sort(key=lambda box: (box.y, box.x))
        return (*mark_shapes(marks), *preview_shapes(preview, self.to_view, barred))

    @property
    def _has_ports(self) -> bool:
        """Nothing connects to a note, so it shows no rings."""
        return self._desk.hovered is not None and not is_note(self._desk.hovered)

    def _chosen(self) -> tuple[Key, ...]:
        preview = self._desk.preview
        return preview.selection if preview.selection is not None else self._desk.selection

    def _badges(self) -> list[Shape]:
        """Return the finding marks of what is selected, in scene pixels."""
        ground = self._desk.ground
        nodes = (ground.node(key) for key in self._chosen())
        shown = (node for node in nodes if node is not None and node.key not in ground.hidden)
        return [shape for node in shown for shape in shapes_of_badge(node)]

    def _is_sizable(self, chosen: tuple[Key, ...]) -> bool:
        node = self._desk.ground.node(chosen[0]) if len(chosen) == 1 else None
        return node is not None and is_sizable(node)

    def _chips(self, chosen: tuple[Key, ...]) -> tuple[Marked, ...]:
        """Every holder of a selected route table or security group is outlined."""
        found = ((key, box) for key in chosen for box in self._desk.ground.chips.get(key, ()))
        radius = CHIP_RADIUS * self._desk.camera.zoom
        return tuple(Marked(key, self.to_view(box), radius) for key, box in found)

    def _lines(self, chosen: tuple[Key, ...]) -> tuple[tuple[Point, ...], ...]:
        scene = self._desk.ground.scene
        links = {link.key: link for key in chosen for link in scene.links_of(key)}.values()
        return tuple(tuple(map(self._point, link.points)) for link in links if link.points)

    def _point(self, point: Point) -> Point:
        box = self.to_view(Box(*point, 0, 0))
        return box.x, box.y

    def _marked(self, key: Key | None) -> Marked | None:
        node = self._desk.ground.node(key)
        if node is None or node.key in self._desk.ground.hidden:
            return None
        radius = radius_of(node) * self._desk.camera.zoom
        return Marked(node.key, self.to_view(node.box), radius)


def _region_of(shape: Shape) -> QRegion:
    """Where a shape paints; of a mere frame only its four sides."""
    extent = extent_of((shape,))
    if extent is None:
        return QRegion()
    outer = _around(extent)
    if not isinstance(shape, RectShape) or shape.fill is not None:
        return QRegion(outer)
    inset = int(shape.radius) + 2 * STROKE_ROOM + 6
    inner = outer.adjusted(inset, inset, -inset, -inset)
    return QRegion(outer) - QRegion(inner) if inner.isValid() else QRegion(outer)


def _around(box: Box) -> QRect:
    rect = QRect(int(box.x), int(box.y), int(box.w) + 1, int(box.h) + 1)
    return rect.adjusted(-STROKE_ROOM, -STROKE_ROOM, STROKE_ROOM, STROKE_ROOM)
