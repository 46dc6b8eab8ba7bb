"""How large boxes want to be, from what they say. Pixels at 100%."""

from __future__ import annotations

from collections.abc import Sequence

from aksdesigner.present.picture import Node
from aksdesigner.present.text import width

PAD = 12.0
GAP = 8.0
ROW_GAP = 12.0
GUTTER = 28.0
VNET_HEADER = 40.0
SUBNET_HEADER = 28.0
SUBNET_LINE = 16.0
CHIP_HEIGHT = 18.0
CHIP_GAP = 6.0
BAR_HEIGHT = 22.0
CLUSTER_HEADER = 38.0
CLUSTER_PAD = 18.0
CARD_HEIGHT = 38.0
CARD_PAD = 9.0
# the ring of what is not computed, inside the right end of a card
UNCOMPUTED_ROOM = 20.0
CARD_MIN, CARD_MAX = 150.0, 240.0
ENDPOINT_HEIGHT = 38.0
ENDPOINT_MIN, ENDPOINT_MAX = 60.0, 150.0
POOL_HEIGHT = 72.0
POOL_MIN = 112.0
CELL_STEP = 9.0
MOST_CELLS = 22
PENDANT_HEIGHT = 40.0
PILL_HEIGHT = 24.0
PILL_MAX = 220.0
OUTSIDE_MIN, OUTSIDE_MAX = 132.0, 220.0
ASTRIDE = 26.0
SUBNET_MIN = 176.0
SUBNET_FLOOR = 56.0
VNET_MIN_W, VNET_MIN_H = 300.0, 128.0
HUB_CONTENT = 252.0
HEADER_MOST = 420.0


def leaf_size(node: Node) -> tuple[float, float]:
    """Return the wanted (width, height) of a box that holds nothing."""
    if node.form == "endpoint":
        head = max(width(node.title, "canvasNodeName"), _widest(node.lines, "canvasDetail"))
        wanted = 31 + head + 10
        return min(max(wanted, ENDPOINT_MIN), ENDPOINT_MAX), ENDPOINT_HEIGHT
    if node.form == "pool":
        return _pool_width(node), POOL_HEIGHT
    if node.form == "pendant":
        head = width(f"{node.title} {node.subtitle}", "canvasNodeName")
        return max(180.0, 40 + max(head, _widest(node.lines, "canvasDetail")) + 14), PENDANT_HEIGHT
    if node.form == "pill":
        return min(32 + width(node.title, "canvasChip") + 12, PILL_MAX), PILL_HEIGHT
    if node.form == "outside":
        return _outside_size(node)
    if node.form == "astride":
        return ASTRIDE, ASTRIDE
    head = width(node.title, "canvasNodeName")
    mark = UNCOMPUTED_ROOM if node.is_uncomputed else 0.0
    wanted = 37 + max(head, _widest(node.lines, "canvasDetail")) + 12 + mark
    chips = min(chips_width(node), widest_pair(node)) + 2 * CARD_PAD
    w = min(max(wanted, chips, CARD_MIN), CARD_MAX)
    return w, CARD_HEIGHT + foot_height(node, w)


def foot_height(node: Node, w: float) -> float:
    """Return the height of the rows of chips under what a card or a box outside says."""
    rows = len(chip_rows(node, w - 2 * CARD_PAD))
    return rows * (CHIP_HEIGHT + CHIP_GAP) + 2 if rows else 0.0


def widest_pair(node: Node) -> float:
    """Return the width of a card's widest two chips beside each other: more go into rows."""
    widths = sorted((chip_width(label) for _, label, _ in node.chips), reverse=True)[:2]
    return sum(widths) + CHIP_GAP * max(0, len(widths) - 1)


def cell_count(node: Node) -> int:
    """Return how many cells the rack of a pool shows."""
    return min(MOST_CELLS, max(1, node.cells[1])) if node.cells else 0


def _pool_width(node: Node) -> float:
    head = width(node.title, "canvasSubnet") + 16 + width(node.subtitle, "canvasDetail")
    cells = cell_count(node) * CELL_STEP - 3
    return max(POOL_MIN, 20 + min(head, 220), 20 + cells, 20 + _widest(node.lines, "canvasSmall"))


def _outside_size(node: Node) -> tuple[float, float]:
    head = 42 + width(node.title, "canvasOutside") + PAD
    wanted = max(head, 24 + _widest(node.lines, "canvasAddress"))
    wanted = max(wanted, min(chips_width(node), widest_pair(node)) + 2 * CARD_PAD)
    height = 46 + 16 * len(node.lines) + (6 if node.lines else 0)
    w = min(max(wanted, OUTSIDE_MIN), OUTSIDE_MAX)
    return w, height + foot_height(node, w)


def _widest(lines: Sequence[str], style: str) -> float:
    return max((width(line, style) for line in lines), default=0.0)


def chip_width(label: str) -> float:
    """Return the width of a badge pill: glyph and name, or the glyph alone."""
    return 20.0 if not label else min(19 + width(label, "canvasChip") + 9, 150.0)


def chips_width(node: Node) -> float:
    """Return the width of all chips of a subnet in one row."""
    widths = [chip_width(label) for _, label, _ in node.chips]
    return sum(widths) + CHIP_GAP * max(0, len(widths) - 1)


def chips_in_header(node: Node, box_width: float) -> bool:
    """Return whether the chips fit between the name and the prefix of a subnet's header."""
    if not node.chips:
        return False
    texts = width(node.title, "canvasSubnet") + width(node.subtitle, "canvasAddress")
    return texts + chips_width(node) + 2 * PAD + 2 * 14 <= box_width


def chip_rows(node: Node, inner: float) -> list[list[tuple[str, str, str]]]:
    """Return the chips of a subnet's foot, wrapped into rows of `inner` pixels."""
    rows: list[list[tuple[str, str, str]]] = []
    used = 0.0
    for chip in node.chips:
        wanted = chip_width(chip[1])
        if rows and used + CHIP_GAP + wanted <= inner:
            rows[-1].append(chip)
            used += CHIP_GAP + wanted
        else:
            rows.append([chip])
            used = wanted
    return rows


def header_width(node: Node) -> float:
    """Return the width that a container's own header asks for."""
    if node.form in ("vnet", "hub"):
        texts = width(node.title, "canvasVnet") + 14 + width(node.subtitle, "canvasPrefix")
        chips = chips_width(node) + 14 if node.chips else 0.0
        return 42 + texts + chips + PAD + 20
    if node.form == "cluster":
        texts = width(node.title, "canvasCluster") + 14 + width(node.subtitle, "canvasDetail")
        return 40 + texts + PAD
    if node.form == "region":
        return 60 + width(node.title, "canvasRegion")
    texts = width(node.title, "canvasSubnet") + 16 + width(node.subtitle, "canvasAddress")
    lines = _widest(node.lines, "canvasDetail")
    return max(min(texts, HEADER_MOST), min(lines, HEADER_MOST)) + 2 * PAD + 4
