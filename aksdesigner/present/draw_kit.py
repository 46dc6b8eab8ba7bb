"""Small figures that all drawings are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from aksdesigner.present.picture import Box, Point
from aksdesigner.present.shapes import (
    EllipseShape,
    PathShape,
    RectShape,
    Role,
    Shape,
    Stroke,
    TextShape,
)
from aksdesigner.present.text import cut, width
from aksdesigner.present.theme import TextStyle

BEND_RADIUS = 9.0
Command = tuple[str | float, ...]


def plate(
    box: Box,
    radius: float,
    fill: Role | None,
    edge: Role | None = None,
    edge_width: float = 1.0,
    *,
    dash: tuple[float, ...] = (),
    hatch: Role | None = None,
    opacity: float = 1.0,
) -> RectShape:
    """Return a rounded rectangle."""
    stroke = Stroke(edge, edge_width, dash) if edge else None
    return RectShape(box.x, box.y, box.w, box.h, radius, fill, stroke, hatch, opacity)


def label(
    x: float,
    y: float,
    words: str,
    style: str | TextStyle,
    role: Role = "text",
    *,
    room: float | None = None,
    anchor: Literal["start", "middle", "end"] = "start",
) -> list[Shape]:
    """Return one line of text, cut to `room`; nothing where not even a letter fits."""
    shown = words if room is None else cut(words, style, room)
    return [TextShape(x, y, shown, style, role, anchor)] if shown else []


def disc(
    at: Point, radius: float, fill: Role | None, edge: Role | None = None, edge_width: float = 1.5
) -> EllipseShape:
    """Return a circle."""
    stroke = Stroke(edge, edge_width) if edge else None
    return EllipseShape(at[0], at[1], radius, radius, fill, stroke)


def line(points: Sequence[Point], stroke: Stroke, *, opacity: float = 1.0) -> PathShape:
    """Return a straight-cornered line through points."""
    commands = [("M" if at == 0 else "L", x, y) for at, (x, y) in enumerate(points)]
    return PathShape(tuple(commands), None, stroke, opacity)


def bent(
    points: Sequence[Point], stroke: Stroke, radius: float = BEND_RADIUS, *, opacity: float = 1.0
) -> PathShape:
    """Return a line through points with rounded bends."""
    return PathShape(bends(points, radius), None, stroke, opacity)


def bends(points: Sequence[Point], radius: float = BEND_RADIUS) -> tuple[Command, ...]:
    """Return the commands of a line with rounded bends; short stretches get smaller ones."""
    commands: list[Command] = [("M", *points[0])]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, distance(before, here) / 2, distance(here, after) / 2)
        start, end = towards(here, before, r), towards(here, after, r)
        commands += [("L", *start), ("Q", *here, *end)]
    if len(points) > 1:
        commands.append(("L", *points[-1]))
    return tuple(commands)


def distance(a: Point, b: Point) -> float:
    """Return the distance of two points."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def towards(start: Point, end: Point, by: float) -> Point:
    """Return the point `by` pixels from start on the way to end."""
    length = distance(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * by / length, start[1] + (
        end[1] - start[1]
    ) * by / length


def beside(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """Return an orthogonal line shifted `by` pixels to its right (seen along it, y down)."""
    pairs = list(zip(points, points[1:], strict=False))
    shifted: list[tuple[Point, Point]] = []
    for a, b in pairs:
        length = distance(a, b) or 1.0
        nx, ny = -(b[1] - a[1]) / length * by, (b[0] - a[0]) / length * by
        shifted.append(((a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny)))
    if not shifted:
        return tuple(points)
    out = [shifted[0][0]]
    for (a, b), (c, d) in zip(shifted, shifted[1:], strict=False):
        out.append(_corner(a, b, c, d))
    out.append(shifted[-1][1])
    return tuple(out)


def _corner(a: Point, b: Point, c: Point, d: Point) -> Point:
    """Return where an upright and a level line meet (or the joint of two alike)."""
    if abs(a[0] - b[0]) < 0.01 and abs(c[1] - d[1]) < 0.01:
        return b[0], c[1]
    if abs(a[1] - b[1]) < 0.01 and abs(c[0] - d[0]) < 0.01:
        return c[0], b[1]
    return (b[0] + c[0]) / 2, (b[1] + c[1]) / 2


def polygon(points: Sequence[Point], fill: Role, edge: Stroke | None = None) -> PathShape:
    """Return a filled figure with straight edges."""
    commands = [("M" if at == 0 else "L", x, y) for at, (x, y) in enumerate(points)]
    return PathShape((*commands, ("Z",)), fill, edge)


def turned(points: Sequence[Point], at: Point, direction: Point) -> list[Point]:
    """Return points given for a line that runs right, turned into a direction and moved."""
    dx, dy = direction
    return [(at[0] + x * dx - y * dy, at[1] + x * dy + y * dx) for x, y in points]


def direction_of(a: Point, b: Point) -> Point:
    """Return the unit vector from a to b."""
    length = distance(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def text_width(words: str, style: str) -> float:
    """Return the width of a text in a style."""
    return width(words, style)
