"""Names for a room: the same boxes, said in words that are read from three metres.

What a box says in small print is left out; its name stands in its header, or in the middle where it
holds nothing, as large on the screen as the workshop's type asks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from aksdesigner.present.draw_kit import label
from aksdesigner.present.picture import Detail, Node
from aksdesigner.present.shapes import IconShape, RectShape, Shape, TextShape
from aksdesigner.present.sizes import CHIP_HEIGHT
from aksdesigner.present.text import cut, width, wrapped
from aksdesigner.present.theme import TEXT_STYLES, TextStyle

# pixels on the screen, as in the tokens: nothing smaller, networks a little larger
LEAST, NETWORK = 24.0, 28.0
# below this zoom a header has no room for such words, and networks are plates
PLATES_BELOW = 0.8
# names are drawn anew when the zoom has changed by this factor
STEP = 1.12
PAD = 12.0
_PLATES = ("vnet", "hub")
_KEPT = ("note", "frame", "ink", "astride")
_HEADERS = {
    "vnet": 40.0,
    "hub": 40.0,
    "subnet": 28.0,
    "special": 28.0,
    "cluster": 38.0,
    "pool": 30.0,
}


def large_detail(zoom: float) -> Detail:
    """Return the level of detail that leaves room for large words at a zoom."""
    return "near" if zoom >= PLATES_BELOW else "far"


def large_size(zoom: float) -> float:
    """Return scene pixels of 24 screen pixels, or a little more: it changes in steps."""
    step = math.floor(math.log(zoom, STEP) + 1e-9)
    return round(LEAST / float(STEP**step), 2)


def enlarged(
    node: Node,
    shapes: list[Shape],
    size: float,
    *,
    has_room: bool,
    inside: Sequence[Node] = (),
) -> list[Shape]:
    """Return a box with its name in large type and without its small print.

    Without room for what stands in it, a network lists the names of that, as many as fit.
    """
    if not shapes:
        return shapes
    if node.form == "note":
        return [*shapes[:1], *_written(node, size)]
    if node.form in _KEPT:
        return _rewritten(shapes, node, size) if node.form == "frame" else shapes
    bare = [shape for shape in shapes if not _is_small_print(shape, node)]
    if node.form in _PLATES:
        size *= NETWORK / LEAST
    style = _style(size, 600)
    x, room = node.box.x + PAD, node.box.w - 2 * PAD
    header = _HEADERS.get(node.form, node.box.h) if has_room else node.box.h
    if header < size:
        return bare if node.form not in _PLATES else [*bare, *_name(node, x, size, style, room)]
    if node.form in _PLATES and not has_room:
        return [*bare, *_plate(node, x, size, style, room, inside)]
    if node.form == "region":
        top = node.box.y + PAD / 2 + size * 0.8
        return [*bare, *label(x, top, node.title, style, "text3", room=room)]
    middle = node.box.y + header / 2 + size * 0.36
    name = label(x, middle, node.title, style, room=room)
    return [*bare, *name, *_prefix(node, x, middle, size, room)]


def _plate(
    node: Node, x: float, size: float, style: TextStyle, room: float, inside: Sequence[Node]
) -> list[Shape]:
    """Return name, prefix and the names of what is inside, down to the lower edge."""
    small = size * LEAST / NETWORK
    thin = _style(small, 400)
    down = node.box.y + PAD + size
    shapes = label(x, down, node.title, style, room=room)
    rows = [(node.subtitle, node.is_unsized)]
    rows += [(inner.title, inner.is_unsized) for inner in inside if inner.kind == "subnet"]
    for text, is_unsized in rows:
        down += small * 1.35
        if down > node.box.bottom - PAD:
            break
        ink = "warning" if is_unsized else "text2"
        shapes += label(x, down, f"{text} ?" if is_unsized else text, thin, ink, room=room)
    return shapes


def _is_small_print(shape: Shape, node: Node) -> bool:
    """Return whether a shape is a text, a glyph, or the plate of a chip."""
    if isinstance(shape, RectShape):
        is_chip = shape.h == CHIP_HEIGHT and shape.w < node.box.w - PAD
        return is_chip and node.form != "pool"  # the cells of a rack are as high
    return isinstance(shape, TextShape | IconShape)


def _written(node: Node, size: float) -> list[Shape]:
    """Return what stands on a sticky note, in as many large lines as it has room for."""
    box, style, room = node.box, _style(size, 500), node.box.w - 2 * PAD
    height = size * 1.25
    foot = height if node.subtitle and box.h >= 3 * height + 2 * PAD else 0.0
    count = int((box.h - 2 * PAD - foot) // height)
    lines = wrapped(" ".join(node.lines), style, room)
    shown = lines[:count]
    if shown and len(lines) > count:
        shown[-1] = cut(f"{shown[-1]} …", style, room) or "…"
    out: list[Shape] = []
    for at, words in enumerate(shown):
        down = box.y + PAD + at * height + size * 0.9
        out += label(box.x + PAD, down, words, style, "onNote", room=room)
    if foot:
        low = box.bottom - PAD - size * 0.15
        out += label(box.x + PAD, low, node.subtitle, _style(size, 400), "onNote", room=room)
    return out


def _prefix(node: Node, x: float, y: float, size: float, room: float) -> list[Shape]:
    """Return what stands beside the name where the whole of it has room."""
    style, bold = _style(size, 400), _style(size, 600)
    text = "size unknown" if node.is_unsized else node.subtitle
    used = width(node.title, bold) + size
    if not text or used + width(text, style) > room:
        return []
    ink = "warning" if node.is_unsized else "text2"
    return [TextShape(x + room, y, text, style, ink, "end")]


def _name(node: Node, x: float, size: float, style: TextStyle, room: float) -> list[Shape]:
    return label(x, node.box.y + size, node.title, style, room=room)


def _rewritten(shapes: list[Shape], node: Node, size: float) -> list[Shape]:
    kept = [shape for shape in shapes if not isinstance(shape, TextShape)]
    style = _style(size, 600)
    at = node.box.y + 12 + size
    return [
        *kept[:1],
        *label(node.box.x + 16, at, node.title, style, "text2", room=node.box.w - 32),
    ]


def _style(size: float, weight: int) -> TextStyle:
    assert weight in {spec.weight for spec in TEXT_STYLES.values()}
    return TextStyle(round(size, 2), round(size * 1.3, 2), weight)
