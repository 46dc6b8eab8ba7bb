"""Lines of a path inside and between boxes: out of a device, along the gutter, over the link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aksdesigner.model.ids import Key
from aksdesigner.present.detour import Listed, way
from aksdesigner.present.picture import Box, Link, Node, Point
from aksdesigner.present.routing import Side, crosses, port, side_towards, tidy
from aksdesigner.present.sizes import GUTTER, ROW_GAP

# the kinds of lines that a computed path can ride on
CARRYING = ("peering", "oneSided", "vpn", "expressRoute")
# half the distance of the two lines that share a device's edge or a gutter
TWIN = 9.0
EDGE_LANE = 8.0
# how far beside a device a line goes down to the gap under its subnet
ASIDE = 5.0
# the lane under the racks of a cluster, above its edge
RACK_LANE = 9.0


@dataclass(frozen=True)
class End:
    """One end of a stretch: the box it touches, the outermost box around that, where it crosses."""

    node: Node
    outer: Node
    side: Side
    border: Point


@dataclass(frozen=True)
class Leap:
    """The way between two hops before it is drawn: both ends, and what lies between the borders."""

    start: End
    end: End
    middle: tuple[Point, ...]


class Ground:
    """The laid out picture as paths see it."""

    def __init__(self, nodes: Mapping[Key, Node], links: Sequence[Link]) -> None:
        self.nodes = nodes
        self.links = [link for link in links if link.kind in CARRYING]
        self.frames = {key for key, node in nodes.items() if node.form == "region"}

    def outer_of(self, node: Node) -> Node:
        """Return the outermost box around a node that is no region."""
        while node.parent in self.nodes and node.parent not in self.frames:
            node = self.nodes[node.parent or ""]
        return node

    def around(self, node: Node) -> set[Key]:
        """Return a node and everything it stands in."""
        keys = {node.key}
        while node.parent in self.nodes:
            node = self.nodes[node.parent or ""]
            keys.add(node.key)
        return keys

    def leap(self, start: Node, end: Node) -> Leap:
        """Return how to get from one hop to the next."""
        first, last = self.outer_of(start), self.outer_of(end)
        if first.key == last.key:
            return self._within(start, end, first)
        points = self._over_link(first, last)
        if points is None:
            points = self._over_paper(start, end, first, last)
        sides = (_side_of(first.box, points[0]), _side_of(last.box, points[-1]))
        return Leap(
            End(start, first, sides[0], points[0]), End(end, last, sides[1], points[-1]), points
        )

    def _within(self, start: Node, end: Node, outer: Node) -> Leap:
        """Both hops stand in one network: along the gutter on the side where they are nearest."""
        middle = outer.box.center[0]
        side: Side = "left" if start.box.center[0] + end.box.center[0] < 2 * middle - 1 else "right"
        x = outer.box.x + GUTTER / 2 if side == "left" else outer.box.right - GUTTER / 2
        first, last = (x, start.box.center[1]), (x, end.box.center[1])
        return Leap(End(start, outer, side, first), End(end, outer, side, last), (first, last))

    def _over_link(self, first: Node, last: Node) -> tuple[Point, ...] | None:
        for link in self.links:
            ends = [self.nodes[k] for k in (link.source, link.target) if k in self.nodes]
            outer = [self.outer_of(node).key for node in ends]
            if outer == [first.key, last.key]:
                return link.points
            if outer == [last.key, first.key]:
                return tuple(reversed(link.points))
        return None

    def _over_paper(self, start: Node, end: Node, first: Node, last: Node) -> tuple[Point, ...]:
        side, other = side_towards(first.box, last.box)
        is_level = side in ("left", "right")
        aim = start.box.center if start.key != first.key else end.box.center
        along = aim[1] if is_level else aim[0]
        a, b = port(first.box, side, along), port(last.box, other, along)
        avoid = [n.box for n in self.top_level() if n.key not in (first.key, last.key)]
        return way((a, side), (b, other), Listed(avoid)).points

    def top_level(self) -> list[Node]:
        """Return the boxes that stand on paper."""
        return [
            n
            for n in self.nodes.values()
            if n.form != "region" and (n.parent is None or n.parent in self.frames)
        ]

    def approach(self, end: End, shift: float, lane: float) -> tuple[Point, ...]:
        """Return the line from a device's edge to the border of its network.

        `shift` moves the line along the device's edge, `lane` across the gutter, in pixels.
        """
        if end.node.key == end.outer.key:
            return (end.border,)
        outer = end.outer.box
        side: Side = end.side
        if side in ("top", "bottom"):
            side = "left" if end.node.box.center[0] < outer.center[0] - 1 else "right"
        sign = 1.0 if side == "left" else -1.0
        edge = outer.x if side == "left" else outer.right
        x = edge + sign * (GUTTER / 2 + lane)
        head = self._to_gutter(end.node, side, x, shift)
        if end.side in ("left", "right"):
            return tidy((*head, (x, end.border[1]), end.border))
        bx, by = end.border
        direct = self._to_gutter(end.node, side, bx, shift)
        if not crosses((*direct[-2:], (bx, by)), self._others(end.node)):
            return tidy((*direct, (bx, by)))
        y = outer.y + EDGE_LANE if end.side == "top" else outer.bottom - EDGE_LANE
        return tidy((*head, (x, y), (end.border[0], y), end.border))

    def _to_gutter(self, node: Node, side: Side, x: float, shift: float) -> tuple[Point, ...]:
        """Return the first piece: straight out, else under the rack, else under the subnet."""
        box = node.box
        y = min(max(box.center[1] + shift, box.y + 5), box.bottom - 5)
        edge = box.x if side == "left" else box.right
        straight = ((edge, y), (x, y))
        avoid = self._others(node)
        if not crosses(straight, avoid):
            return straight
        middle = box.center[0] + shift
        parent = self.nodes.get(node.parent or "")
        if parent is not None and parent.form == "cluster":
            low = parent.box.bottom - RACK_LANE
            under = ((middle, box.bottom), (middle, low), (x, low))
            if not crosses(under, avoid):
                return under
        low = self._subnet_of(node).bottom + ROW_GAP / 2
        near, far = (box.x, box.right) if side == "left" else (box.right, box.x)
        out = -ASIDE if side == "left" else ASIDE
        ways: list[tuple[Point, ...]] = [
            ((middle, box.bottom), (middle, low), (x, low)),
            ((near, y), (near + out, y), (near + out, low), (x, low)),
            ((far, y), (far - out, y), (far - out, low), (x, low)),
        ]
        return next((points for points in ways if not crosses(points, avoid)), straight)

    def _subnet_of(self, node: Node) -> Box:
        while node.parent in self.nodes and node.kind != "subnet":
            node = self.nodes[node.parent or ""]
        return node.box

    def _others(self, node: Node) -> list[Box]:
        """Return the boxes in the same network that the line must not cross."""
        own, outer = self.around(node), self.outer_of(node)
        return [
            other.box
            for other in self.nodes.values()
            if other.key not in own
            and other.form not in ("astride", "region")
            and outer.key in self.around(other)
            and node.key not in self.around(other)
        ]


def _side_of(box: Box, point: Point) -> Side:
    """Return the side of a box that a point on its border (or just outside) belongs to."""
    gaps: dict[Side, float] = {
        "left": abs(point[0] - box.x),
        "right": abs(point[0] - box.right),
        "top": abs(point[1] - box.y),
        "bottom": abs(point[1] - box.bottom),
    }
    return min(gaps, key=lambda side: gaps[side])
