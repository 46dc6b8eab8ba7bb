"""What lies over the picture: hover, focus, selection, and the preview of a gesture.

Everything here has one size on the screen at any zoom, so boxes come in viewport pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from aksdesigner.interact.gesture import DropMark, Ghost, Point, Preview
from aksdesigner.model.ids import Key
from aksdesigner.present.drawing import (
    connecting_shapes,
    focus_shapes,
    gap_shapes,
    guide_shapes,
    hover_shapes,
    marquee_shapes,
    selection_around,
    selection_shapes,
)
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
    """The states to show: what is hovered, focused, selected; handles belong to a lone box.

    `chips` and `lines` are the selected things that are drawn as chips and as lines.
    """

    hovered: Marked | None = None
    focused: Marked | None = None
    selected: tuple[Marked, ...] = ()
    has_handles: bool = True
    chips: tuple[Marked, ...] = ()
    lines: tuple[tuple[Point, ...], ...] = ()


def mark_shapes(marks: Marks) -> tuple[Shape, ...]:
    """Return the shapes of hover, focus and selection."""
    return tuple(_mark_shapes(marks))


def _mark_shapes(marks: Marks) -> Iterator[Shape]:
    hovered = marks.hovered
    if hovered is not None:
        edge, *rings = hover_shapes(hovered.box, hovered.radius)
        if hovered not in marks.selected:
            yield edge
        yield from rings
    for marked in marks.selected:
        is_alone = len(marks.selected) == 1 and marks.has_handles
        yield from selection_shapes(marked.box, marked.radius, handles=is_alone)
    for chip in marks.chips:
        yield from selection_shapes(chip.box, chip.radius, handles=False)
    for line in marks.lines:
        yield _glow(line)
    yield from selection_around([marked.box for marked in marks.selected])
    if marks.focused is not None:
        yield from focus_shapes(marks.focused.box, marks.focused.radius)


def _glow(line: tuple[Point, ...]) -> Shape:
    """A selected line shines through from below a broad pen."""
    start, *rest = line
    commands = (("M", *start), *(("L", *point) for point in rest))
    return PathShape(commands, stroke=Stroke("accent", 12.0, cap="round"), opacity=0.28)


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
        shapes_of = gap_shapes if guide.is_gap else guide_shapes
        yield from shapes_of(_point(guide.start, to_view), _point(guide.end, to_view))
    if preview.line is not None:
        yield from _connection(preview, to_view)
    if preview.band is not None:
        yield from marquee_shapes(to_view(preview.band))
    if preview.drop is not None and preview.drop.text:
        yield from _drop_label(preview, to_view)


def _target(drop: DropMark, box: Box) -> Iterator[Shape]:
    if drop.is_ok:
        yield RectShape(box.x, box.y, box.w, box.h, 10.0, fill="accentSoft", opacity=0.3)
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


def _connection(preview: Preview, to_view: Callable[[Box], Box]) -> Iterator[Shape]:
    assert preview.line is not None
    start, end = (_point(place, to_view) for place in preview.line)
    yield PathShape((("M", *start), ("L", *end)), stroke=Stroke("canvas", 5.0, cap="round"))
    yield from connecting_shapes(start, end)


def _point(place: Point, to_view: Callable[[Box], Box]) -> Point:
    box = to_view(Box(*place, 0, 0))
    return box.x, box.y


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
        x, y = _point(preview.line[1], to_view)
        return x + 14, y + 10
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
