"""The scene: where everything of a design stands and what it says, as plain data.

`scene_of` lays a document and its analysis out; `aksdesigner.present.drawing` turns nodes and
links into shapes. The canvas, the exports and the tests read the same scene.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Trace
from aksdesigner.analysis.rules.runner import open_findings
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.internet import Internet
from aksdesigner.model.kinds.network_gateway import NetworkGateway
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.present.badges import badges_of
from aksdesigner.present.content import nodes_of
from aksdesigner.present.folding import folded
from aksdesigner.present.layout import Layout
from aksdesigner.present.lenses.catalogue import lens_of, seen_through
from aksdesigner.present.levels import is_shown
from aksdesigner.present.linking import links_of
from aksdesigner.present.memory import Memory
from aksdesigner.present.notes import frames_of, stickers_of
from aksdesigner.present.path_overlay import INTERNET, overlay_of
from aksdesigner.present.picture import (
    NOWHERE,
    Badge,
    Box,
    Detail,
    Disc,
    Link,
    Node,
    PathOverlay,
    Plate,
    Point,
    Scene,
    Stretch,
)
from aksdesigner.present.plan import Plan
from aksdesigner.present.sizes import ASTRIDE

__all__ = [
    "Badge",
    "Box",
    "Detail",
    "Disc",
    "Link",
    "Node",
    "PathOverlay",
    "Plate",
    "Point",
    "Scene",
    "Stretch",
    "scene_of",
]

MARGIN = 24.0
# the rule that finds peerings which refuse what an appliance forwards
REFUSED = "PEER-06"
# how deep a NAT gateway reaches into its subnet: less than the subnet's padding
ASTRIDE_IN = 10.0
# a medallion leaves this much room for the two legs of a path, in pixels
BESIDE_PATH = 26.0


def scene_of(
    document: Document,
    analysis: Analysis | None,
    *,
    path: Trace | None = None,
    detail: Detail = "near",
    memory: Memory | None = None,
) -> Scene:
    """Lay a document out and say what its analysis found.

    With a memory that is given for picture after picture only what an edit touches is laid out and
    routed; the picture is the same. Without an analysis (thumbnails, previews of a drop) there are
    no bars and no badges. The places do not depend on `detail`: zooming moves nothing.
    """
    memory = memory or Memory()
    nodes = {node.key: node for node in nodes_of(document, analysis)}
    if path is not None and not any(n.kind == INTERNET for n in nodes.values()):
        nodes |= _internet_of(path)
    folding = folded(document, nodes)
    nodes = _placed(document, folding.shown, memory)
    everything = folding.with_stand_ins(nodes)
    links = [
        link for link in links_of(document, everything, memory.router) if folding.is_drawn(link)
    ]
    if analysis is not None:
        drawn = [*(k for k, n in nodes.items() if is_shown(n, detail)), *(n.key for n in links)]
        badges = badges_of(document, open_findings(document, analysis.findings), drawn)
        nodes = {k: replace(n, badge=badges[k]) if k in badges else n for k, n in nodes.items()}
        links = [replace(n, badge=badges.get(n.key)) for n in links]
        refused = {k for f in analysis.findings if f.code == REFUSED for k in f.resources}
        links = [_with_cut(link) if refused & set(link.keys) else link for link in links]
    lens, legend = lens_of(document), None
    if lens is not None and analysis is not None:
        nodes, links, legend = seen_through(lens, document, analysis, nodes, links)
    overlay = overlay_of(path, everything, links) if path is not None else None
    if overlay is not None:
        links = [_cleared(link, overlay) for link in links]
    whole = (*frames_of(document), *nodes.values(), *stickers_of(document))
    return Scene(whole, tuple(links), _bounds(whole, links, overlay), overlay, legend)


def _with_cut(link: Link) -> Link:
    """Return a peering whose medallion says that it refuses forwarded traffic it should carry."""
    kept = tuple(mark for mark in link.marks if mark != "forwarded")
    return replace(link, marks=(*kept, "forwardedCut"))


def _cleared(link: Link, path: PathOverlay) -> Link:
    """Return a line with its medallion beside the path where the path rides on it."""
    if link.mark_at is None or not link.marks:
        return link
    x, y = link.mark_at
    for stretch in path.stretches:
        for a, b in zip(stretch.points, stretch.points[1:], strict=False):
            low_x, high_x = sorted((a[0], b[0]))
            low_y, high_y = sorted((a[1], b[1]))
            if low_x - 20 <= x <= high_x + 20 and low_y - 12 <= y <= high_y + 12:
                return replace(link, mark_at=(x, y + BESIDE_PATH))
    return link


def _internet_of(path: Trace) -> dict[Key, Node]:
    """Return a box for the Internet where a path goes there and the design draws none."""
    if not any(hop.token == INTERNET for hop in (*path.forward, *path.back)):
        return {}
    key = key_of(INTERNET, "Internet")
    return {key: Node(key, None, INTERNET, "outside", None, NOWHERE, "Internet", icon=INTERNET)}


def _placed(document: Document, nodes: Mapping[Key, Node], memory: Memory) -> dict[Key, Node]:
    """Return the nodes with their boxes and depths, containers before what they hold."""
    children: dict[Key, list[Key]] = {}
    for node in nodes.values():
        if node.parent in nodes:
            children.setdefault(node.parent or "", []).append(node.key)
    in_order = {k: tuple(_in_address_order(document, v)) for k, v in children.items()}
    layout = Layout(nodes, in_order, document.view.positions)
    places = Plan(layout, nodes, _endpoints(document), _gateways(document), memory.units).boxes()
    for node in nodes.values():
        if node.form == "astride":
            places[node.key] = _astride(node, nodes, places)
    out: dict[Key, Node] = {}

    def visit(key: Key, depth: int) -> None:
        out[key] = replace(nodes[key], box=places[key], depth=depth)
        for child in in_order.get(key, ()):
            visit(child, depth + 1)

    for key, node in nodes.items():
        if node.parent not in nodes:
            visit(key, 0)
    return out


def _in_address_order(document: Document, keys: Iterable[Key]) -> list[Key]:
    """Return subnets by their first address, unsized ones last; everything else in file order."""
    index = document.topology.index

    def rank(item: tuple[int, Key]) -> tuple[bool, int, int, int]:
        at, key = item
        prefixes = getattr(index.at(key), "prefixes", ()) if key.startswith("subnet:") else ()
        first = prefixes[0] if prefixes else None
        return first is None, first.version if first else 0, first.first_value if first else 0, at

    return [key for _, key in sorted(enumerate(keys), key=rank)]


def _endpoints(document: Document) -> dict[Key, tuple[Key, ...]]:
    """Return the endpoints that lead to each platform service."""
    found: dict[Key, tuple[Key, ...]] = {}
    for key, endpoint in document.topology.index.of_kind(PrivateEndpoint):
        service = key_of("paas", endpoint.target or "")
        found[service] = (*found.get(service, ()), key)
    return found


def _gateways(document: Document) -> dict[Key, Key]:
    """Return what stands level with each box outside: a site's gateway, the Internet's firewall."""
    index = document.topology.index
    found: dict[Key, Key] = {}
    exits = [key for kind in (Firewall, NetworkVirtualAppliance) for key, _ in index.of_kind(kind)]
    for key, _ in index.of_kind(Internet):
        if exits:
            found[key] = exits[0]
    for key, gateway in index.of_kind(NetworkGateway):
        for connection in gateway.connections:
            if connection.site:
                found.setdefault(key_of("site", connection.site), key)
    return found


def _astride(node: Node, nodes: Mapping[Key, Node], places: Mapping[Key, Box]) -> Box:
    """Return the place of a NAT gateway: half in, half out of its subnet, on the outer edge."""
    subnet = places[node.parent or ""]
    outer = places.get(nodes[node.parent or ""].parent or "", subnet)
    beside = [n.key for n in nodes.values() if n.form == "astride" and n.parent == node.parent]
    is_left = subnet.center[0] < outer.center[0] - 1
    x = subnet.x - ASTRIDE + ASTRIDE_IN if is_left else subnet.right - ASTRIDE_IN
    return Box(x, subnet.y + 30 + beside.index(node.key) * (ASTRIDE + 4), ASTRIDE, ASTRIDE)


def _bounds(nodes: Iterable[Node], links: Iterable[Link], path: PathOverlay | None) -> Box:
    """Return the box around everything, with a margin; an empty picture has none."""
    bounds: Box | None = None
    points = [point for link in links for point in link.points]
    plates: tuple[Plate, ...] = ()
    if path is not None:
        points += [point for stretch in path.stretches for point in stretch.points]
        plates = path.plates
    boxes = [*(node.box for node in nodes), *(plate.box for plate in plates)]
    for box in (*boxes, *(Box(x, y, 0, 0) for x, y in points)):
        bounds = box if bounds is None else bounds.union(box)
    return NOWHERE if bounds is None else bounds.grown(MARGIN)
