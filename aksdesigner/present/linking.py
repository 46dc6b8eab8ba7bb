"""The lines of the picture: peerings, connections of gateways, tethers of services and ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.present.detour import Listed, way
from aksdesigner.present.draft import Draft
from aksdesigner.present.picture import Box, Link, Node, Point
from aksdesigner.present.relations import relations_of
from aksdesigner.present.router import Order, Router
from aksdesigner.present.routing import Side, port, side_towards, tidy

SPACING = 26.0
# a step smaller than this is straightened where nothing else meets that side
SMALL_STEP = 11.0
MARK_ROOM = 38.0
LANE = 16.0
FIRST_LANE = 20.0
# the second edge of a hub stands this far outside its box
HUB_GAP = 4.0


@dataclass
class _End:
    draft: int
    box: Box
    side: Side
    wanted: float
    is_start: bool
    along: float = 0.0


def links_of(
    document: Document, nodes: Mapping[Key, Node], router: Router | None = None
) -> list[Link]:
    """Return every line, tethers first, each with its way.

    A router that has routed an earlier picture routes only what differs.
    """
    drafts = [
        *_peerings(document, nodes),
        *_connections(document, nodes),
        *relations_of(document, nodes),
    ]
    return [*_tethers(document, nodes), *_routed(drafts, nodes, router or Router())]


def _peerings(document: Document, nodes: Mapping[Key, Node]) -> Iterator[Draft]:
    index = document.topology.index
    halves = {(p.from_, p.to): (key, p) for key, p in index.of_kind(Peering)}
    done: set[tuple[str, str]] = set()
    for (start, end), (key, half) in halves.items():
        source, target = key_of("vnet", start), key_of("vnet", end)
        if (start, end) in done or source not in nodes or target not in nodes or start == end:
            continue
        other = halves.get((end, start))
        done |= {(start, end), (end, start)}
        both = [half] + ([other[1]] if other else [])
        ends = (index.get(VirtualNetwork, start), index.get(VirtualNetwork, end))
        yield Draft(
            key=key,
            kind="peering" if other else "oneSided",
            source=source,
            target=target,
            start=source,
            end=target,
            keys=(key, other[0]) if other else (key,),
            marks=_marks(document, both, ends),
        )


def _marks(
    document: Document,
    halves: Sequence[Peering],
    ends: tuple[VirtualNetwork | None, VirtualNetwork | None],
) -> tuple[str, ...]:
    marks = []
    offers = any(half.allow_gateway_transit for half in halves)
    uses = any(half.use_remote_gateways for half in halves)
    if offers and uses:
        marks.append("transit")
    if any(half.allow_forwarded_traffic for half in halves):
        marks.append("forwarded")
    first, second = ends
    if first and second:
        usual = document.settings.region
        if (first.region or usual) != (second.region or usual):
            marks.append("global")
        if any(a.overlaps(b) for a in first.prefixes for b in second.prefixes):
            marks.append("overlap")
    return tuple(marks)


def _connections(document: Document, nodes: Mapping[Key, Node]) -> Iterator[Draft]:
    """Yield the connections of gateways; a line ends at the border of the gateway's network."""
    for key, gateway in document.topology.index.of_kind(NetworkGateway):
        home = key_of("vnet", gateway.vnet)
        if home not in nodes or key not in nodes:
            continue
        for at, connection in enumerate(gateway.connections):
            target = key_of("site", connection.site) if connection.site else None
            end = target
            if connection.peer_gateway:
                target = key_of("gw", connection.peer_gateway)
                if target <= key:
                    continue  # the other gateway's connection draws the line
                end = _home(document, target)
            if target is None or end is None or target not in nodes or end not in nodes:
                continue
            kind = "expressRoute" if gateway.type == "ExpressRoute" else "vpn"
            aim = nodes[key].box.center[1]
            yield Draft(
                f"connection:{gateway.name}/{at}", kind, key, target, home, end, (key,), (), aim
            )


def _home(document: Document, gateway: Key) -> Key | None:
    found = document.topology.index.at(gateway)
    return key_of("vnet", found.vnet) if isinstance(found, NetworkGateway) else None


def outline_of(node: Node) -> Box:
    """Return the box whose border lines meet: a hub's outer edge, else the box itself."""
    return node.box.grown(HUB_GAP) if node.form == "hub" and not node.is_unsized else node.box


def _routed(drafts: Sequence[Draft], nodes: Mapping[Key, Node], router: Router) -> list[Link]:
    ends = _ends(drafts, nodes)
    _space(ends)
    lanes = _lanes(drafts, ends)
    orders = [
        Order(
            key,
            (port(start.box, start.side, start.along), start.side),
            (port(end.box, end.side, end.along), end.side),
            (draft.start, draft.end),
            lanes.get(at),
        )
        for at, (key, draft) in enumerate(zip(_different(drafts), drafts, strict=True))
        for start, end in [(ends[2 * at], ends[2 * at + 1])]
    ]
    ways = router.routed(orders, _obstacles(nodes))
    return [
        Link(
            key=draft.key,
            kind=draft.kind,
            source=draft.source,
            target=draft.target,
            points=points,
            keys=draft.keys,
            marks=draft.marks,
            mark_at=mark_place(points),
        )
        for draft, points in zip(drafts, ways, strict=True)
    ]


def _different(drafts: Iterable[Draft]) -> Iterator[Key]:
    """Yield a name for each line; a line that is drawn again gets another one."""
    seen: Counter[Key] = Counter()
    for draft in drafts:
        seen[draft.key] += 1
        again = seen[draft.key]
        yield draft.key if again == 1 else f"{draft.key} {again}"


def _obstacles(nodes: Mapping[Key, Node]) -> dict[Key, Box]:
    """Return the boxes that no line may cross: networks and all that stands beside them."""
    frames = {key for key, node in nodes.items() if node.form == "region"}
    return {
        key: outline_of(node)
        for key, node in nodes.items()
        if node.form != "region" and (node.parent is None or node.parent in frames)
    }


def _ends(drafts: Sequence[Draft], nodes: Mapping[Key, Node]) -> list[_End]:
    ends: list[_End] = []
    for at, draft in enumerate(drafts):
        source, target = outline_of(nodes[draft.start]), outline_of(nodes[draft.end])
        side, other = side_towards(source, target)
        axis = 1 if side in ("left", "right") else 0
        wanted = draft.aim
        if wanted is None or axis == 0:
            wanted = _shared_middle(source, target, axis)
        ends.append(_End(at, source, side, wanted, is_start=True))
        if draft.enter is not None:
            other, wanted = draft.enter, target.center[0 if draft.enter in ("top", "bottom") else 1]
        ends.append(_End(at, target, other, wanted, is_start=False))
    return ends


def _shared_middle(source: Box, target: Box, axis: int) -> float:
    low = max((source.x, source.y)[axis], (target.x, target.y)[axis])
    high = min((source.right, source.bottom)[axis], (target.right, target.bottom)[axis])
    if high - low >= 36:
        return (low + high) / 2
    return target.center[axis]


def _space(ends: list[_End]) -> None:
    """Give each end its place on its side: where it wants to be, but apart from the others.

    The busiest sides choose first; the far end of a line then takes the same height if it can.
    """
    groups: dict[tuple[Box, Side], list[_End]] = {}
    for end in ends:
        groups.setdefault((end.box, end.side), []).append(end)
    for _, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        group.sort(key=lambda end: (end.wanted, end.draft))
        box, side = group[0].box, group[0].side
        low, high = (box.y, box.bottom) if side in ("left", "right") else (box.x, box.right)
        for end, along in zip(group, _apart([e.wanted for e in group], low, high), strict=True):
            end.along = along
            partner = ends[2 * end.draft + (1 if end.is_start else 0)]
            if _is_level(partner) == _is_level(end):
                partner.wanted = along
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        if _is_level(start) == _is_level(end) and abs(start.along - end.along) < SMALL_STEP:
            few, many = sorted((start, end), key=lambda e: len(groups[(e.box, e.side)]))
            if len(groups[(few.box, few.side)]) == 1:
                few.along = many.along


def _is_level(end: _End) -> bool:
    """Return whether a line leaves or arrives sideways, at a height."""
    return end.side in ("left", "right")


def _apart(wanted: Sequence[float], low: float, high: float) -> list[float]:
    """Return places in order, spaced, inside a side as far as it is long enough."""
    step = min(SPACING, max(1.0, (high - low - 36) / max(1, len(wanted) - 1)))
    out: list[float] = []
    for value in wanted:
        value = min(max(value, low + 18), high - 18)
        out.append(max(value, out[-1] + step) if out else value)
    limit = high - 18
    for at in range(len(out) - 1, -1, -1):
        out[at] = min(out[at], limit)
        limit = out[at] - step
    return out


def _lanes(drafts: Sequence[Draft], ends: Sequence[_End]) -> dict[int, float]:
    """Return where each line that steps crosses over, so that lines of one side do not cross.

    Of lines that go down the one to the lowest target keeps nearest to its source; of those that
    go up the one to the highest.
    """
    groups: dict[tuple[Box, Side], list[tuple[float, int, float]]] = {}
    degrees = Counter(end.box for end in ends)
    for at in range(len(drafts)):
        start, end = ends[2 * at], ends[2 * at + 1]
        if _is_level(start) != _is_level(end):
            continue
        hub, leaf = (start, end) if degrees[start.box] >= degrees[end.box] else (end, start)
        if abs(hub.along - leaf.along) > 0.5:
            groups.setdefault((hub.box, hub.side), []).append(
                (leaf.along - hub.along, at, leaf.along)
            )
    lanes: dict[int, float] = {}
    for (box, side), members in groups.items():
        edge = {"left": box.x, "right": box.right, "top": box.y, "bottom": box.bottom}[side]
        sign = 1.0 if side in ("right", "bottom") else -1.0
        for is_down in (True, False):
            some = [m for m in members if (m[0] > 0) == is_down]
            some.sort(key=lambda m: -m[2] if is_down else m[2])
            for rank, (_, at, _) in enumerate(some):
                lanes[at] = edge + sign * (FIRST_LANE + LANE * rank)
    return lanes


def mark_place(points: Sequence[Point]) -> Point:
    """Return where the medallion sits: near the end of the last stretch that has room for it."""
    pairs = list(zip(points, points[1:], strict=False))
    for a, b in reversed(pairs):
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        if length >= 2 * MARK_ROOM - 10:
            if a == points[0] and b == points[-1]:
                return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
            share = MARK_ROOM / length
            return b[0] + (a[0] - b[0]) * share, b[1] + (a[1] - b[1]) * share
    if not pairs:
        return points[0]
    a, b = max(pairs, key=lambda p: abs(p[0][0] - p[1][0]) + abs(p[0][1] - p[1][1]))
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _tethers(document: Document, nodes: Mapping[Key, Node]) -> Iterator[Link]:
    for key, endpoint in document.topology.index.of_kind(PrivateEndpoint):
        target = key_of("paas", endpoint.target or "")
        if key in nodes and target in nodes:
            points = _service_way(nodes, key, target)
            yield Link(
                f"tether:{endpoint.name}", "tether", key, target, points, (key,),
                state=_tether_state(endpoint),
            )  # fmt: skip
    for key, node in nodes.items():
        if node.form == "pendant" and node.host in nodes:
            aks = key_of("aks", key.partition(":")[2])
            yield Link(f"tether:{key}", "tether", aks, key, _hanging(nodes, node), state="range")


def _tether_state(endpoint: PrivateEndpoint) -> str:
    if endpoint.state != "Approved":
        return "pending"
    return "open" if endpoint.public_network_access == "Enabled" else "approved"


def _hanging(nodes: Mapping[Key, Node], pendant: Node) -> tuple[Point, ...]:
    """Return the way from a network's lower border to a range that hangs below it."""
    host = nodes[pendant.host or ""].box
    box = pendant.box
    x = min(max(box.x + 46, host.x + 20), host.right - 20)
    if box.y >= host.bottom:
        return tidy(((x, host.bottom), (x, box.y - 0.0), (box.x + 46, box.y)))
    side, other = side_towards(host, box)
    start, end = port(host, side, x), port(box, other, box.center[1])
    return way((start, side), (end, other), Listed()).points


def _service_way(nodes: Mapping[Key, Node], key: Key, target: Key) -> tuple[Point, ...]:
    """Return the way from an endpoint to its service without crossing what stands in between."""
    chip, pill = nodes[key].box, nodes[target].box
    outer = _outermost(nodes, key)
    subnet = nodes[nodes[key].parent or key].box
    if pill.bottom > outer.y or subnet.y > outer.y + 60:
        return _around(chip, pill, outer, subnet)
    x = min(max(chip.center[0], pill.x + 12), pill.right - 12)
    if abs(x - chip.center[0]) < 0.5:
        return ((x, chip.y), (x, pill.bottom))
    lane = outer.y - 8
    x = chip.center[0]
    return tidy(((x, chip.y), (x, lane), (pill.center[0], lane), (pill.center[0], pill.bottom)))


def _around(chip: Box, pill: Box, outer: Box, subnet: Box) -> tuple[Point, ...]:
    """Leave sideways through the gutter when other subnets stand above."""
    is_left = subnet.center[0] < outer.center[0] - 1
    x = outer.x + 8 if is_left else outer.right - 8
    edge = subnet.x if is_left else subnet.right
    y = chip.center[1]
    end = (pill.center[0], pill.bottom if pill.bottom <= outer.y else pill.y)
    lane = outer.y - 10 if pill.bottom <= outer.y else outer.bottom + 10
    return tidy(((edge, y), (x, y), (x, lane), (end[0], lane), end))


def _outermost(nodes: Mapping[Key, Node], key: Key) -> Box:
    node = nodes[key]
    while node.parent and node.parent in nodes and nodes[node.parent].form != "region":
        node = nodes[node.parent]
    return node.box
