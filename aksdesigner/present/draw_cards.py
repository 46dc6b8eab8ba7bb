"""How leaves look: device cards, endpoints, services, ranges, sites and the Internet."""

from __future__ import annotations

from aksdesigner.present.chips import chip_places, chip_shapes
from aksdesigner.present.draw_kit import label, line, plate, text_width
from aksdesigner.present.draw_marks import uncomputed_shapes
from aksdesigner.present.picture import Detail, Node
from aksdesigner.present.shapes import IconShape, Shape, Stroke
from aksdesigner.present.sizes import CARD_HEIGHT, UNCOMPUTED_ROOM

OUTSIDE_DASH = (5.0, 4.0)
PILL_DASH = (4.0, 3.0)
# a card carries its finding mark inside, this far from its right edge
CARD_MARK = 27.0


def card_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a device: glyph, name, address, and the chips that hang on it under them."""
    box = node.box
    if detail == "far":  # a virtual hub: lines end at it
        name = label(box.x + 40, box.y + 26, node.title, "canvasFarPrefix", room=box.w - 48)
        icon = IconShape(box.x + 9, box.y + 7, 24, node.icon)
        return [plate(box, 8, "panel", "border"), icon, *name]
    has_chips = detail == "near" and bool(node.chips)
    # from a middle distance a card with chips is a card with room
    middle = box.y + (CARD_HEIGHT / 2 if has_chips else box.h / 2)
    has_line = detail == "near" and bool(node.lines)
    has_ring = node.is_uncomputed and node.badge is None and detail == "near"
    taken = CARD_MARK + 14 if node.badge is not None else UNCOMPUTED_ROOM if has_ring else 10
    room = box.w - 37 - taken
    shapes: list[Shape] = [
        plate(box, 8, "panel", "border"),
        IconShape(box.x + 9, middle - 10, 20, node.icon),
        *label(
            box.x + 37, middle + (-2 if has_line else 4), node.title, "canvasNodeName", room=room
        ),
    ]
    if has_line:
        shapes += label(box.x + 37, middle + 11, node.lines[0], "canvasDetail", "text2", room=room)
    if has_ring:
        shapes += uncomputed_shapes((box.right - 14, box.y + 14))
    if has_chips:
        shapes += _chips(node)
    return shapes


def _chips(node: Node) -> list[Shape]:
    return [
        shape for at, icon, text, _ in chip_places(node) for shape in chip_shapes(at, icon, text)
    ]


def endpoint_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a private endpoint: a chip with the key and its address."""
    box = node.box
    has_line = detail == "near" and bool(node.lines)
    room = box.w - 31 - 8
    y = box.y + (17 if has_line else box.h / 2 + 4)
    shapes: list[Shape] = [
        plate(box, 8, "panel", "border"),
        IconShape(box.x + 7, box.y + (box.h - 18) / 2, 18, "pe"),
        *label(box.x + 31, y, node.title, "canvasNodeName", room=room),
    ]
    if has_line:
        shapes += label(box.x + 31, box.y + 30, node.lines[0], "canvasDetail", "text2", room=room)
    return shapes


def pill_shapes(node: Node, _detail: Detail) -> list[Shape]:
    """Return a service or a zone outside the network."""
    box = node.box
    return [
        plate(box, box.h / 2, "outside", "outsideEdge", dash=PILL_DASH),
        IconShape(box.x + 10, box.y + (box.h - 14) / 2, 14, node.icon, "text2"),
        *label(box.x + 29, box.y + box.h / 2 + 4, node.title, "canvasChip", room=box.w - 40),
    ]


def pendant_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a range that is reached from here and is not in here: hatched, dashed."""
    box = node.box
    shapes: list[Shape] = [
        plate(box, 10, "outside", "clusterEdge", 1.3, dash=OUTSIDE_DASH, hatch="outsideEdge")
    ]
    if detail == "far":
        return shapes
    head = f"{node.title} {node.subtitle}"
    room = box.w - 40 - 12
    below = node.lines[:1] if detail == "near" else ()
    words = [(head, 17.0 if below else 24.0, "canvasNodeName", "text")]
    words += [(text, 32.0, "canvasDetail", "text2") for text in below]
    widest = max(min(text_width(text, style), room) for text, _, style, _ in words)
    # a calm ground under the letters, so that no hatching crosses them
    shapes.append(plate_under(node, widest + 38))
    shapes.append(IconShape(box.x + 10, box.y + 9, 22, node.icon))
    for text, y, style, role in words:
        shapes += label(box.x + 40, box.y + y, text, style, role, room=room)
    return shapes


def plate_under(node: Node, width: float) -> Shape:
    """Return the unhatched ground of a pendant's text."""
    box = node.box
    ground = type(box)(box.x + 6, box.y + 4, min(width, box.w - 12), box.h - 8)
    return plate(ground, 6, "outside")


LOW_OUTSIDE = 68.0


def outside_shapes(node: Node, detail: Detail) -> list[Shape]:
    """Return a site (solid, barred) or the Internet (dashed)."""
    box = node.box
    is_site = node.kind == "site"
    shapes: list[Shape] = [
        plate(box, 12, "outside", "outsideEdge", dash=() if is_site else OUTSIDE_DASH)
    ]
    if is_site:
        shapes.append(
            line([(box.x + 1.5, box.y + 12), (box.x + 1.5, box.bottom - 12)], Stroke("hybrid", 3))
        )
    shapes.append(IconShape(box.x + 12, box.y + 12, 22, node.icon))
    if detail == "far":
        # beneath the icon, or beside it in a box that is too low for both
        left, down = (12.0, 60.0) if box.h >= LOW_OUTSIDE else (42.0, 30.0)
        far = label(
            box.x + left, box.y + down, node.title, "canvasFarPrefix", room=box.w - left - 8
        )
        return [*shapes, *far]
    shapes += label(box.x + 42, box.y + 28, node.title, "canvasOutside", room=box.w - 42 - 10)
    if detail == "near":
        for at, text in enumerate(node.lines):
            is_name = node.kind == "internet" and at % 2 == 0
            shapes += label(
                box.x + 12, box.y + 52 + 16 * at, text, "canvasAddress",
                "text" if is_name else "text2", room=box.w - 24,
            )  # fmt: skip
        shapes += _chips(node)
    return shapes


def astride_shapes(node: Node, _detail: Detail) -> list[Shape]:
    """Return a NAT gateway on the edge of its subnet: where packets leave."""
    box = node.box
    return [plate(box, 8, "panel", "hubEdge", 1.3), IconShape(box.x + 4, box.y + 4, 18, node.icon)]
