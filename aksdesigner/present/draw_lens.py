"""How a lens looks: tiles and bars on what it is about, everything else faded, the legend."""

from __future__ import annotations

from dataclasses import replace

from aksdesigner.present.draw_kit import label, line, plate, text_width
from aksdesigner.present.lenses.lens import Legend, Said
from aksdesigner.present.picture import Box, Node
from aksdesigner.present.shapes import RectShape, Shape, Stroke, TextShape

FADED = 0.55
TILE = 16.0
TILE_DASH = (2.5, 2.0)
BAR = 5.0
# a lower box has its icon where the bar would be
LEAST_BARRED = 50.0
# what has no answer is dashed and has no bar
NOBODY = "?"
# the legend: inner margin, height of a row and of its title
LEGEND_PAD, LEGEND_ROW, LEGEND_TITLE = 12.0, 22.0, 20.0


def faded(shapes: list[Shape]) -> list[Shape]:
    """Return shapes that stand back."""
    return [replace(shape, opacity=shape.opacity * FADED) for shape in shapes]


def said_shapes(node: Node) -> list[Shape]:
    """Return the bar and the tile that a lens puts on a box."""
    said = node.said
    if said is None or not said.tint:
        return []
    box = node.box
    shapes: list[Shape] = []
    if box.h >= LEAST_BARRED and said.tile != NOBODY:
        ends = [(box.x + BAR / 2 + 1, box.y + 10), (box.x + BAR / 2 + 1, box.bottom - 10)]
        shapes.append(line(ends, Stroke(said.tint, BAR, (), "round")))
    return [*shapes, *tile_shapes(_tile_of(node), said)]


def _tile_of(node: Node) -> Box:
    """Return where a box carries its tile: clear of its words, its icon and its finding mark."""
    box = node.box
    if node.form in ("subnet", "special", "vnet", "hub"):
        return Box(box.x + 10, box.y - 11, TILE, TILE)
    if node.form == "pill":
        return Box(box.right + 4, box.y + (box.h - TILE) / 2, TILE, TILE)
    # a header stands close above what lies in a subnet: there the tile hangs on the lower edge
    x = box.x + 10 if box.h >= LEAST_BARRED else box.right - TILE - 8
    return Box(x, box.bottom - 9, TILE, TILE)


def tile_shapes(box: Box, said: Said) -> list[Shape]:
    """Return a letter on a small plate; a question mark stands on a dashed one."""
    dash = TILE_DASH if said.tile == NOBODY else ()
    middle, base = box.x + box.w / 2, box.y + box.h / 2 + 4
    letter = TextShape(middle, base, said.tile, "canvasChip", said.tint, "middle")
    return [plate(box, 4, "panel", said.tint, 1.5, dash=dash), letter]


def legend_shapes(legend: Legend, x: float, y: float) -> list[Shape]:
    """Return the card of a legend with its corner at (x, y), in the pixels of the window."""
    words = [row.text for row in legend.rows]
    title = f"Lens {legend.title}"
    widest = max(
        [text_width(title, "canvasSubnet"), *(text_width(w, "canvasChip") + 24 for w in words)]
    )
    h = 2 * LEGEND_PAD + LEGEND_TITLE + len(words) * LEGEND_ROW - 4
    card = RectShape(x, y, widest + 2 * LEGEND_PAD, h, 10, "panel", Stroke("border", 1.0))
    left, top = x + LEGEND_PAD, y + LEGEND_PAD
    shapes: list[Shape] = [card, *label(left, top + 12, title, "canvasSubnet")]
    for at, row in enumerate(legend.rows):
        down = top + LEGEND_TITLE + at * LEGEND_ROW
        shapes += tile_shapes(Box(left, down, TILE, TILE), Said(tile=row.sign, tint=row.role))
        shapes += label(left + 24, down + 12, row.text, "canvasChip", "text")
    return shapes
