"""The scene: where everything of a design stands and what it says, as plain data.

`scene_of` lays a document and its analysis out; `aksdesigner.present.drawing` turns nodes and
links into shapes. The canvas, the exports and the tests read the same scene.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from aksdesigner.analysis.results import Severity
from aksdesigner.model.ids import Key, Uid

Detail = Literal["far", "middle", "near"]


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
    def center(self) -> tuple[float, float]:
        """The middle point."""
        return self.x + self.w / 2, self.y + self.h / 2

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box, edges included."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def grown(self, by: float) -> Box:
        """Return the box with every side moved out by `by` pixels."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


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
    ``subnet``, ``special``, ``cluster``, ``pool``, ``card``, ``pendant`` ...). `lines` are texts under
    the title; `fill` is (today, upgrade, usable) addresses where a capacity bar is drawn.
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


@dataclass(frozen=True)
class Link:
    """One line of the picture, with orthogonal bends.

    `kind` is ``peering``, ``oneSided``, ``vpn``, ``expressRoute`` or ``tether``. `keys` are the
    resources behind it (both halves of a peering); `marks` what its medallion says (``transit``,
    ``forwarded``, ``forwardedCut``, ``global``, ``overlap``).
    """

    key: Key
    kind: str
    source: Key
    target: Key
    points: tuple[tuple[float, float], ...]
    keys: tuple[Key, ...] = ()
    marks: tuple[str, ...] = ()
    badge: Badge | None = None


@dataclass(frozen=True)
class Scene:
    """A laid out picture. Nodes and links are in painting order (containers first)."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    bounds: Box = field(default_factory=lambda: Box(0, 0, 0, 0))

    def node(self, key: Key) -> Node | None:
        """Return the node of a key, or None."""
        return next((n for n in self.nodes if n.key == key), None)

    def at(self, x: float, y: float) -> Node | None:
        """Return the topmost node at a point, or None."""
        return next((n for n in reversed(self.nodes) if n.box.contains(x, y)), None)
