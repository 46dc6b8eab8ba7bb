"""How lines look: peerings on two rails, gateways' connections, dotted tethers."""

from __future__ import annotations

from aksdesigner.present.draw_kit import bent, beside, direction_of, disc, line, plate, turned
from aksdesigner.present.draw_marks import severity_shapes
from aksdesigner.present.picture import Box, Detail, Link, Point
from aksdesigner.present.shapes import IconShape, Role, Shape, Stroke

FOOT = 7.0
RAIL = 3.0
MEDALLION = 22.0
GLYPH_STEP = 19.0


def peering_shapes(link: Link, detail: Detail) -> list[Shape]:
    """Return two rails with a foot at each side; dashed with one foot where a half is missing."""
    if detail == "far":
        dash = (6.0, 4.0) if link.kind == "oneSided" else ()
        return [bent(link.points, Stroke("peering", 2, dash))]
    is_half = link.kind == "oneSided"
    dash = (5.0, 3.0) if is_half else ()
    overlap = "overlap" in link.marks
    role = "error" if overlap else "peering"
    shapes: list[Shape] = [
        bent(link.points, Stroke("canvas", 4.5)),
        bent(beside(link.points, RAIL), Stroke(role, 1.5, dash), 9 + RAIL / 2),
        bent(beside(link.points, -RAIL), Stroke(role, 1.5, dash), 9 + RAIL / 2),
        _foot(link.points[0], link.points[1], role),
    ]
    if not is_half:
        shapes.append(_foot(link.points[-1], link.points[-2], role))
    if detail == "near":
        shapes += _medallion(link)
    return shapes


def _foot(at: Point, following: Point, role: Role) -> Shape:
    ends = turned([(0, -FOOT), (0, FOOT)], at, direction_of(at, following))
    return line(ends, Stroke(role, 3, (), "round"))


def medallion_width(link: Link) -> float:
    """Return the width of a peering's medallion."""
    return max(MEDALLION, 10 + GLYPH_STEP * sum(mark in _GLYPHS for mark in link.marks))


def _medallion(link: Link) -> list[Shape]:
    """Return the pill in the middle of a peering with what it carries."""
    marks = [m for m in link.marks if m in _GLYPHS]
    if not marks or link.mark_at is None:
        return []
    x, y = link.mark_at
    w = medallion_width(link)
    shapes: list[Shape] = [plate(Box(x - w / 2, y - 11, w, 22), 11, "panel", "peering", 1.3)]
    left = x - (GLYPH_STEP * len(marks)) / 2 + 9.5
    for at, mark in enumerate(marks):
        shapes += _glyph(mark, (left + GLYPH_STEP * at, y))
    return shapes


_GLYPHS = ("transit", "forwarded", "forwardedCut", "global", "overlap")


def _glyph(mark: str, at: Point) -> list[Shape]:
    x, y = at
    if mark == "transit":
        return [IconShape(x - 7.5, y - 7.5, 15, "gw", "text2", "text2")]
    if mark == "global":
        return [IconShape(x - 7.5, y - 7.5, 15, "internet", "text2", "text2")]
    if mark == "overlap":
        return severity_shapes("error", at, 15)
    if mark == "forwardedCut":
        stroke = Stroke("error", 1.8, (), "round")
        return [
            line([(x - 6, y), (x + 6, y)], stroke),
            line([(x - 3, y - 5), (x + 3, y + 5)], stroke),
        ]
    stroke = Stroke("text2", 1.8, (), "round")
    return [
        line([(x - 6, y), (x + 5, y)], stroke),
        line([(x + 1, y - 4), (x + 5, y), (x + 1, y + 4)], stroke),
    ]


def connection_shapes(link: Link, detail: Detail) -> list[Shape]:
    """Return a VPN (dotted core in a sleeve) or ExpressRoute (solid with a bright core)."""
    if detail == "far":
        dash = (3.0, 3.0) if link.kind == "vpn" else ()
        return [bent(link.points, Stroke("hybrid", 2.5, dash))]
    if link.kind == "expressRoute":
        return [
            bent(link.points, Stroke("hybrid", 5, (), "round")),
            bent(link.points, Stroke("panel", 1.5)),
        ]
    return [
        bent(link.points, Stroke("canvas", 8)),
        bent(beside(link.points, 4), Stroke("hybrid", 1), 11),
        bent(beside(link.points, -4), Stroke("hybrid", 1), 11),
        bent(link.points, Stroke("hybrid", 2, (0.1, 5.0), "round")),
    ]


def hub_connection_shapes(link: Link, detail: Detail) -> list[Shape]:
    """Return the line of a network to a virtual hub: one rail with a foot at each side."""
    if detail == "far":
        return [bent(link.points, Stroke("peering", 2))]
    return [
        bent(link.points, Stroke("canvas", 4.5)),
        bent(link.points, Stroke("peering", 1.5)),
        _foot(link.points[0], link.points[1], "peering"),
        _foot(link.points[-1], link.points[-2], "peering"),
    ]


def tether_shapes(link: Link, detail: Detail) -> list[Shape]:
    """Return the dotted line to what is reached from here and is not in here."""
    if detail == "far" or len(link.points) < 2:
        return []
    if link.state == "range":
        return [
            bent(link.points, Stroke("clusterEdge", 1.5, (2.0, 4.0))),
            disc(link.points[0], 3.5, "vnet", "clusterEdge"),
        ]
    shapes: list[Shape] = [bent(link.points, Stroke("outsideEdge", 1.5, (2.0, 4.0)))]
    end = link.points[-1]
    if link.state == "pending":
        shapes.append(disc(end, 3.5, "canvas", "outsideEdge"))
    elif link.state == "open":
        shapes += _cut(end, link.points[-2])
    else:
        shapes.append(disc(end, 3.0, "outsideEdge"))
    return shapes


def _cut(end: Point, before: Point) -> list[Shape]:
    """Return the cut end: the service is still open to the public."""
    direction = direction_of(end, before)
    strokes = [
        turned([(5, -5), (9, 5)], end, direction),
        turned([(9, -5), (13, 5)], end, direction),
    ]
    return [line(points, Stroke("outsideEdge", 1.5)) for points in strokes]
