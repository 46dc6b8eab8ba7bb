"""The way of a packet over the picture: there and back, numbered, with the verdict in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aksdesigner.analysis.results import EffectiveRoute, Hop, Trace
from aksdesigner.model.ids import Key
from aksdesigner.present.draw_kit import beside, distance, towards
from aksdesigner.present.path_way import TWIN, Ground, Leap
from aksdesigner.present.picture import (
    Box,
    Disc,
    Link,
    Node,
    PathOverlay,
    Plate,
    Point,
    Stretch,
)
from aksdesigner.present.routing import crosses, tidy
from aksdesigner.present.text import width

INTERNET = "internet"
# the two legs of one way run this far apart, in pixels
APART = 9.0
LANE = 6.0
PLATE_HEIGHT = 34.0
PLATE_GAP = 14.0
MARK_BACK = 6.0
# numbers nearer than this would cover each other
DISC_ROOM = 18.0


@dataclass(frozen=True)
class Placed:
    """One leg on the picture: the hops that are drawn, and the line between each two of them."""

    hops: tuple[tuple[int, Hop, Node], ...]
    lines: tuple[tuple[Point, ...], ...]
    is_return: bool


def overlay_of(trace: Trace, nodes: Mapping[Key, Node], links: Sequence[Link]) -> PathOverlay:
    """Return what to draw over the picture for a trace."""
    ground = Ground(nodes, links)
    has_both = len(trace.forward) > 1 and len(trace.back) > 1
    there = _leg(trace.forward, ground, is_return=False, shift=APART / 2 if has_both else 0.0)
    back = _leg(trace.back, ground, is_return=True, shift=APART / 2 if has_both else 0.0)
    at = _verdict_place(trace, there, back)
    discs = _discs(there, 0)
    for disc in _discs(back, len(there.hops)) if _differs(trace) else ():
        if all(distance(disc.at, other.at) > DISC_ROOM for other in discs):
            discs.append(disc)
    return PathOverlay(
        stretches=tuple(
            Stretch(points, leg.is_return) for leg in (there, back) for points in leg.lines
        ),
        discs=tuple(d for d in discs if at is None or distance(d.at, at) > DISC_ROOM),
        verdict=trace.verdict,
        verdict_at=at,
        plates=tuple(_plates(trace, there, back, ground)),
    )


def node_of_hop(hop: Hop, nodes: Mapping[Key, Node]) -> Node | None:
    """Return the box of a hop: its resource, the Internet's, or none for AKS's own devices."""
    if hop.key is not None and hop.key in nodes:
        return nodes[hop.key]
    if hop.token == INTERNET:
        return next((n for n in nodes.values() if n.kind == INTERNET), None)
    return None


def _leg(hops: Sequence[Hop], ground: Ground, *, is_return: bool, shift: float) -> Placed:
    placed: list[tuple[int, Hop, Node]] = []
    for at, hop in enumerate(hops):
        node = node_of_hop(hop, ground.nodes)
        if node is not None and (not placed or placed[-1][2].key != node.key):
            placed.append((at, hop, node))
    leaps = [ground.leap(a[2], b[2]) for a, b in zip(placed, placed[1:], strict=False)]
    lines = []
    for at, leap in enumerate(leaps):
        first = _twin(leaps, at, at - 1)
        last = _twin(leaps, at, at + 1)
        out = ground.approach(leap.start, first * TWIN, first * LANE)
        into = ground.approach(leap.end, last * TWIN, last * LANE)
        points = tidy((*out, *leap.middle, *reversed(into)))
        lines.append(beside(points, shift) if shift else points)
    return Placed(tuple(placed), tuple(lines), is_return)


def _twin(leaps: Sequence[Leap], at: int, other: int) -> float:
    """Return -1, 0 or 1: where a line stands beside the other one at the same edge of a device.

    The line that goes higher takes the upper place. Of two that go the same way the one that goes
    further also keeps nearer to the device, so that they do not cross.
    """
    if not 0 <= other < len(leaps):
        return 0.0
    is_before = other < at
    mine = leaps[at].start if is_before else leaps[at].end
    its = leaps[other].end if is_before else leaps[other].start
    if mine.outer.key != its.outer.key or mine.side != its.side:
        return 0.0
    if abs(mine.border[1] - its.border[1]) < 0.5:
        return -1.0 if is_before else 1.0
    return -1.0 if mine.border[1] < its.border[1] else 1.0


def _differs(trace: Trace) -> bool:
    return [h.token for h in trace.back] != [h.token for h in reversed(trace.forward)]


def _discs(leg: Placed, before: int) -> list[Disc]:
    """Return the numbers: the first where the leg starts, each other where it arrives."""
    discs = []
    for at in range(len(leg.hops)):
        if at == 0 and leg.lines:
            point = leg.lines[0][0]
        elif at and at <= len(leg.lines):
            point = leg.lines[at - 1][-1]
        else:
            continue
        discs.append(Disc(point, before + at + 1, leg.is_return))
    return discs


def _verdict_place(trace: Trace, there: Placed, back: Placed) -> Point | None:
    """Return where the verdict happened: the device, the last hop of the failed leg, or the end."""
    if trace.verdict == "asymmetric" and trace.device:
        for leg in (back, there):
            for at, (_, hop, _) in enumerate(leg.hops):
                if hop.token == trace.device and leg.lines:
                    return leg.lines[max(at - 1, 0)][-1 if at else 0]
    leg = back if trace.leg == "return" and back.hops else there
    if leg.lines:
        # a little before the edge, so that the mark leaves the glyph behind it visible
        return towards(leg.lines[-1][-1], leg.lines[-1][-2], MARK_BACK)
    if leg.hops:
        box = leg.hops[-1][2].box
        return box.right, box.center[1]
    return None


def _plates(trace: Trace, there: Placed, back: Placed, ground: Ground) -> list[Plate]:
    """Return the route that decided each leg, where there is free paper to say it."""
    plates: list[Plate] = []
    for leg in (there, back if _differs(trace) else there):
        if leg.is_return and not leg.hops:
            continue
        chosen = _deciding(leg)
        if chosen is None or (plates and leg is there):
            continue
        at, route, hop = chosen
        plate = _plate(route, hop, leg, at, ground, [p.box for p in plates])
        if plate is not None:
            plates.append(plate)
    return plates


def _deciding(leg: Placed) -> tuple[int, EffectiveRoute, Hop] | None:
    """Return the first hop that a user or gateway route decided, else the first with a route."""
    found = [
        (at, hop.route, hop)
        for at, (_, hop, _) in enumerate(leg.hops)
        if hop.route is not None and at < len(leg.lines)
    ]
    strong = [item for item in found if item[1].source != "Default"]
    return next(iter(strong or found), None)


def _plate(
    route: EffectiveRoute, hop: Hop, leg: Placed, at: int, ground: Ground, taken: list[Box]
) -> Plate | None:
    title = f"{route.prefix} → {_next_hop(route)}"
    text = _why(route, hop)
    w = max(width(title, "canvasStrong"), min(width(text, "canvasSmall"), 240)) + 18
    anchor = _on_paper(leg.lines[at], ground)
    if anchor is None:
        return None
    boxes = [n.box for n in ground.top_level()]
    box = _above(anchor, w, boxes + taken)
    if crosses([(anchor[0], box.bottom), (anchor[0], anchor[1] - 1)], boxes):
        return None
    return Plate(box, title, text, anchor, "pathReturn" if leg.is_return else "pathForward")


def _next_hop(route: EffectiveRoute) -> str:
    return str(route.next_hop_ips[0]) if route.next_hop_ips else route.next_hop_type


def _why(route: EffectiveRoute, hop: Hop) -> str:
    names = {
        "User": "User route",
        "VirtualNetworkGateway": "Gateway route",
        "Default": "System route",
    }
    loser = next((r for r in hop.losers if r.next_hop_type != route.next_hop_type), None)
    if loser is None:
        return f"{names[route.source]}, the only match" if not hop.losers else names[route.source]
    return f"{names[route.source]} wins over {loser.next_hop_type}"


def _on_paper(points: Sequence[Point], ground: Ground) -> Point | None:
    """Return a point of a line that lies between the boxes, on its longest free stretch."""
    boxes = [n.box for n in ground.top_level()]
    best: tuple[float, Point] | None = None
    for a, b in zip(points, points[1:], strict=False):
        for start, end in _free_parts(a, b, boxes):
            length = distance(start, end)
            middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
            if length > 24 and (best is None or length > best[0]):
                best = (length, middle)
    return best[1] if best else None


def _free_parts(a: Point, b: Point, boxes: Sequence[Box]) -> list[tuple[Point, Point]]:
    """Return the pieces of an orthogonal stretch that lie in no box."""
    axis = 0 if abs(a[1] - b[1]) < 0.01 else 1
    low, high = sorted((a[axis], b[axis]))
    fixed = a[1 - axis]
    parts = [(low, high)]
    for box in boxes:
        near, far = ((box.x, box.right), (box.y, box.bottom))[axis]
        across = ((box.y, box.bottom), (box.x, box.right))[axis]
        if not across[0] <= fixed <= across[1]:
            continue
        cut = [(s, min(e, near)) for s, e in parts] + [(max(s, far), e) for s, e in parts]
        parts = [(s, e) for s, e in cut if e - s > 1]
    if axis == 0:
        return [((s, fixed), (e, fixed)) for s, e in parts]
    return [((fixed, s), (fixed, e)) for s, e in parts]


def _above(anchor: Point, w: float, boxes: Sequence[Box]) -> Box:
    """Return the lowest place for a plate above a point that covers no box."""
    y = anchor[1] - PLATE_GAP - PLATE_HEIGHT - 24
    box = Box(anchor[0] - w / 2, y, w, PLATE_HEIGHT)
    hit = [other for other in boxes if other.grown(6).meets(box)]
    while hit:
        top = min(other.y for other in hit)
        box = Box(box.x, top - PLATE_GAP - PLATE_HEIGHT, w, PLATE_HEIGHT)
        hit = [other for other in boxes if other.grown(6).meets(box)]
    return box
