"""How the way of a packet looks: there solid, back dashed, numbers, verdict, winning routes."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.present.draw_kit import (
    bent,
    direction_of,
    disc,
    distance,
    label,
    line,
    plate,
    polygon,
    turned,
)
from aksdesigner.present.draw_marks import verdict_shapes
from aksdesigner.present.picture import Detail, Disc, PathOverlay, Plate, Stretch
from aksdesigner.present.shapes import Shape, Stroke

WIDTH = 3.5
FAR_WIDTH = 5.0
CASING = 4.0
CHEVRON_STEP = 120.0
SHORTEST_WITH_CHEVRON = 40.0
FADED = 0.3


def shapes_of_path(path: PathOverlay, detail: Detail = "near") -> list[Shape]:
    """Return the overlay in painting order."""
    shapes: list[Shape] = []
    for stretch in path.stretches:
        shapes += _stretch(stretch, detail)
    if detail == "near":
        for found in path.plates:
            shapes += _plate(found)
    if detail != "far":
        for mark in path.discs:
            shapes += _disc(mark)
    if path.verdict_at is not None:
        shapes += verdict_shapes(path.verdict, path.verdict_at)
    return shapes


def _stretch(stretch: Stretch, detail: Detail) -> list[Shape]:
    if len(stretch.points) < 2:
        return []
    width = FAR_WIDTH if detail == "far" else WIDTH
    role = "pathReturn" if stretch.is_return else "pathForward"
    dash = (9.0, 5.0) if stretch.is_return else ()
    cap = "flat" if stretch.is_return else "round"
    opacity = 1.0 if stretch.is_travelled else FADED
    shapes: list[Shape] = [
        bent(stretch.points, Stroke("vnet", width + CASING, (), "round"), opacity=0.9 * opacity),
        bent(stretch.points, Stroke(role, width, dash, cap), opacity=opacity),  # type: ignore[arg-type]
    ]
    if stretch.is_travelled:
        shapes += _chevrons(stretch, role)
    return shapes


def _chevrons(stretch: Stretch, role: str) -> Iterator[Shape]:
    for a, b in zip(stretch.points, stretch.points[1:], strict=False):
        length = distance(a, b)
        if length < SHORTEST_WITH_CHEVRON:
            continue
        count = max(1, round(length / CHEVRON_STEP))
        for at in range(count):
            share = (at + 0.5) / count
            middle = (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            ahead = direction_of(a, b)
            if stretch.is_return:
                points = turned([(-3.5, -5), (3, 0), (-3.5, 5)], middle, ahead)
                yield line(points, Stroke("vnet", 6, (), "round"))
                yield line(points, Stroke(role, 2, (), "round"))
            else:
                points = turned([(-4.5, -6), (5.5, 0), (-4.5, 6)], middle, ahead)
                yield polygon(points, role, Stroke("vnet", 1.5))


def _disc(mark: Disc) -> list[Shape]:
    if mark.is_return:
        ring, ink = disc(mark.at, 9.5, "panel", "pathReturn", 2), "pathReturn"
    else:
        ring, ink = disc(mark.at, 9.5, "pathForward", "vnet", 1.5), "onAccent"
    return [
        ring,
        *label(mark.at[0], mark.at[1] + 4, str(mark.number), "canvasHop", ink, anchor="middle"),
    ]


def _plate(found: Plate) -> list[Shape]:
    box = found.box
    start_y = box.bottom if found.anchor[1] > box.bottom else box.y
    x = min(max(found.anchor[0], box.x + 10), box.right - 10)
    leader = [(x, start_y), (x, found.anchor[1])] if abs(x - found.anchor[0]) < 0.5 else [(x, start_y), found.anchor]  # fmt: skip
    return [
        line(leader, Stroke(found.role, 1)),
        disc(found.anchor, 3, found.role),
        plate(box, 6, "raised", found.role),
        *label(box.x + 9, box.y + 14, found.title, "canvasStrong", room=box.w - 18),
        *label(box.x + 9, box.y + 27, found.text, "canvasSmall", "text2", room=box.w - 18),
    ]
