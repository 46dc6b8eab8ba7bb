"""The scene: one dict of items, patched from the last picture to the next, never cleared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QGraphicsScene

from aksdesigner.gui.canvas.items import Painted, PaintedItem
from aksdesigner.gui.canvas.overlay import extent_of
from aksdesigner.gui.canvas.pointer import rect_of
from aksdesigner.model.ids import Key
from aksdesigner.model.note import is_note
from aksdesigner.present.draw_large import enlarged
from aksdesigner.present.drawing import (
    is_shown,
    shapes_of_badge,
    shapes_of_link,
    shapes_of_node,
    shapes_of_path,
)
from aksdesigner.present.picture import NOWHERE, Box, Detail, Link, Node, Scene
from aksdesigner.present.shapes import Shape
from aksdesigner.present.theme import Theme

# painting order of items; within a layer the order of the scene decides
FRAMES, BOXES, LINKS, NOTES, PATH, INK, BADGES = 0.5, 1.0, 2.0, 2.5, 3.0, 3.5, 4.0
STEP = 1e-6
# notes are one item a layer: (form, name of the item, where it lies)
LAYERS = (("frame", "frames", FRAMES), ("note", "notes", NOTES), ("ink", "ink", INK))


class CanvasScene(QGraphicsScene):
    """The picture as items: a whole top-level container is one item, so is a link."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.picture = Scene()
        self.detail: Detail = "near"
        self.large: float | None = None
        self._painted_large: float | None = None
        self._hidden: frozenset[Key] | None = None
        self._items: dict[Key, PaintedItem] = {}
        self._painted: dict[Key, tuple[Node | Link, Detail, Painted]] = {}

    def show_picture(self, picture: Scene, detail: Detail) -> int:
        """Patch the items to another picture or detail; returns how many items were touched."""
        self.picture, self.detail, self._hidden = picture, detail, None
        if self._painted_large != self.large:
            self._painted_large = self.large
            self._painted.clear()
        wanted: dict[Key, tuple[float, tuple[Painted, ...]]] = {}
        for form, name, z in LAYERS:
            laid = tuple(self._node(node) for node in picture.nodes if node.form == form)
            if laid:
                wanted[name] = (z, laid)
        boxes = [node for node in picture.nodes if not is_note(node.key)]
        for order, (root, nodes) in enumerate(_by_root(boxes).items()):
            wanted[root] = (BOXES + order * STEP, tuple(map(self._node, nodes)))
        for order, link in enumerate(picture.links):
            wanted[_link_name(link)] = (LINKS + order * STEP, (self._link(link),))
        if picture.path is not None:
            path = tuple(shapes_of_path(picture.path, detail))
            wanted["path"] = (PATH, (_painted("path", path),))
        badges = tuple(_painted(f"badge {key}", shapes) for key, shapes in self._badges())
        wanted["badges"] = (BADGES, badges)
        self._forget_unused(picture)
        return self._patch(wanted)

    def _badges(self) -> Iterator[tuple[Key, tuple[Shape, ...]]]:
        """Findings lie above all boxes and lines; a folded box shows none."""
        for link in self.picture.links:
            if link.badge is not None:
                yield link.key, tuple(shapes_of_badge(link))
        for node in self.picture.nodes:
            if node.badge is not None and is_shown(node, self.detail):
                yield node.key, tuple(shapes_of_badge(node))

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self.theme = theme
        for item in self._items.values():
            item.set_theme(theme)

    @property
    def content(self) -> tuple[Painted, ...]:
        """Everything painted, in painting order: what a canvas built from scratch must equal."""
        items = sorted(self._items.values(), key=PaintedItem.zValue)
        return tuple(thing for item in items for thing in item.content)

    @property
    def item_names(self) -> tuple[Key, ...]:
        """The names of the items, in painting order."""
        return tuple(sorted(self._items, key=lambda name: self._items[name].zValue()))

    def item(self, name: Key) -> PaintedItem:
        """Return one item. Raises KeyError for a name that is not painted."""
        return self._items[name]

    @property
    def hidden(self) -> frozenset[Key]:
        """The boxes that the present level of detail does not draw."""
        if self._hidden is None:
            nodes = self.picture.nodes
            self._hidden = frozenset(n.key for n in nodes if not is_shown(n, self.detail))
        return self._hidden

    def content_rect(self) -> QRectF:
        """Return where the picture is."""
        return rect_of(self.picture.bounds)

    def _patch(self, wanted: dict[Key, tuple[float, tuple[Painted, ...]]]) -> int:
        touched = 0
        for name in [name for name in self._items if name not in wanted]:
            self.removeItem(self._items.pop(name))
            touched += 1
        for name, (z, content) in wanted.items():
            item = self._items.get(name)
            if item is None:
                item = self._items[name] = PaintedItem(content, self.theme)
                self.addItem(item)
                touched += 1
            else:
                touched += item.show_content(content)
            if item.zValue() != z:
                item.setZValue(z)
        return touched

    def _node(self, node: Node) -> Painted:
        known = self._painted.get(node.key)
        if self.large is not None and node.is_container:
            known = None  # it says what is in it, which may have changed
        if known is not None and known[1] == self.detail and known[0] == node:
            return known[2]
        shapes = shapes_of_node(node, self.detail)
        if self.large is not None:
            inside = self.picture.inside(node.key)
            has_room = self.detail == "near"
            shapes = enlarged(node, shapes, self.large, has_room=has_room, inside=inside)
        painted = Painted(node.key, node.box, tuple(shapes))
        self._painted[node.key] = (node, self.detail, painted)
        return painted

    def _link(self, link: Link) -> Painted:
        name = _link_name(link)
        known = self._painted.get(name)
        if known is not None and known[1] == self.detail and known[0] == link:
            return known[2]
        shapes: tuple[Shape, ...] = tuple(shapes_of_link(link, self.detail))
        painted = Painted(name, _span(link), shapes)
        self._painted[name] = (link, self.detail, painted)
        return painted

    def _forget_unused(self, picture: Scene) -> None:
        used = {node.key for node in picture.nodes} | {_link_name(link) for link in picture.links}
        for key in [key for key in self._painted if key not in used]:
            del self._painted[key]


def _link_name(link: Link) -> Key:
    """Links share the keys of resources; the prefix keeps them apart from boxes."""
    return f"link {link.key}"


def _by_root(nodes: Iterable[Node]) -> dict[Key, list[Node]]:
    """Group the nodes by the outermost box that holds them; a region's frame stands alone."""
    roots: dict[Key, Key] = {}
    frames: set[Key] = set()
    groups: dict[Key, list[Node]] = {}
    for node in nodes:
        if node.kind == "region":
            frames.add(node.key)
        parent = node.parent
        is_root = parent is None or parent in frames or parent not in roots
        roots[node.key] = node.key if is_root else roots[parent or ""]
        groups.setdefault(roots[node.key], []).append(node)
    return groups


def _span(link: Link) -> Box:
    xs = [x for x, _ in link.points] or [0.0]
    ys = [y for _, y in link.points] or [0.0]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _painted(name: Key, shapes: tuple[Shape, ...]) -> Painted:
    return Painted(name, extent_of(shapes) or NOWHERE, shapes)
