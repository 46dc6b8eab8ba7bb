"""What lies under a point: handles of the selected, ports of the hovered, links, then boxes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.interact.gesture import Ground, Hit, Point, Zone, distance
from aksdesigner.model.ids import Key
from aksdesigner.model.note import FRAME, NOTE, is_note
from aksdesigner.present.draw_notes import TAB_HEIGHT, tab_of
from aksdesigner.present.picture import Box, Link, Node

# screen pixels
HANDLE_REACH = 7.0
PORT_REACH = 9.0
LINK_REACH = 6.0
TITLE_HEIGHT = 36.0
SMALL_TITLE_HEIGHT = 24.0

SIDES = ("n", "e", "s", "w")
CORNERS = ("nw", "ne", "se", "sw")


def place_on(box: Box, side: str) -> Point:
    """Return the point of a box that a compass side or corner names."""
    x = box.x if "w" in side else box.right if "e" in side else box.x + box.w / 2
    y = box.y if "n" in side else box.bottom if "s" in side else box.y + box.h / 2
    return x, y


def is_frame(node: Node) -> bool:
    """Return whether a node is only an outline that the pointer looks through."""
    return node.kind == "region" or node.form in ("region", FRAME)


def is_sizable(node: Node) -> bool:
    """Return whether a node has handles: containers and what stands outside, not cards or pills."""
    return node.is_container or node.form in ("outside", NOTE, FRAME)


def hit_at(ground: Ground, x: float, y: float, hovered: Key | None = None) -> Hit:
    """Return what the pointer is over; `hovered` shows its port rings already."""
    return (
        _handle_at(ground, x, y)
        or _port_at(ground, x, y, hovered)
        or _chip_at(ground, x, y)
        or _node_or_link_at(ground, x, y)
        or Hit()
    )


def ancestors(ground: Ground, key: Key | None) -> Iterator[Node]:
    """Yield the node of a key and what contains it, inside out."""
    seen: set[Key] = set()
    node = ground.node(key)
    while node is not None and node.key not in seen:
        seen.add(node.key)
        yield node
        node = ground.node(node.parent)


def _handle_at(ground: Ground, x: float, y: float) -> Hit | None:
    if len(ground.selection) != 1:
        return None
    node = ground.node(ground.selection[0])
    if node is None or not is_sizable(node):
        return None
    reach = HANDLE_REACH / ground.zoom
    for corner in CORNERS:
        if distance(place_on(node.box, corner), (x, y)) <= reach:
            return Hit(node.key, "handle", corner)
    return _edge_handle_at(node, x, y, reach / 2)


def _edge_handle_at(node: Node, x: float, y: float, reach: float) -> Hit | None:
    """Along a whole edge the box is resized too, except where the port ring is."""
    box = node.box
    if not box.grown(reach).contains(x, y) or box.grown(-reach).contains(x, y):
        return None
    gaps = {
        "n": abs(y - box.y),
        "s": abs(y - box.bottom),
        "w": abs(x - box.x),
        "e": abs(x - box.right),
    }
    side = min(gaps, key=lambda name: gaps[name])
    if distance(place_on(box, side), (x, y)) <= PORT_REACH * reach * 2 / HANDLE_REACH:
        return None
    return Hit(node.key, "handle", side)


def _port_at(ground: Ground, x: float, y: float, hovered: Key | None) -> Hit | None:
    candidates = [hovered, ground.selection[0] if len(ground.selection) == 1 else None]
    for key in candidates:
        node = ground.node(key)
        if node is None or is_frame(node) or is_note(node.key):
            continue
        for side in SIDES:
            if distance(place_on(node.box, side), (x, y)) <= PORT_REACH / ground.zoom:
                return Hit(node.key, "port", side)
    return None


def _chip_at(ground: Ground, x: float, y: float) -> Hit | None:
    key = ground.chip_at(x, y)
    return None if key is None else Hit(key, "chip")


def _node_or_link_at(ground: Ground, x: float, y: float) -> Hit | None:
    node = next(
        (n for n in reversed(ground.scene.nodes_at(x, y)) if is_under(ground, n, x, y)),
        None,
    )
    # a link crosses frames and plates, but never hides a card it runs behind
    if node is None or node.is_container:
        link = link_at(ground, x, y)
        if link is not None:
            return Hit(link.key, "link")
    return None if node is None else Hit(node.key, _zone(node, y))


def is_under(ground: Ground, node: Node, x: float, y: float) -> bool:
    """Return whether the pointer at a point is on a node; frames are caught by their title only."""
    if node.key in ground.hidden or not node.box.contains(x, y):
        return False
    if node.form == FRAME:  # by its name, or by its line
        inner = node.box.grown(-HANDLE_REACH / ground.zoom)
        return tab_of(node).contains(x, y) or not inner.contains(x, y - TAB_HEIGHT / 2)
    return not is_frame(node) or y <= node.box.y + TITLE_HEIGHT


def _zone(node: Node, y: float) -> Zone:
    if not node.is_container:
        return "title"
    tall = node.form in ("vnet", "hub", "region")
    limit = TITLE_HEIGHT if tall else SMALL_TITLE_HEIGHT
    return "title" if y <= node.box.y + limit else "body"


def link_at(ground: Ground, x: float, y: float) -> Link | None:
    """Return the link whose line passes near a point, or None."""
    reach = LINK_REACH / ground.zoom
    for link in reversed(ground.scene.links_near(x, y, reach)):
        pairs = zip(link.points, link.points[1:], strict=False)
        if any(_gap(a, b, (x, y)) <= reach for a, b in pairs):
            return link
    return None


def _gap(a: Point, b: Point, p: Point) -> float:
    """Return the distance of a point from a line between two points."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    if length == 0:
        return distance(a, p)
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return distance((a[0] + t * dx, a[1] + t * dy), p)
