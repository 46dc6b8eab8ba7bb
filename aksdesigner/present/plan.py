"""Where the large boxes stand: regions, networks with what hangs on them, sites, the Internet.

Inside a frame: hubs in a column left, what peers with them in columns right of it, loose things in
a dock at the bottom. Sites and the Internet stand left of everything. Places of the view win.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aksdesigner.model.ids import Key
from aksdesigner.present.layout import Block, Layout
from aksdesigner.present.packing import Wish, apart, in_rows
from aksdesigner.present.picture import Box, Node
from aksdesigner.present.sizes import GAP, GUTTER, PAD

FRAME_PAD = 28.0
FRAME_HEADER = 48.0
REGION_GAP = 64.0
CHANNEL = 104.0
# a peering more between two columns asks for a lane more
LANE = 16.0
STACK_GAP = 40.0
OUTSIDE_GAP = 72.0
OUTSIDE_TOP = 72.0
TALLEST = 1_150.0
PENDANT_DROP = 20.0
PILL_LIFT = 24.0
# endpoints higher than this stand in the first row of their network
TOP_ROW = 130.0
MIN_FRAME = (360.0, 220.0)


@dataclass(frozen=True)
class Unit:
    """A box and its satellites, laid out as one: pills above it, pendants below it.

    `main` is relative to the unit's corner, like every box of `inner`.
    """

    key: Key
    w: float
    h: float
    main: Box
    inner: tuple[tuple[Key, Box], ...]


@dataclass
class Plan:
    """Lays a whole picture out."""

    layout: Layout
    nodes: Mapping[Key, Node]
    endpoints: Mapping[Key, tuple[Key, ...]]
    gateways: Mapping[Key, Key]
    known: dict[Key, tuple[Any, Any]] = field(default_factory=dict)
    places: dict[Key, Box] = field(default_factory=dict)

    def boxes(self) -> dict[Key, Box]:
        """Return an absolute box for every node."""
        roots = [n for n in self.nodes.values() if n.parent is None]
        frames = [n for n in roots if n.form == "region"]
        outside = [n for n in roots if n.form == "outside"]
        inside = [n for n in roots if n.form not in ("region", "outside")]
        wishes: list[Wish] = []
        blocks: dict[Key, Block] = {}
        x = 0.0
        for frame in frames:
            blocks[frame.key] = block = self._frame(frame)
            wishes.append(self._wish(frame.key, Box(x, 0.0, block.w, block.h)))
            x += block.w + REGION_GAP
        bottom = max((wish.box.bottom + REGION_GAP for wish in wishes), default=0.0)
        loose, units = self._group(inside)
        for wish in self._flow(units, loose):
            wishes.append(self._kept_unit(units, wish, 0.0, bottom))
            blocks[wish.key] = Block(wish.box.w, wish.box.h, units[wish.key].inner)
        settled = apart(wishes, STACK_GAP)
        for key, box in settled.items():
            self._set(key, box, blocks[key])
        taken = [Wish(key, box, is_kept=True) for key, box in settled.items()]
        around = apart([*taken, *self._outside(outside, blocks)], STACK_GAP)
        for node in outside:
            self._set(node.key, around[node.key], blocks[node.key])
        return self.places

    def _set(self, key: Key, box: Box, block: Block) -> None:
        if self.nodes[key].form in ("region", "outside"):
            self.places[key] = box
        for inner, relative in block.inner:
            self.places[inner] = relative.moved(box.x, box.y)

    def _wish(self, key: Key, box: Box) -> Wish:
        kept = self.layout.kept(key)
        if kept is None:
            return Wish(key, box)
        w, h = self.layout.kept_size(key)
        return Wish(key, Box(kept[0], kept[1], max(box.w, w), max(box.h, h)), is_kept=True)

    def _outside(self, nodes: list[Node], blocks: dict[Key, Block]) -> list[Wish]:
        """Return sites and the Internet, the Internet first, in a column left of everything."""
        wishes: list[Wish] = []
        y = OUTSIDE_TOP
        for node in sorted(nodes, key=self._outside_rank):
            block = blocks[node.key] = self.layout.block(node.key)
            level = self._level(node)
            if level is not None:
                y = level - block.h / 2 if not wishes else max(y, level - block.h / 2)
            wishes.append(self._wish(node.key, Box(-OUTSIDE_GAP - block.w, y, block.w, block.h)))
            y += block.h + STACK_GAP
        return wishes

    def _outside_rank(self, node: Node) -> tuple[bool, float, bool]:
        """Order boxes outside by the height of what they lead to, the Internet before its equals."""
        level = self._level(node)
        return level is None, level or 0.0, node.kind != "internet"

    def _level(self, node: Node) -> float | None:
        """Return the height of the gateway that a site is connected to, so the line is straight."""
        gateway = self.gateways.get(node.key)
        return self.places[gateway].center[1] if gateway in self.places else None

    def _group(self, nodes: Iterable[Node]) -> tuple[list[Node], dict[Key, Unit]]:
        """Return the loose small things of a frame, and its networks and clusters as units."""
        loose: list[Node] = []
        mains: list[Node] = []
        satellites: dict[Key, list[Node]] = {}
        for node in nodes:
            host = node.host
            if node.form in ("vnet", "hub", "cluster") or node.kind == "vhub":
                mains.append(node)
            elif node.form in ("pendant", "pill") and host and self.layout.kept(node.key) is None:
                satellites.setdefault(host, []).append(node)
            else:
                loose.append(node)
        known = {node.key for node in mains}
        loose += [n for host, found in satellites.items() if host not in known for n in found]
        units = {n.key: self._unit(n, satellites.get(n.key, [])) for n in mains}
        units |= {n.key: self._single(n) for n in loose}
        return loose, units

    def _single(self, node: Node) -> Unit:
        block = self.layout.block(node.key)
        box = Box(0, 0, block.w, block.h)
        return Unit(node.key, block.w, block.h, box, ((node.key, box), *block.inner))

    def _unit(self, node: Node, satellites: list[Node]) -> Unit:
        """Return a box with its satellites: the one that is known where nothing in it differs."""
        read = self._read(node, satellites)
        known = self.known.get(node.key)
        if known is not None and known[0] == read:
            unit: Unit = known[1]
            return unit
        unit = self._unit_of(node, satellites)
        self.known[node.key] = read, unit
        return unit

    def _read(self, node: Node, satellites: list[Node]) -> tuple[Any, ...]:
        """Return all that the inside of a box is laid out from."""
        found: list[Any] = [self.layout.kept_size(node.key)]
        todo = [node, *satellites]
        inside = list(self.layout.children.get(node.key, ()))
        todo += [self.nodes[key] for key in inside]
        while inside:
            inner = self.layout.children.get(inside.pop(), ())
            inside += inner
            todo += [self.nodes[key] for key in inner]
        for one in todo:
            kept = None if one is node else self.layout.kept(one.key)
            found.append((one, kept, self.layout.children.get(one.key)))
        return (*found, *(self.endpoints.get(one.key) for one in satellites))

    def _unit_of(self, node: Node, satellites: list[Node]) -> Unit:
        block = self.layout.block(node.key)
        pills = [n for n in satellites if n.form == "pill"]
        pendants = [n for n in satellites if n.form == "pendant"]
        below = self._pendants(pendants, block)
        above = self._pills(pills, block)
        top = -min((box.y for _, box in above), default=0.0)
        main = Box(0.0, top, block.w, block.h)
        inner = [(node.key, main)]
        inner += [(key, box.moved(0.0, top)) for key, box in (*block.inner, *above, *below)]
        right = max(box.right for _, box in inner)
        bottom = max(box.bottom for _, box in inner)
        return Unit(node.key, right, bottom, main, tuple(inner))

    def _pendants(self, nodes: list[Node], block: Block) -> list[tuple[Key, Box]]:
        sizes = [
            (n.key, (self.layout.natural_width(n.key), self.layout.block(n.key).h)) for n in nodes
        ]
        rows = in_rows(sizes, max(block.w - 2 * GUTTER, 460.0), GAP, GAP)
        return [(w.key, w.box.moved(GUTTER, block.h + PENDANT_DROP)) for w in rows]

    def _pills(self, nodes: list[Node], block: Block) -> list[tuple[Key, Box]]:
        """Return the pills above a box, each as near over its endpoint as the others allow."""
        inside = dict(block.inner)
        wanted = sorted(
            (self._over(node, inside, block.w), at, node) for at, node in enumerate(nodes)
        )
        sizes = [
            (n.key, (self.layout.natural_width(n.key), self.layout.block(n.key).h))
            for _, _, n in wanted
        ]
        rows = in_rows(sizes, block.w, GAP, GAP)
        places: list[tuple[Key, Box]] = []
        height = max((w.box.bottom for w in rows), default=0.0)
        center_of = {n.key: x for x, _, n in wanted}
        for y in sorted({w.box.y for w in rows}):
            row = [w for w in rows if w.box.y == y]
            xs = _spread([(center_of[w.key], w.box.w) for w in row], block.w)
            for x, wish in zip(xs, row, strict=True):
                at = Box(x, y - height - PILL_LIFT, wish.box.w, wish.box.h)
                places.append((wish.key, at))
        return places

    def _over(self, node: Node, inside: Mapping[Key, Box], width: float) -> float:
        for key in self.endpoints.get(node.key, ()):
            if key in inside:
                box = inside[key]
                if box.y <= TOP_ROW:
                    return box.center[0]
                # its tether runs round the side of the network: the pill stands over that side
                subnet = inside.get(self.nodes[key].parent or "", box)
                return 0.0 if subnet.center[0] < width / 2 - 1 else width
        return width

    def _frame(self, frame: Node) -> Block:
        """Lay the inside of a region out."""
        inside = [n for n in self.nodes.values() if n.parent == frame.key]
        loose, units = self._group(inside)
        wishes = [
            self._kept_unit(units, wish, FRAME_PAD, FRAME_HEADER)
            for wish in self._flow(units, loose)
        ]
        inner: list[tuple[Key, Box]] = []
        kept_w, kept_h = self.layout.kept_size(frame.key)
        w, h = max(MIN_FRAME[0], kept_w), max(MIN_FRAME[1], kept_h)
        for key, box in apart(wishes, STACK_GAP).items():
            inner += [(k, b.moved(box.x, box.y)) for k, b in units[key].inner]
            w, h = max(w, box.right + FRAME_PAD), max(h, box.bottom + FRAME_PAD)
        return Block(w, h, tuple(inner))

    def _kept_unit(self, units: Mapping[Key, Unit], wish: Wish, left: float, top: float) -> Wish:
        """Return a unit where the view keeps its main box, or where it flows below the header."""
        kept, unit = self.layout.kept(wish.key), units[wish.key]
        if kept is None:
            return Wish(wish.key, wish.box.moved(left, top))
        is_framed = self.nodes[wish.key].parent is not None
        x, y = kept[0] - unit.main.x, kept[1] - unit.main.y
        if is_framed:
            x, y = max(x, PAD), max(y, FRAME_HEADER - PAD)
        return Wish(wish.key, Box(x, y, unit.w, unit.h), is_kept=True)

    def _flow(self, units: Mapping[Key, Unit], loose: list[Node]) -> list[Wish]:
        """Return units in columns from the origin: hubs, then the rest, the dock below."""
        mains = [u for key, u in units.items() if all(n.key != key for n in loose)]
        hubs = [u for u in mains if self._is_hub(u.key)]
        rest = [u for u in mains if not self._is_hub(u.key)]
        wishes = _around(hubs, rest) if hubs else _beside(rest)
        bottom = max((w.box.bottom + STACK_GAP for w in wishes), default=0.0)
        right = max((w.box.right for w in wishes), default=600.0)
        for form in ("pendant", "card", "outside", "pill"):
            row = [units[n.key] for n in loose if n.form == form]
            docked = in_rows([(u.key, (u.w, u.h)) for u in row], max(right, 480.0), GAP, GAP)
            wishes += [Wish(w.key, w.box.moved(0.0, bottom)) for w in docked]
            bottom = max((w.box.bottom + 16 for w in wishes), default=bottom) if row else bottom
        return wishes

    def _is_hub(self, key: Key) -> bool:
        """Return whether others peer with, or are connected to, a network or virtual hub."""
        return self.nodes[key].form == "hub" or self.nodes[key].kind == "vhub"


def _stacked(units: list[Unit], x: float, y: float = 0.0) -> list[Wish]:
    wishes = []
    for unit in units:
        wishes.append(Wish(unit.key, Box(x, y, unit.w, unit.h)))
        y += unit.h + STACK_GAP
    return wishes


def _height(units: list[Unit]) -> float:
    return sum(unit.h + STACK_GAP for unit in units) - STACK_GAP if units else 0.0


def _around(hubs: list[Unit], rest: list[Unit]) -> list[Wish]:
    """Return hubs left and the rest in a column right of them; many stand on both sides."""
    channel = CHANNEL + LANE * max(0, len(rest) - 2)
    if _height(rest) <= TALLEST or len(rest) < 4:
        wishes = _stacked(hubs, 0.0)
        x = max(w.box.right for w in wishes) + channel
        return wishes + _stacked(rest, x)
    left, right = _columns(rest, 2)
    channel = CHANNEL + LANE * max(0, len(right) - 2)
    wishes = _stacked(left, 0.0)
    x = max(w.box.right for w in wishes) + channel
    tallest = max(_height(left), _height(right))
    middle = _stacked(hubs, x, max(0.0, (tallest - _height(hubs)) / 2))
    x = max(w.box.right for w in middle) + channel
    return [*middle, *wishes, *_stacked(right, x)]


def _beside(units: list[Unit]) -> list[Wish]:
    """Return networks without a hub in two or three columns."""
    wishes: list[Wish] = []
    x = 0.0
    for column in _columns(units, min(len(units), 2 if len(units) <= 4 else 3)):
        wishes += _stacked(column, x)
        x = max(w.box.right for w in wishes) + CHANNEL
    return wishes


def _columns(units: list[Unit], count: int) -> list[list[Unit]]:
    """Return units, in their order, in columns of about one height."""
    columns: list[list[Unit]] = [[] for _ in range(count)]
    total = _height(units) + STACK_GAP
    passed = 0.0
    for unit in units:
        middle = passed + unit.h / 2
        columns[min(count - 1, int(middle / total * count))].append(unit)
        passed += unit.h + STACK_GAP
    return [column for column in columns if column]


def _spread(wanted: list[tuple[float, float]], width: float) -> list[float]:
    """Return left edges of (centre, width) boxes: in order, apart, pushed back into `width`."""
    xs: list[float] = []
    edge = 0.0
    for center, w in wanted:
        xs.append(max(center - w / 2, edge))
        edge = xs[-1] + w + GAP
    limit = width
    for at in range(len(xs) - 1, -1, -1):
        xs[at] = min(xs[at], limit - wanted[at][1])
        limit = xs[at] - GAP
    return xs
