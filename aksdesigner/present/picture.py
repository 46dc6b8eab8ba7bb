"""What a picture is made of, laid out: boxes, lines, the way of a packet. Plain data.

Coordinates are pixels at 100%, absolute in the scene, y grows downward.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from aksdesigner.analysis.results import Severity, Verdict
from aksdesigner.model.ids import Key, Uid
from aksdesigner.present.lenses.lens import Legend, Said
from aksdesigner.present.spatial import Cells, Extent

Detail = Literal["far", "middle", "near"]
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle in absolute scene pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.h

    @property
    def center(self) -> Point:
        """The middle point."""
        return self.x + self.w / 2, self.y + self.h / 2

    @property
    def extent(self) -> Extent:
        """Left, top, right and bottom."""
        return self.x, self.y, self.right, self.bottom

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box, edges included."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def holds(self, other: Box) -> bool:
        """Return whether the whole of `other` lies in the box."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        """Return whether the two boxes share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def grown(self, by: float) -> Box:
        """Return the box with every side moved out by `by` pixels."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box at another place."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True)
class Badge:
    """The worst finding of a node: severity and how many there are."""

    severity: Severity
    count: int


@dataclass(frozen=True)
class Node:
    """One box of the picture.

    `key` names the resource (``subnet:hub/shared``), or a drawing-only box: ``region:NAME`` and
    the pendants ``pods:CLUSTER`` and ``services:CLUSTER``, which have no uid. `parent` is the node
    that contains it on the canvas. `form` tells the drawing which figure to use (``vnet``, ``hub``,
    ``subnet``, ``special``, ``cluster``, ``pool``, ``card``, ``endpoint``, ``pendant``, ``pill``,
    ``outside``, ``astride``, ``region``). `subtitle` is the prefix or the figure beside the title,
    `lines` are texts under it; `chips` are (icon, label, key) of what is attached; `fill` is
    (today, upgrade, usable) addresses where a capacity bar is drawn, `cells` (nodes now, at most).
    `is_unsized` marks a network or subnet without a prefix, `is_uncomputed` what is drawn and whose
    part in a packet's way is not computed, `is_collapsed` a network drawn without what is in it.
    `points` are those of a free-hand stroke; notes, frames and strokes have no uid. `said` is what a
    lens says of the box, `is_faded` that it is not about it.
    """

    key: Key
    uid: Uid | None
    kind: str
    form: str
    parent: Key | None
    box: Box
    title: str
    subtitle: str = ""
    icon: str = ""
    lines: tuple[str, ...] = ()
    is_container: bool = False
    chips: tuple[tuple[str, str, Key], ...] = ()
    fill: tuple[int, int, int] | None = None
    cells: tuple[int, int] | None = None
    badge: Badge | None = None
    depth: int = 0
    is_unsized: bool = False
    is_uncomputed: bool = False
    host: Key | None = None
    is_collapsed: bool = False
    points: tuple[Point, ...] = ()
    said: Said | None = None
    is_faded: bool = False


@dataclass(frozen=True)
class Link:
    """One line of the picture, with orthogonal bends.

    `kind` is ``peering``, ``oneSided``, ``vpn``, ``expressRoute``, ``hubConnection`` (of a virtual
    hub) or ``tether``. `keys` are the
    resources behind it (both halves of a peering); `marks` what its medallion says (``transit``,
    ``forwarded``, ``forwardedCut``, ``global``, ``overlap``), `mark_at` where it sits. `state` is
    the connection state of a tether's endpoint, empty otherwise.
    """

    key: Key
    kind: str
    source: Key
    target: Key
    points: tuple[Point, ...]
    keys: tuple[Key, ...] = ()
    marks: tuple[str, ...] = ()
    badge: Badge | None = None
    mark_at: Point | None = None
    state: str = ""
    is_faded: bool = False


@dataclass(frozen=True)
class Disc:
    """The number of a hop: filled on the way there, ringed on the way back."""

    at: Point
    number: int
    is_return: bool = False


@dataclass(frozen=True)
class Plate:
    """The route that won, on free paper, with a leader to where it won."""

    box: Box
    title: str
    text: str
    anchor: Point
    role: str = "pathForward"


@dataclass(frozen=True)
class Stretch:
    """A piece of a leg; `is_travelled` is false for the rest that the packet never reaches."""

    points: tuple[Point, ...]
    is_return: bool = False
    is_travelled: bool = True


@dataclass(frozen=True)
class PathOverlay:
    """The way of a packet over the picture: lines, numbers, the mark of the verdict, plates."""

    stretches: tuple[Stretch, ...] = ()
    discs: tuple[Disc, ...] = ()
    verdict: Verdict = "notComputed"
    verdict_at: Point | None = None
    plates: tuple[Plate, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A laid out picture. Nodes and links are in painting order (containers first)."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    bounds: Box = field(default_factory=lambda: NOWHERE)
    path: PathOverlay | None = None
    legend: Legend | None = None

    @cached_property
    def by_key(self) -> dict[Key, Node]:
        """Every node by its key."""
        return {node.key: node for node in self.nodes}

    def node(self, key: Key) -> Node | None:
        """Return the node of a key, or None."""
        return self.by_key.get(key)

    def at(self, x: float, y: float) -> Node | None:
        """Return the topmost node at a point, or None."""
        return next(reversed(self.nodes_at(x, y)), None)

    def nodes_at(self, x: float, y: float) -> list[Node]:
        """Return the nodes at a point, in painting order."""
        return self._node_cells.touching((x, y, x, y))

    def nodes_in(self, box: Box) -> list[Node]:
        """Return the nodes that a box touches, in painting order."""
        return self._node_cells.touching(box.extent)

    def links_near(self, x: float, y: float, reach: float) -> list[Link]:
        """Return the links with a stretch not much further than `reach` from a point, in order."""
        found = self._link_cells.touching((x - reach, y - reach, x + reach, y + reach))
        return list({link.key: link for link in found}.values())

    def links_of(self, key: Key) -> tuple[Link, ...]:
        """Return the links that are drawn for a key."""
        return self._links.get(key, ())

    def inside(self, key: Key | None) -> tuple[Node, ...]:
        """Return what stands directly in a node; of None what stands in none."""
        return self._children.get(key, ())

    @cached_property
    def _node_cells(self) -> Cells[Node]:
        return Cells((node.box.extent, node) for node in self.nodes)

    @cached_property
    def _link_cells(self) -> Cells[Link]:
        return Cells(
            ((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), link)
            for link in self.links
            for a, b in zip(link.points, link.points[1:], strict=False)
        )

    @cached_property
    def _links(self) -> dict[Key, tuple[Link, ...]]:
        found: dict[Key, tuple[Link, ...]] = {}
        for link in self.links:
            for key in dict.fromkeys((link.key, *link.keys)):
                found[key] = (*found.get(key, ()), link)
        return found

    @cached_property
    def _children(self) -> dict[Key | None, tuple[Node, ...]]:
        found: dict[Key | None, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node)
        return {key: tuple(nodes) for key, nodes in found.items()}
