"""What lies over the picture: hover, focus, selection, and the preview of a gesture.

Everything here has one size on the screen at any zoom, so boxes come in viewport pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from aksdesigner.interact.gesture import DropMark, Ghost, Guide, Point, Preview
from aksdesigner.interact.hit import CORNERS, SIDES, place_on
from aksdesigner.model.ids import Key
from aksdesigner.present.picture import Box
from aksdesigner.present.shapes import (
    EllipseShape,
    IconShape,
    PathShape,
    RectShape,
    Shape,
    Stroke,
    TextShape,
)
from aksdesigner.present.text import cut, width

HANDLE = 8.0
RING = 4.5
LINE_HEIGHT = 20.0
LABEL = "canvasSubnet"


@dataclass(frozen=True)
class Marked:
    """A box of the picture in viewport pixels, with the radius its corners have there."""

    key: Key
    box: Box
    radius: float = 8.0


@dataclass(frozen=True)
class Marks:
    """The states to show: what is hovered, focused, selected; handles belong to a lone box."""

    hovered: Marked | None = None
    focused: Marked | None = None
    selected: tuple[Marked, ...] = ()
    has_handles: bool = True


def mark_shapes(marks: Marks) -> tuple[Shape, ...]:
    """Return the shapes of hover, focus and selection."""
    return tuple(_mark_shapes(marks))


def _mark_shapes(marks: Marks) -> Iterator[Shape]:
    hovered = marks.hovered
    if hovered is not None:
        if hovered not in marks.selected:
            yield _frame(hovered, 0.0, Stroke("controlBorder", 1.5))
        yield from (_ring(place_on(hovered.box, side)) for side in SIDES)
    for marked in marks.selected:
        yield _frame(marked, 2.0, Stroke("accent", 2.0))
    if len(marks.selected) > 1:
        yield from _around(marks.selected)
    elif marks.selected and marks.has_handles:
        yield from _handles(marks.selected[0].box)
    if marks.focused is not None:
        yield _frame(marks.focused, 5.0, Stroke("focus", 2.0))


def _frame(marked: Marked, gap: float, stroke: Stroke) -> RectShape:
    box = marked.box.grown(gap)
    return RectShape(box.x, box.y, box.w, box.h, radius=marked.radius + gap, stroke=stroke)


def _ring(at: Point) -> EllipseShape:
    return EllipseShape(
        at[0], at[1], RING, RING, fill="canvas", stroke=Stroke("controlBorder", 1.5)
    )


def _handles(box: Box) -> Iterator[Shape]:
    outer = box.grown(2.0)
    for corner in CORNERS:
        x, y = place_on(outer, corner)
        half = HANDLE / 2
        yield RectShape(
            x - half, y - half, HANDLE, HANDLE, 1.5, fill="panel", stroke=Stroke("accent", 1.5)
        )


def _around(selected: Iterable[Marked]) -> Iterator[Shape]:
    boxes = [marked.box for marked in selected]
    x, y = min(b.x for b in boxes) - 10, min(b.y for b in boxes) - 10
    w, h = max(b.right for b in boxes) + 10 - x, max(b.bottom for b in boxes) + 10 - y
    yield RectShape(x, y, w, h, 10.0, stroke=Stroke("accent", 1.0, dash=(4.0, 3.0)))


def preview_shapes(
    preview: Preview, to_view: Callable[[Box], Box], barred: Iterable[Box] = ()
) -> tuple[Shape, ...]:
    """Return the shapes of a gesture's preview; `to_view` maps scene boxes to the viewport."""
    return tuple(_preview_shapes(preview, to_view, barred))


def _preview_shapes(
    preview: Preview, to_view: Callable[[Box], Box], barred: Iterable[Box]
) -> Iterator[Shape]:
    for box in barred:
        yield RectShape(box.x, box.y, box.w, box.h, 8.0, fill="canvas", opacity=0.55)
    if preview.drop is not None and preview.drop.key is not None:
        yield from _target(preview.drop, to_view(preview.drop.box))
    is_bad = preview.drop is not None and not preview.drop.is_ok
    for ghost in preview.ghosts:
        yield from _ghost(ghost, to_view(ghost.box), is_bad=is_bad)
    for guide in preview.guides:
        yield _guide(guide, to_view)
    if preview.line is not None:
        yield from _connection(preview, to_view)
    if preview.band is not None:
        yield from _band(to_view(preview.band))
    if preview.drop is not None and preview.drop.text:
        yield from _drop_label(preview, to_view)


def _target(drop: DropMark, box: Box) -> Iterator[Shape]:
    if drop.is_ok:
        yield RectShape(box.x, box.y, box.w, box.h, 10.0, fill="accentSoft", opacity=0.5)
        yield RectShape(box.x, box.y, box.w, box.h, 10.0, stroke=Stroke("accent", 2.0))
        return
    yield RectShape(box.x, box.y, box.w, box.h, 10.0, fill="errorSoft", opacity=0.6)
    stroke = Stroke("errorFill", 1.5, dash=(6.0, 4.0))
    yield RectShape(box.x, box.y, box.w, box.h, 10.0, stroke=stroke)


def _ghost(ghost: Ghost, box: Box, *, is_bad: bool) -> Iterator[Shape]:
    ink = "errorFill" if is_bad else "accent"
    fill = "errorSoft" if is_bad else "panel"
    yield RectShape(box.x, box.y, box.w, box.h, 8.0, fill=fill, opacity=0.55)
    stroke = Stroke(ink, 1.5, dash=(6.0, 4.0))
    yield RectShape(box.x, box.y, box.w, box.h, 8.0, stroke=stroke)
    title = cut(ghost.title, LABEL, box.w - 16)
    if title and box.h >= 20:
        yield TextShape(box.x + 8, box.y + 16, title, LABEL, "text")


def _guide(guide: Guide, to_view: Callable[[Box], Box]) -> Shape:
    a, b = guide.start, guide.end
    span = to_view(Box(a[0], a[1], b[0] - a[0], b[1] - a[1]))
    commands: tuple[tuple[str | float, ...], ...] = (
        ("M", span.x, span.y),
        ("L", span.right, span.bottom),
    )
    return PathShape(commands, stroke=Stroke("accent", 1.0))


def _connection(preview: Preview, to_view: Callable[[Box], Box]) -> Iterator[Shape]:
    assert preview.line is not None
    (ax, ay), (bx, by) = preview.line
    start, end = to_view(Box(ax, ay, 0, 0)), to_view(Box(bx, by, 0, 0))
    is_bad = preview.drop is not None and not preview.drop.is_ok
    ink = "errorFill" if is_bad else "accent"
    line: tuple[tuple[str | float, ...], ...] = (("M", start.x, start.y), ("L", end.x, end.y))
    yield PathShape(line, stroke=Stroke("canvas", 5.0, cap="round"))
    yield PathShape(line, stroke=Stroke(ink, 2.0, dash=(6.0, 4.0) if is_bad else ()))
    yield EllipseShape(start.x, start.y, RING, RING, fill="canvas", stroke=Stroke(ink, 2.0))
    yield EllipseShape(end.x, end.y, 3.5, 3.5, fill=ink)


def _band(box: Box) -> Iterator[Shape]:
    yield RectShape(box.x, box.y, box.w, box.h, fill="accentSoft", opacity=0.4)
    yield RectShape(box.x, box.y, box.w, box.h, stroke=Stroke("accent", 1.0))


def _drop_label(preview: Preview, to_view: Callable[[Box], Box]) -> Iterator[Shape]:
    """The plate that says what the drop would get, or why it is refused, by the ghost."""
    drop = preview.drop
    assert drop is not None
    x, y = _label_place(preview, to_view)
    lead = 10.0 if drop.is_ok else 28.0
    across = lead + width(drop.text, LABEL) + 10
    ink = "accent" if drop.is_ok else "errorFill"
    yield RectShape(x, y, across, 26, 6.0, fill="raised", stroke=Stroke(ink, 1.0))
    if not drop.is_ok:
        yield from _octagon(x + 15, y + 13, 7.0)
    text_role = "accent" if drop.is_ok else "error"
    yield TextShape(x + lead, y + 17, drop.text, LABEL, text_role)


def _label_place(preview: Preview, to_view: Callable[[Box], Box]) -> Point:
    if preview.ghosts:
        box = to_view(preview.ghosts[0].box)
        return box.x, box.bottom + 8
    if preview.line is not None:
        end = to_view(Box(*preview.line[1], 0, 0))
        return end.x + 14, end.y + 10
    assert preview.drop is not None
    box = to_view(preview.drop.box)
    return box.x + 8, box.y + 8


def _octagon(cx: float, cy: float, r: float) -> Iterator[Shape]:
    k = r * 0.41421
    corners = ((-k, -r), (k, -r), (r, -k), (r, k), (k, r), (-k, r), (-r, k), (-r, -k))
    start, *rest = [(cx + dx, cy + dy) for dx, dy in corners]
    outline = (("M", *start), *(("L", *corner) for corner in rest), ("Z",))
    yield PathShape(outline, fill="errorFill")
    arm = r * 0.4
    cross = (
        ("M", cx - arm, cy - arm),
        ("L", cx + arm, cy + arm),
        ("M", cx + arm, cy - arm),
        ("L", cx - arm, cy + arm),
    )
    yield PathShape(cross, stroke=Stroke("onError", 1.6, cap="round"))


def extent_of(shapes: Iterable[Shape]) -> Box | None:
    """Return a rectangle that holds all the shapes, or None when there are none."""
    points = [point for shape in shapes for point in _corners(shape)]
    if not points:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(6.0)


def _corners(shape: Shape) -> Iterator[Point]:
    if isinstance(shape, RectShape):
        yield shape.x, shape.y
        yield shape.x + shape.w, shape.y + shape.h
    elif isinstance(shape, EllipseShape):
        yield shape.cx - shape.rx, shape.cy - shape.ry
        yield shape.cx + shape.rx, shape.cy + shape.ry
    elif isinstance(shape, IconShape):
        yield shape.x, shape.y
        yield shape.x + shape.size, shape.y + shape.size
    elif isinstance(shape, TextShape):
        yield shape.x, shape.y - LINE_HEIGHT
        yield shape.x + width(shape.text, shape.style), shape.y + LINE_HEIGHT / 2
    else:
        for _, *numbers in shape.commands:
            values = [float(n) for n in numbers]
            yield from zip(values[::2], values[1::2], strict=True)
