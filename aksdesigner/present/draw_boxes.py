"""How containers look: region, network, hub, subnet, cluster, and the rack of a node pool."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.present.chips import chip_places, chip_shapes
from aksdesigner.present.draw_bar import bar_shapes, bar_text
from aksdesigner.present.draw_kit import label, line, plate, text_width
from aksdesigner.present.picture import Box, Detail, Node
from aksdesigner.present.shapes import IconShape, RectShape, Shape, Stroke
from aksdesigner.present.sizes import (
    CELL_STEP,
    PAD,
    SUBNET_HEADER,
    SUBNET_LINE,
    cell_count,
)
from aksdesigner.present.theme import TEXT_STYLES

UNSIZED_DASH = (6.0, 4.0)
HUB_GAP = 4.0
# a network of this size and more holds so much that it is looked at from afar
LARGE = (420.0, 360.0)
# a lower one has less room above its glyph
LOW = 150.0
_FAR_STYLES = ("canvasFar", "canvasFarPrefix")


def region_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return the dotted frame of a region."""
    box = node.box
    frame = RectShape(
        box.x, box.y, box.w, box.h, 20, None, Stroke("region", 1.5, (0.1, 6.0), "round")
    )
    style = "title" if detail == "far" else "canvasRegion"
    return [
        frame,
        IconShape(box.x + 16, box.y + 14, 16, "region", "text3"),
        *label(box.x + 39, box.y + 27, node.title, style, "text2", room=box.w - 60),
    ]


def vnet_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a network's plate; a hub's has a double edge."""
    shapes = _vnet_plate(node)
    if detail == "far":
        return shapes + _far(node)
    box = node.box
    ink = "warning" if node.is_unsized else "text2"
    icon = "unsized" if node.is_unsized else node.icon
    shapes.append(IconShape(box.x + 14, box.y + 11, 20, icon))
    room = box.w - 42 - PAD - 16
    if detail == "near" and node.chips:
        for at, chip, text, _ in chip_places(node):
            shapes += chip_shapes(at, chip, text)
            room = min(room, at.x - box.x - 42 - 14)
    name = min(text_width(node.title, "canvasVnet"), room)
    shapes += label(box.x + 42, box.y + 26, node.title, "canvasVnet", room=room)
    rest = room - name - 14
    if rest > 40:
        x = box.x + 42 + name + 14
        shapes += label(x, box.y + 26, node.subtitle, "canvasPrefix", ink, room=rest)
    return shapes + (_collapsed(node) if node.is_collapsed else [])


def _collapsed(node: Node) -> list[Shape]:
    """Return what a collapsed network says of what it hides."""
    box = node.box
    y = box.y + (40 + box.h) / 2
    return [
        IconShape(box.x + 42, y - 6, 12, "chevron-right", "text3", "text3"),
        *label(box.x + 60, y + 4, " ".join(node.lines), "canvasDetail", "text2", room=box.w - 76),
    ]


def _vnet_plate(node: Node) -> list[Shape]:
    box = node.box
    if node.is_unsized:
        return [plate(box, 14, "unsized", "unsizedEdge", 1.5, dash=UNSIZED_DASH)]
    if node.form != "hub":
        return [plate(box, 14, "vnet", "vnetEdge")]
    return [
        plate(box.grown(HUB_GAP), 18, "canvas", "hubEdge", 1.5),
        plate(box, 14, "hub", "hubEdge", 1.5),
    ]


def _far(node: Node) -> list[Shape]:
    """Return the little that is readable from afar: glyph, name, size and fill.

    A large plate is only ever seen whole from further away, so its words are larger.
    """
    box = node.box
    icon = "unsized" if node.is_unsized else node.icon
    is_large = box.w >= LARGE[0] and box.h >= LARGE[1]
    name, prefix = ("canvasFarLarge", "canvasFarLargePrefix") if is_large else _FAR_STYLES
    is_low = box.h < LOW
    size = 88.0 if is_large else 32.0 if is_low else min(44.0, box.h / 3)
    room = box.w - 48
    top = 12.0 if is_low else 24.0
    down = box.y + top + size + TEXT_STYLES[name].size + 6
    below = down + TEXT_STYLES[prefix].size + 8
    return [
        IconShape(box.x + 24, box.y + top, size, icon),
        *label(box.x + 24, down, node.title, name, room=room),
        *label(box.x + 24, below, node.subtitle, prefix, "text2", room=room),
    ]


def subnet_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a subnet's plate, its name and prefix, what is attached, and its fill."""
    box = node.box
    shapes = _subnet_plate(node)
    ink = "warning" if node.is_unsized else "text2"
    is_said = node.said is not None and bool(node.said.head)
    is_whole = detail == "near" or node.is_unsized or is_said
    prefix = node.subtitle if is_whole else _short(node.subtitle)
    if node.said is not None and is_said:
        ink = node.said.role
    left = box.x + PAD
    if node.is_unsized:
        shapes.append(IconShape(left, box.y + 7, 16, "unsized", "unsizedEdge", "unsizedEdge"))
        left += 22
    taken = text_width(prefix, "canvasAddress")
    room = box.right - PAD - left - taken - 12
    shapes += label(left, box.y + 19, node.title, "canvasSubnet", room=room)
    shapes += label(box.right - PAD, box.y + 19, prefix, "canvasAddress", ink, anchor="end")
    if detail == "near":
        shapes += _lines(node)
        for at, icon, text, _ in chip_places(node):
            shapes += chip_shapes(at, icon, text)
    if node.fill:
        shapes += _fill(node, detail)
    return shapes


def _subnet_plate(node: Node) -> list[Shape]:
    box = node.box
    if node.is_unsized:
        return [plate(box, 8, "unsized", "unsizedEdge", 1.5, dash=UNSIZED_DASH)]
    if node.form != "special":
        return [plate(box, 8, "subnet", "subnetEdge")]
    bar = line(
        [(box.x + 1.5, box.y + 9), (box.x + 1.5, box.bottom - 9)],
        Stroke("hubEdge", 3, (), "round"),
    )
    return [plate(box, 8, "special", "specialEdge"), bar]


def _lines(node: Node) -> Iterator[Shape]:
    for at, words in enumerate(node.lines):
        y = node.box.y + SUBNET_HEADER + 8 + at * SUBNET_LINE
        yield from label(node.box.x + PAD, y, words, "canvasDetail", "text2", room=node.box.w - 24)


def _fill(node: Node, detail: Detail) -> list[Shape]:
    box, fill = node.box, node.fill or (0, 0, 0)
    text, role, style = bar_text(fill)
    taken = text_width(text, style) + 14 if detail == "near" else 0.0
    track = Box(box.x + PAD, box.bottom - 16, box.w - 2 * PAD - taken, 6)
    shapes: list[Shape] = []
    if track.w >= 36:
        shapes += bar_shapes(track, fill)
    if detail == "near":
        shapes += label(
            box.right - PAD, box.bottom - 9, text, style, role, anchor="end", room=box.w - 24
        )
    return shapes


def _short(prefix: str) -> str:
    """Return a prefix as seen from a middle distance: its length alone."""
    return "/" + prefix.rpartition("/")[2] if "/" in prefix else prefix


def cluster_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a cluster's plate with its name and how it is connected."""
    box = node.box
    shapes: list[Shape] = [
        plate(box, 10, "cluster", "clusterEdge", 1.5),
        IconShape(box.x + 10, box.y + 8, 22, "aks"),
    ]
    room = box.w - 40 - PAD
    name = min(text_width(node.title, "canvasCluster"), room)
    shapes += label(box.x + 40, box.y + 24, node.title, "canvasCluster", room=room)
    if detail == "near" and room - name - 14 > 40:
        x = box.x + 40 + name + 14
        shapes += label(
            x, box.y + 24, node.subtitle, "canvasDetail", "text2", room=room - name - 14
        )
    return shapes


def pool_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a node pool's rack: a cell for each node, filled as far as nodes run now."""
    box = node.box
    shapes: list[Shape] = [plate(box, 8, "subnet", "subnetEdge")]
    taken = text_width(node.subtitle, "canvasDetail")
    room = box.w - 20 - taken - 8
    shapes += label(box.x + 10, box.y + 17, node.title, "canvasSubnet", room=room)
    shapes += label(
        box.right - 10, box.y + 17, node.subtitle, "canvasDetail", "text2", anchor="end"
    )
    if detail == "near":
        for words in node.lines[:1]:
            shapes += label(box.x + 10, box.y + 32, words, "canvasSmall", "text3", room=box.w - 20)
    return [*shapes, *_cells(node)]


def _cells(node: Node) -> Iterator[Shape]:
    box, total = node.box, cell_count(node)
    now, most = node.cells or (0, 1)
    filled = round(now / max(most, 1) * total)
    if now:
        filled = max(1, filled)
    for at in range(total):
        role = "capToday" if at < filled else "capTrack"
        yield RectShape(box.x + 10 + at * CELL_STEP, box.y + 41, 6, 18, 2, role)
