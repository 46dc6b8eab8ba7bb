"""What the canvas draws over the picture: hover, focus, selection, drop targets, ghosts, guides."""

from __future__ import annotations

from aksdesigner.present.draw_kit import disc, label, line, plate, text_width
from aksdesigner.present.draw_marks import severity_shapes
from aksdesigner.present.picture import Box, Point
from aksdesigner.present.shapes import Shape, Stroke

HANDLE = 8.0
# half of the stroke at either end of a gap
TICK = 7.0


def hover_shapes(box: Box, radius: float = 8.0) -> list[Shape]:
    """Return the edge of a hovered box and its four port rings."""
    cx, cy = box.center
    ports = ((cx, box.y), (box.right, cy), (cx, box.bottom), (box.x, cy))
    return [
        plate(box, radius, None, "controlBorder", 1.5),
        *(disc(at, 4, "panel", "controlBorder") for at in ports),
    ]


def focus_shapes(box: Box, radius: float = 8.0) -> list[Shape]:
    """Return the ring of the keyboard's place."""
    return [plate(box.grown(4), radius + 4, None, "focus", 2)]


def selection_shapes(box: Box, radius: float = 8.0, *, handles: bool = True) -> list[Shape]:
    """Return the frame of a selected box, with four handles where it can be resized."""
    frame = box.grown(2)
    shapes: list[Shape] = [plate(frame, radius + 2, None, "accent", 2)]
    if handles:
        corners = ((frame.x, frame.y), (frame.right, frame.y), (frame.x, frame.bottom), (frame.right, frame.bottom))  # fmt: skip
        half = HANDLE / 2
        shapes += [
            plate(Box(x - half, y - half, HANDLE, HANDLE), 2, "panel", "accent", 1.5)
            for x, y in corners
        ]
    return shapes


def selection_around(boxes: list[Box]) -> list[Shape]:
    """Return the dashed frame around several selected boxes."""
    if len(boxes) < 2:
        return []
    around = boxes[0]
    for box in boxes[1:]:
        around = around.union(box)
    # between a box and the name above it, which a line through it would strike out
    return [plate(around.grown(3.5), 8, None, "accent", 1, dash=(5.0, 4.0))]


def drop_shapes(box: Box, ok: bool, text: str = "") -> list[Shape]:  # noqa: FBT001 (says it all)
    """Return the thing under a drag: it takes the drop and says what it gives, or says why not."""
    if ok:
        shapes: list[Shape] = [plate(box, 10, "accentSoft", None, opacity=0.55)]
        shapes.append(plate(box, 10, None, "accent", 2))
        return [*shapes, *_note(box, text, "accent", "accentSoft", is_error=False)]
    return [
        plate(box, 10, "errorSoft", None, opacity=0.7),
        plate(box, 10, None, "errorFill", 2, dash=(6.0, 4.0)),
        *_note(box, text, "error", "errorSoft", is_error=True),
    ]


def _note(box: Box, text: str, ink: str, ground: str, *, is_error: bool) -> list[Shape]:
    """Return the text of a drop on a plate of its own at the lower left corner inside the box."""
    lead = 24.0 if is_error else 10.0
    if not text:
        if not is_error:
            return []
        return severity_shapes("error", (box.x + 16, box.bottom - 16), 16)
    w = min(lead + text_width(text, "bodyStrong") + 10, max(box.w - 12, 80.0))
    note = Box(box.x + 6, box.bottom - 32, w, 26)
    shapes: list[Shape] = [plate(note, 6, ground, ink)]
    if is_error:
        shapes += severity_shapes("error", (note.x + 13, note.y + 13), 14)
    shapes += label(note.x + lead, note.y + 17.5, text, "bodyStrong", ink, room=w - lead - 6)
    return shapes


def ghost_shapes(box: Box, title: str = "", note: str = "") -> list[Shape]:
    """Return a box that is not there yet."""
    room = box.w - 24
    shapes: list[Shape] = [
        plate(box, 10, "vnet", None, opacity=0.55),
        plate(box, 10, None, "accent", 1.5, dash=(5.0, 4.0)),
    ]
    shapes += label(box.x + 12, box.y + 20, title, "canvasSubnet", room=room)
    if box.h >= 44:
        shapes += label(box.x + 12, box.y + 37, note, "canvasAddress", "text2", room=room)
    return shapes


def guide_shapes(start: Point, end: Point) -> list[Shape]:
    """Return a smart guide."""
    return [line([start, end], Stroke("accent", 1))]


def gap_shapes(start: Point, end: Point) -> list[Shape]:
    """Return the measure of a gap that is like another: a line between two short strokes."""
    across = (0.0, TICK) if start[1] == end[1] else (TICK, 0.0)
    ticks = [
        line([(x - across[0], y - across[1]), (x + across[0], y + across[1])], Stroke("accent", 2))
        for x, y in (start, end)
    ]
    return [line([start, end], Stroke("accent", 2)), *ticks]


def marquee_shapes(box: Box) -> list[Shape]:
    """Return the rubber band."""
    return [plate(box, 0, "accentSoft", None, opacity=0.4), plate(box, 0, None, "accent", 1)]


def connecting_shapes(start: Point, end: Point) -> list[Shape]:
    """Return the line from a port to the pointer while something is being connected."""
    return [
        line([start, end], Stroke("accent", 2, (6.0, 4.0))),
        disc(start, 4, "panel", "accent"),
        disc(end, 4, "accent"),
    ]
