"""How notes look: paper a little askew, a dotted frame with its name on a tab, ink."""

from __future__ import annotations

import math

from aksdesigner.present.draw_kit import disc, label, text_width
from aksdesigner.present.notes import FRAME_TEXT, NOTE_FOOT, NOTE_PAD, NOTE_TEXT
from aksdesigner.present.picture import Box, Detail, Node, Point
from aksdesigner.present.shapes import PathShape, RectShape, Shape, Stroke
from aksdesigner.present.text import cut
from aksdesigner.present.theme import TEXT_STYLES

# degrees; paper that somebody has stuck on is never quite straight
ASKEW = -1.2
TAB_HEIGHT = 24.0
INK_WIDTH = 5.0


def note_shapes(node: Node, detail: Detail) -> list[Shape]:  # noqa: ARG001  # as all figures
    """Return a sticky note with its text, cut where it has no room, and its foot."""
    box = node.box
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    turned = [_askew(point, box) for point in corners]
    commands = [("M" if at == 0 else "L", x, y) for at, (x, y) in enumerate(turned)]
    paper = PathShape((*commands, ("Z",)), "note", Stroke("noteEdge", 1.0))
    return [paper, *_text(node)]


def _text(node: Node) -> list[Shape]:
    """Return the words, straight: letters that are turned a little are hard to read when small."""
    box, room = node.box, node.box.w - 2 * NOTE_PAD
    height, foot = TEXT_STYLES[NOTE_TEXT].line, TEXT_STYLES[NOTE_FOOT].line
    free = box.h - 2 * NOTE_PAD - (foot + 6 if node.subtitle else 0)
    count = max(0, int(free // height))
    lines = list(node.lines[:count])
    if lines and len(node.lines) > count:
        lines[-1] = cut(f"{lines[-1]} …", NOTE_TEXT, room) or "…"
    shapes: list[Shape] = []
    for at, words in enumerate(lines):
        down = box.y + NOTE_PAD + (at + 0.75) * height
        shapes += label(box.x + NOTE_PAD, down, words, NOTE_TEXT, "onNote", room=room)
    if node.subtitle:
        low = box.bottom - NOTE_PAD
        shapes += label(box.x + NOTE_PAD, low, node.subtitle, NOTE_FOOT, "onNote", room=room)
    return shapes


def _askew(point: Point, box: Box) -> Point:
    """Return a point of a straight note where the note is turned around its middle."""
    cx, cy = box.center
    angle = math.radians(ASKEW)
    dx, dy = point[0] - cx, point[1] - cy
    x = cx + dx * math.cos(angle) - dy * math.sin(angle)
    return round(x, 2), round(cy + dx * math.sin(angle) + dy * math.cos(angle), 2)


def frame_shapes(node: Node, detail: Detail) -> list[Shape]:  # noqa: ARG001  # as all figures
    """Return a dotted frame, its name on a tab that sits on the upper line."""
    box, half = node.box, TAB_HEIGHT / 2
    dots = Stroke("text3", 1.5, (0.1, 5.0), "round")
    frame = RectShape(box.x, box.y + half, box.w, box.h - half, 10.0, None, dots)
    tab = tab_of(node)
    name = label(
        tab.x + 10, tab.y + 16.5, node.title, FRAME_TEXT, "canvas", room=max(0.0, tab.w - 20)
    )
    return [frame, RectShape(tab.x, tab.y, tab.w, tab.h, 4.0, "text"), *name]


def tab_of(node: Node) -> Box:
    """Return where the name of a frame stands: it is also what a hand takes the frame by."""
    room = max(24.0, node.box.w - 28)
    wide = min(room, text_width(node.title, FRAME_TEXT) + 20)
    return Box(node.box.x + 14, node.box.y, wide, TAB_HEIGHT)


def ink_shapes(node: Node, detail: Detail) -> list[Shape]:  # noqa: ARG001  # as all figures
    """Return a stroke, smoothed through the middles of its points; a tap is a dot."""
    points = node.points
    if len(points) < 2:
        return [disc(point, INK_WIDTH / 2, "laser") for point in points]
    commands: list[tuple[str | float, ...]] = [("M", *points[0])]
    for here, after in zip(points[1:], points[2:], strict=False):
        commands.append(("Q", *here, (here[0] + after[0]) / 2, (here[1] + after[1]) / 2))
    commands.append(("L", *points[-1]))
    return [PathShape(tuple(commands), None, Stroke("laser", INK_WIDTH, cap="round"))]
