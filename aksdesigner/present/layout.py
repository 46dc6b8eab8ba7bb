"""Where everything stands inside a container: sizes inside out, places outside in.

Places of the view win; what has none flows: subnets in address order in one or two columns,
clusters across, cards in rows. Containers grow to hold what is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aksdesigner.model.ids import Key
from aksdesigner.model.nesting import position_of
from aksdesigner.present.packing import Wish, apart, in_rows
from aksdesigner.present.picture import Box, Node
from aksdesigner.present.sizes import (
    BAR_HEIGHT,
    CARD_HEIGHT,
    CARD_MIN,
    CHIP_GAP,
    CHIP_HEIGHT,
    CLUSTER_HEADER,
    CLUSTER_PAD,
    GAP,
    GUTTER,
    HUB_CONTENT,
    PAD,
    ROW_GAP,
    SUBNET_FLOOR,
    SUBNET_HEADER,
    SUBNET_LINE,
    SUBNET_MIN,
    VNET_HEADER,
    VNET_MIN_H,
    VNET_MIN_W,
    chip_rows,
    chip_width,
    chips_in_header,
    foot_height,
    header_width,
    leaf_size,
)

# more narrow subnets than this stand in two columns, also in a hub
ONE_COLUMN = 6
# racks stand in one row up to this width
MOST_RACKS = 620.0
# a row that is fuller than this share of its room is stretched to its end
NEARLY_FULL = 0.55


@dataclass(frozen=True)
class Block:
    """A laid out container: its size, and the boxes in it relative to its corner, at any depth."""

    w: float
    h: float
    inner: tuple[tuple[Key, Box], ...] = ()


@dataclass
class Layout:
    """Lays the inside of containers out; one for each picture."""

    nodes: Mapping[Key, Node]
    children: Mapping[Key, tuple[Key, ...]]
    positions: Mapping[str, tuple[float, ...]]
    widths: dict[Key, float] = field(default_factory=dict)

    def kept(self, key: Key) -> tuple[float, ...] | None:
        """Return the position that the view keeps for a key."""
        return position_of(self.positions, key)

    def kept_size(self, key: Key) -> tuple[float, float]:
        """Return the size that the view keeps for a key; 0 where it keeps none."""
        if self.nodes[key].is_collapsed:
            return 0.0, 0.0
        position = self.kept(key) or ()
        w = position[2] if len(position) > 2 else 0.0
        h = position[3] if len(position) > 3 else 0.0
        return w, h

    def natural_width(self, key: Key) -> float:
        """Return the width that a box asks for."""
        if key not in self.widths:
            self.widths[key] = max(self._natural(self.nodes[key]), self.kept_size(key)[0])
        return self.widths[key]

    def _natural(self, node: Node) -> float:
        inside = self._inside(node.key)
        if node.form in ("vnet", "hub"):
            content = max((w for w, _ in self._columns(node)), default=0.0)
            least = HUB_CONTENT if node.form == "hub" else VNET_MIN_W - 2 * GUTTER
            return max(2 * GUTTER + max(content, least), header_width(node))
        if node.form == "cluster":
            rows = in_rows([(k, (self.natural_width(k), 0)) for k in inside], MOST_RACKS, GAP, GAP)
            return max(max((w.box.right for w in rows), default=0) + 2 * PAD, header_width(node))
        if node.form in ("subnet", "special"):
            widest = max((self.natural_width(k) for k in inside), default=0.0)
            return max(SUBNET_MIN, header_width(node), widest + 2 * PAD, self._chips(node))
        return leaf_size(node)[0]

    def _chips(self, node: Node) -> float:
        """Chips stand in one row where two of them fit into a box of common width."""
        rows = chip_rows(node, 280)
        widths = [sum(chip_width(c[1]) + CHIP_GAP for c in row) - CHIP_GAP for row in rows]
        return max(widths, default=0.0) + 2 * PAD

    def _inside(self, key: Key) -> list[Key]:
        """Return what stands in a container, without what sits on edges."""
        keys = [k for k in self.children.get(key, ()) if self.nodes[k].form != "astride"]
        return sorted(keys, key=lambda k: not self.nodes[k].is_container)

    def block(self, key: Key, width: float | None = None) -> Block:
        """Return a container laid out at a width (its natural one by default)."""
        node = self.nodes[key]
        w = max(width or 0.0, self.natural_width(key))
        if node.form in ("vnet", "hub"):
            return self._vnet(node, w)
        if node.form == "cluster":
            return self._box(node, w, CLUSTER_HEADER, CLUSTER_PAD, 0.0)
        if node.form in ("subnet", "special"):
            return self._subnet(node, w)
        kept_w, kept_h = self.kept_size(key)
        return Block(max(w, kept_w), max(self._leaf_height(node, w), kept_h))

    @staticmethod
    def _leaf_height(node: Node, w: float) -> float:
        """Return the height of a box that holds nothing: a wide card needs fewer rows of chips."""
        if node.form == "card":
            return CARD_HEIGHT + foot_height(node, w)
        return leaf_size(node)[1]

    def _columns(self, node: Node) -> list[tuple[float, list[Key]]]:
        """Return the rows of a network's subnets as (width, keys), in address order."""
        keys = [k for k in self.children.get(node.key, ()) if self.nodes[k].form != "astride"]
        subnets = [k for k in keys if self.nodes[k].kind == "subnet"]
        others = [k for k in keys if self.nodes[k].kind != "subnet"]
        narrow = [k for k in subnets if not self._is_wide(k)]
        is_single = node.form == "hub" and len(subnets) <= ONE_COLUMN
        rows: list[list[Key]] = []
        for key in (*subnets, *others):
            last = rows[-1] if rows else []
            pairs = key in narrow and len(last) == 1 and last[0] in narrow and not is_single
            if pairs:
                last.append(key)
            else:
                rows.append([key])
        return [(self._row_width(row), row) for row in rows]

    def _row_widths(self, row: list[Key], used: float, room: float) -> list[float]:
        """Return equal widths where all fit into them, else what each asks for and a share."""
        equal = (room - GAP * (len(row) - 1)) / len(row)
        wanted = [self.natural_width(key) for key in row]
        if max(wanted) <= equal:
            return [equal] * len(row)
        return [w + (room - used) / len(row) for w in wanted]

    def _row_width(self, row: list[Key]) -> float:
        return sum(self.natural_width(k) for k in row) + GAP * (len(row) - 1)

    def _is_wide(self, key: Key) -> bool:
        return any(self.nodes[k].form == "cluster" for k in self.children.get(key, ()))

    def _vnet(self, node: Node, width: float) -> Block:
        rows = self._columns(node)
        room = width - 2 * GUTTER
        y = VNET_HEADER
        wishes: list[Wish] = []
        blocks: dict[Key, Block] = {}
        for used, row in rows:
            x, height = GUTTER, 0.0
            for key, w in zip(row, self._row_widths(row, used, room), strict=True):
                blocks[key] = self.block(key, w)
                height = max(height, blocks[key].h)
                wishes.append(Wish(key, Box(x, y, w, 0)))
                x += w + GAP
            wishes[-len(row) :] = [
                replace(wish, box=Box(wish.box.x, y, wish.box.w, height))
                for wish in wishes[-len(row) :]
            ]
            y += height + ROW_GAP
        return self._closed(
            node, wishes, blocks, width, VNET_MIN_H, (GUTTER, VNET_HEADER, GUTTER, PAD + 4)
        )

    def _subnet(self, node: Node, width: float) -> Block:
        head = SUBNET_HEADER + SUBNET_LINE * len(node.lines) + (4 if node.lines else 0)
        foot = 0.0
        if node.chips and not chips_in_header(node, width):
            rows = chip_rows(node, width - 2 * PAD)
            foot += len(rows) * (CHIP_HEIGHT + CHIP_GAP) - CHIP_GAP + 6
        if node.fill:
            foot += BAR_HEIGHT
        return self._box(node, width, head, PAD, foot)

    def _box(self, node: Node, width: float, head: float, pad: float, foot: float) -> Block:
        """Lay clusters across, cards and pools in rows under a header."""
        room = width - 2 * PAD
        y = head
        wishes: list[Wish] = []
        blocks: dict[Key, Block] = {}
        inside = self._inside(node.key)
        for key in [k for k in inside if self.nodes[k].form == "cluster"]:
            blocks[key] = self.block(key, room)
            wishes.append(Wish(key, Box(PAD, y, room, blocks[key].h)))
            y += blocks[key].h + GAP
        leaves = [k for k in inside if self.nodes[k].form != "cluster"]
        for group in _alike(self.nodes, leaves):
            sizes = self._leaf_sizes(group, room)
            for wish in in_rows(sizes, room, GAP, GAP):
                blocks[wish.key] = Block(wish.box.w, wish.box.h)
                wishes.append(replace(wish, box=wish.box.moved(PAD, y)))
            y = max(wish.box.bottom for wish in wishes) + GAP
        least = SUBNET_FLOOR if node.form != "cluster" else head + pad
        return self._closed(node, wishes, blocks, width, least, (PAD, head, PAD, pad + foot))

    def _leaf_sizes(self, group: list[Key], room: float) -> list[tuple[Key, tuple[float, float]]]:
        """Cards of one row share its width; racks and endpoints keep their own."""
        sizes = {k: (self.natural_width(k), self.block(k).h) for k in group}
        if self.nodes[group[0]].form == "pool":
            return self._racks(sizes, room)
        if self.nodes[group[0]].form != "card":
            return list(sizes.items())
        across = 1
        widest = max(CARD_MIN, *(w for w, _ in sizes.values()))
        while across < len(group) and (across + 1) * widest + across * GAP <= room:
            across += 1
        w = (room - (across - 1) * GAP) / across
        wide = {k: max(w, sizes[k][0]) for k in group}
        return [(k, (wide[k], self.block(k, wide[k]).h)) for k in group]

    @staticmethod
    def _racks(
        sizes: Mapping[Key, tuple[float, float]], room: float
    ) -> list[tuple[Key, tuple[float, float]]]:
        """Stretch the racks of each row so that it ends where the cluster ends."""
        rows: dict[float, list[Wish]] = {}
        for wish in in_rows(list(sizes.items()), room, GAP, GAP):
            rows.setdefault(wish.box.y, []).append(wish)
        out = []
        for row in rows.values():
            used = row[-1].box.right
            spare = (room - used) / len(row) if used > NEARLY_FULL * room else 0.0
            out += [(wish.key, (wish.box.w + spare, wish.box.h)) for wish in row]
        return out

    def _closed(
        self,
        node: Node,
        wishes: list[Wish],
        blocks: Mapping[Key, Block],
        width: float,
        least: float,
        pads: tuple[float, float, float, float],
    ) -> Block:
        """Give kept places their right, part what overlaps, and draw the border around it all."""
        left, top, right, bottom = pads
        order = {wish.key: at for at, wish in enumerate(wishes)}
        moved = [self._kept_wish(wish, left, top) for wish in wishes]
        gap = ROW_GAP if node.form in ("vnet", "hub") else GAP
        boxes = apart(moved, gap, order)
        inner: list[tuple[Key, Box]] = []
        w, h = width, max(least, top + bottom if not boxes else 0.0)
        for key, box in boxes.items():
            block = self._again(key, blocks[key], box)
            placed = Box(box.x, box.y, max(box.w, block.w), max(box.h, block.h))
            inner.append((key, placed))
            inner.extend((k, b.moved(box.x, box.y)) for k, b in block.inner)
            w, h = max(w, placed.right + right), max(h, placed.bottom + bottom)
        kept_w, kept_h = self.kept_size(node.key)
        return Block(max(w, kept_w), max(h, kept_h), tuple(inner))

    def _again(self, key: Key, block: Block, box: Box) -> Block:
        return block if block.w >= box.w or not block.inner else self.block(key, box.w)

    def _kept_wish(self, wish: Wish, left: float, top: float) -> Wish:
        position = self.kept(wish.key)
        if position is None:
            return wish
        w, h = self.kept_size(wish.key)
        x, y = max(position[0], min(left, PAD)), max(position[1], top)
        return Wish(wish.key, Box(x, y, max(wish.box.w, w), max(wish.box.h, h)), is_kept=True)


def _alike(nodes: Mapping[Key, Node], keys: list[Key]) -> list[list[Key]]:
    """Return runs of boxes of one form: cards never share a row with endpoints."""
    groups: dict[str, list[Key]] = {}
    for key in keys:
        groups.setdefault(nodes[key].form, []).append(key)
    return list(groups.values())
