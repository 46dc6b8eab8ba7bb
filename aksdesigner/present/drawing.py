"""Turns a scene into shapes: the one drawing that canvas, SVG, PNG and PDF share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aksdesigner.present.chips import chip_places
from aksdesigner.present.draw_boxes import (
    cluster_shapes,
    pool_shapes,
    region_shapes,
    subnet_shapes,
    vnet_shapes,
)
from aksdesigner.present.draw_cards import (
    CARD_MARK,
    astride_shapes,
    card_shapes,
    endpoint_shapes,
    outside_shapes,
    pendant_shapes,
    pill_shapes,
)
from aksdesigner.present.draw_lens import faded, said_shapes
from aksdesigner.present.draw_links import (
    connection_shapes,
    hub_connection_shapes,
    medallion_width,
    peering_shapes,
    tether_shapes,
)
from aksdesigner.present.draw_marks import badge_shapes
from aksdesigner.present.draw_notes import frame_shapes, ink_shapes, note_shapes
from aksdesigner.present.draw_path import shapes_of_path
from aksdesigner.present.draw_states import (
    connecting_shapes,
    drop_shapes,
    focus_shapes,
    gap_shapes,
    ghost_shapes,
    guide_shapes,
    hover_shapes,
    marquee_shapes,
    selection_around,
    selection_shapes,
)
from aksdesigner.present.levels import is_shown
from aksdesigner.present.picture import Detail, Link, Node, Scene
from aksdesigner.present.shapes import Shape
from aksdesigner.present.sizes import CARD_HEIGHT

__all__ = [
    "badges_of_scene",
    "chip_places",
    "connecting_shapes",
    "display_list",
    "drop_shapes",
    "focus_shapes",
    "gap_shapes",
    "ghost_shapes",
    "guide_shapes",
    "hover_shapes",
    "is_shown",
    "marquee_shapes",
    "radius_of",
    "selection_around",
    "selection_shapes",
    "shapes_of_badge",
    "shapes_of_link",
    "shapes_of_node",
    "shapes_of_path",
]

_FORMS: Mapping[str, Callable[[Node, Detail], list[Shape]]] = {
    "region": region_shapes,
    "vnet": vnet_shapes,
    "hub": vnet_shapes,
    "subnet": subnet_shapes,
    "special": subnet_shapes,
    "cluster": cluster_shapes,
    "pool": pool_shapes,
    "card": card_shapes,
    "endpoint": endpoint_shapes,
    "pill": pill_shapes,
    "pendant": pendant_shapes,
    "outside": outside_shapes,
    "astride": astride_shapes,
    "note": note_shapes,
    "frame": frame_shapes,
    "ink": ink_shapes,
}
_LINKS: Mapping[str, Callable[[Link, Detail], list[Shape]]] = {
    "peering": peering_shapes,
    "oneSided": peering_shapes,
    "vpn": connection_shapes,
    "expressRoute": connection_shapes,
    "hubConnection": hub_connection_shapes,
    "tether": tether_shapes,
}
# a mark of 20 px and a handle of 8 px at the corner do not touch
BESIDE_HANDLE = 18.0
_UNDER_HEADER = ("endpoint", "pool", "cluster")
# what lies above the lines, and above the path too
STUCK_ON, INKED = "note", "ink"
_RADII = {
    "note": 4.0, "frame": 10.0, "ink": 4.0,
    "region": 20.0, "vnet": 14.0, "hub": 14.0, "cluster": 10.0, "pendant": 10.0,
    "outside": 12.0, "pill": 12.0,
}  # fmt: skip


def radius_of(node: Node) -> float:
    """Return the corner radius of a box, for frames that follow it."""
    return _RADII.get(node.form, 8.0)


def shapes_of_node(node: Node, detail: Detail = "near") -> list[Shape]:
    """Return one box without what it holds and without its badge; nothing when it is folded in."""
    if not is_shown(node, detail):
        return []
    shapes = _FORMS[node.form](node, detail)
    if node.is_faded:
        return faded(shapes)
    return [*shapes, *said_shapes(node)] if node.said is not None else shapes


def shapes_of_link(link: Link, detail: Detail = "near") -> list[Shape]:
    """Return one line with its medallion, without its badge."""
    shapes = _LINKS[link.kind](link, detail) if len(link.points) > 1 else []
    return faded(shapes) if link.is_faded else shapes


def shapes_of_badge(thing: Node | Link) -> list[Shape]:
    """Return the finding mark of a box (top right corner) or of a line (at its medallion)."""
    if thing.badge is None:
        return []
    if isinstance(thing, Node):
        halo = "panel" if thing.form == "card" else "canvas"
        return badge_shapes(thing.badge, _corner(thing), halo)
    return badge_shapes(thing.badge, _beside_medallion(thing))


def _beside_medallion(link: Link) -> tuple[float, float]:
    """Return where a line carries its mark: on it, or where a medallion sits beside that."""
    x, y = link.mark_at or link.points[len(link.points) // 2]
    if not link.marks:
        return x, y
    return x - medallion_width(link) / 2 - 14, y


def _corner(node: Node) -> tuple[float, float]:
    """Return where a box carries its mark: at its top right corner, clear of the resize handle.

    What stands under a header carries it where it covers neither the prefix above nor the end of a
    path: a card inside, everything else on its lower corner.
    """
    box = node.box
    if node.form == "card":
        return box.right - CARD_MARK, box.y + CARD_HEIGHT / 2
    if node.form in _UNDER_HEADER:
        return box.right - BESIDE_HANDLE, box.bottom - 1
    return box.right - BESIDE_HANDLE, box.y - 3


def badges_of_scene(scene: Scene, detail: Detail = "near") -> list[Shape]:
    """Return every finding mark, in painting order; they lie above all boxes and lines."""
    nodes = [node for node in scene.nodes if is_shown(node, detail)]
    things: list[Node | Link] = [*scene.links, *nodes]
    return [shape for thing in things for shape in shapes_of_badge(thing)]


def display_list(scene: Scene, detail: Detail = "near") -> list[Shape]:
    """Return the whole picture in painting order: boxes, lines, notes, the path, ink, marks."""
    above = {form: [n for n in scene.nodes if n.form == form] for form in (STUCK_ON, INKED)}
    boxes = [node for node in scene.nodes if node.form not in above]
    shapes = [shape for node in boxes for shape in shapes_of_node(node, detail)]
    shapes += [shape for link in scene.links for shape in shapes_of_link(link, detail)]
    shapes += [shape for node in above[STUCK_ON] for shape in shapes_of_node(node, detail)]
    if scene.path is not None:
        shapes += shapes_of_path(scene.path, detail)
    shapes += [shape for node in above[INKED] for shape in shapes_of_node(node, detail)]
    return shapes + badges_of_scene(scene, detail)
