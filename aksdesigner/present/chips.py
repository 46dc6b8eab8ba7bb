"""Chips: where those of a box stand, and how they look."""

from __future__ import annotations

from aksdesigner.model.ids import Key
from aksdesigner.present.draw_kit import label, plate, text_width
from aksdesigner.present.picture import Box, Node
from aksdesigner.present.shapes import IconShape, Shape
from aksdesigner.present.sizes import (
    CARD_PAD,
    CHIP_GAP,
    CHIP_HEIGHT,
    PAD,
    chip_rows,
    chip_width,
    chips_in_header,
)

ChipPlace = tuple[Box, str, str, Key]


def chip_places(node: Node) -> list[ChipPlace]:
    """Return the chips of a box with their places: (box, icon, label, key), for drawing and hits."""
    box = node.box
    if not node.chips:
        return []
    if node.form in ("vnet", "hub"):
        return _before(node, box.right - PAD - 8, box.y + 11)
    if node.form in ("card", "outside"):
        return _in_rows(node, CARD_PAD, 8.0)
    if chips_in_header(node, box.w):
        return _before(
            node, box.right - PAD - text_width(node.subtitle, "canvasAddress") - 14, box.y + 6
        )
    return _in_rows(node, PAD, 24.0 if node.fill else 8.0)


def _before(node: Node, right: float, y: float) -> list[ChipPlace]:
    """Return the chips in one row of a header that ends at `right`."""
    placed: list[ChipPlace] = []
    x = right
    for icon, text, key in reversed(node.chips):
        w = chip_width(text)
        x -= w
        placed.append((Box(x, y, w, CHIP_HEIGHT), icon, text, key))
        x -= CHIP_GAP
    return list(reversed(placed))


def _in_rows(node: Node, pad: float, foot: float) -> list[ChipPlace]:
    """Return the chips in rows at the foot of a box, `foot` pixels above its lower edge."""
    box = node.box
    rows = chip_rows(node, box.w - 2 * pad)
    y = box.bottom - foot - (len(rows) * (CHIP_HEIGHT + CHIP_GAP) - CHIP_GAP)
    places: list[ChipPlace] = []
    for row in rows:
        x = box.x + pad
        for icon, text, key in row:
            places.append((Box(x, y, chip_width(text), CHIP_HEIGHT), icon, text, key))
            x += chip_width(text) + CHIP_GAP
        y += CHIP_HEIGHT + CHIP_GAP
    return places


def chip_shapes(box: Box, icon: str, text: str) -> list[Shape]:
    """Return a badge pill: glyph and name."""
    return [
        plate(box, 9, "panel", "border"),
        IconShape(box.x + 4, box.y + 3, 12, icon, "text2", "text2"),
        *label(box.x + 19, box.y + 12.6, text, "canvasChip", "text2", room=box.w - 26),
    ]
