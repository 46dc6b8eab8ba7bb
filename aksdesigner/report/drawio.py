"""The picture of a design for draw.io: every box a cell that can be moved, every link an edge.

The XML is not compressed. The root cell carries the whole design, and each box its key and the
place it was written at, so that `store/drawio.py` brings the design back with what was moved.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.note import INK, is_note
from aksdesigner.present.picture import Link, Node, Scene
from aksdesigner.present.scene import scene_of
from aksdesigner.present.theme import THEMES, Theme, ThemeName
from aksdesigner.store.drawio import place_text
from aksdesigner.store.plain_json import document_text

ROOT, LAYER = "aksdesigner", "layer"
# plain shapes of mxGraph for the figures of the picture; others are rounded rectangles
SHAPES = {
    "vnet": "rounded=1;arcSize=4;dashed=0;strokeWidth=2",
    "hub": "shape=hexagon;size=0.08;perimeter=hexagonPerimeter2",
    "subnet": "rounded=1;arcSize=4",
    "special": "rounded=1;arcSize=4;dashed=1",
    "cluster": "rounded=1;arcSize=6;strokeWidth=2",
    "region": "rounded=0;dashed=1",
    "outside": "shape=cloud;perimeter=ellipsePerimeter",
    "pill": "rounded=1;arcSize=50",
    "note": "shape=note;size=12;align=left;spacing=8",
    "frame": "rounded=1;arcSize=3;dashed=1;dashPattern=1 4;pointerEvents=0;align=left;spacing=8",
}
# roles of fill and edge: figures that hold others have their own, cards those of their family
COLORS = {
    "vnet": ("vnet", "vnetEdge"),
    "hub": ("hub", "hubEdge"),
    "subnet": ("subnet", "subnetEdge"),
    "special": ("special", "specialEdge"),
    "cluster": ("cluster", "clusterEdge"),
    "pool": ("capTrack", "clusterEdge"),
    "pendant": ("accentSoft", "clusterEdge"),
    "outside": ("outside", "outsideEdge"),
    "region": ("canvas", "region"),
    "note": ("note", "noteEdge"),
    "frame": ("canvas", "text3"),
}
GUARDS = frozenset({"fw", "nva", "nsg", "waf", "fwpol", "ddos", "bastion"})
PRIVATE = frozenset({"pe", "pls", "zone", "resolver", "ruleset"})
SERVICES = frozenset({"paas"})
CONNECTIONS = frozenset({"gw", "site", "er", "rs", "vwan", "vhub"})
LINES = {"oneSided": "dashed=1", "vpn": "dashed=1", "tether": "dashed=1;dashPattern=1 3"}


def drawio_of(document: Document, analysis: Analysis | None, theme: ThemeName = "light") -> str:
    """Return the picture as an uncompressed .drawio file; the same design gives the same text."""
    scene = scene_of(document, analysis)
    colors = THEMES[theme]
    boxes = [node for node in scene.nodes if node.form != INK]
    strokes = [node for node in scene.nodes if node.form == INK and node.points]
    ids: dict[Key, str] = {node.key: f"box{n}" for n, node in enumerate(boxes, 1)}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<mxfile host="aksdesigner">',
        f"<diagram id={_quoted('picture')} name={_quoted(document.name)}>",
        f"<mxGraphModel grid={_quoted('1')} background={_quoted(colors.color('canvas')[:7])}>",
        "<root>",
        f'<UserObject label="" aksdesignerDesign={_quoted(document_text(document))} id="{ROOT}">'
        "<mxCell/></UserObject>",
        f'<mxCell id="{LAYER}" parent="{ROOT}"/>',
        *(_box(node, scene, ids, colors) for node in boxes),
        *(
            _edge(link, number, ids, colors)
            for number, link in enumerate(scene.links, 1)
            if link.source in ids and link.target in ids
        ),
        *(_stroke(node, number, colors) for number, node in enumerate(strokes, 1)),
        "</root>",
        "</mxGraphModel>",
        "</diagram>",
        "</mxfile>",
    ]
    return "\n".join(lines) + "\n"


def _stroke(node: Node, number: int, colors: Theme) -> str:
    """Return a free-hand stroke as a line without ends."""
    (left, top), *inner = node.points
    right, bottom = inner[-1] if inner else (left, top)
    points = "".join(
        f'<mxPoint x="{place_text((x,))}" y="{place_text((y,))}"/>' for x, y in inner[:-1]
    )
    style = f"endArrow=none;curved=1;strokeWidth=5;strokeColor={colors.color('laser')[:7]}"
    return (
        f'<UserObject label="" aksdesignerKey={_quoted(node.key)} id="ink{number}">'
        f'<mxCell style={_quoted(style)} edge="1" parent="{LAYER}">'
        '<mxGeometry relative="1" as="geometry">'
        f'<mxPoint x="{place_text((left,))}" y="{place_text((top,))}" as="sourcePoint"/>'
        f'<mxPoint x="{place_text((right,))}" y="{place_text((bottom,))}" as="targetPoint"/>'
        f'<Array as="points">{points}</Array></mxGeometry></mxCell></UserObject>'
    )


def _box(node: Node, scene: Scene, ids: dict[Key, str], colors: Theme) -> str:
    holder = scene.node(node.parent) if node.parent else None
    x, y = (node.box.x - holder.box.x, node.box.y - holder.box.y) if holder else node.box.center
    if holder is None:
        x, y = node.box.x, node.box.y
    place = place_text((x, y, node.box.w, node.box.h))
    said = (*node.lines, node.subtitle) if is_note(node.key) else ()
    said = (node.title,) if node.form == "frame" else said
    said = said or (node.title, node.subtitle, *node.lines)
    label = "\n".join(text for text in said if text)
    fill, edge = _colors_of(node)
    style = ";".join(
        (
            SHAPES.get(node.form, "rounded=1;arcSize=8"),
            "html=0;whiteSpace=wrap",
            f"container={int(node.is_container)};collapsible=0",
            f"verticalAlign={'top' if node.is_container else 'middle'}",
            f"fillColor={colors.color(fill)[:7]};strokeColor={colors.color(edge)[:7]}",
            f"fontColor={colors.color('text')[:7]};fontSize=11",
        )
    )
    left, top, width, height = place.split(" ")
    return (
        f"<UserObject label={_quoted(label)} aksdesignerKey={_quoted(node.key)} "
        f"aksdesignerKind={_quoted(node.kind)} aksdesignerPlace={_quoted(place)} "
        f'id="{ids[node.key]}"><mxCell style={_quoted(style)} vertex="1" '
        f'parent="{ids[holder.key] if holder else LAYER}">'
        f'<mxGeometry x="{left}" y="{top}" width="{width}" height="{height}" as="geometry"/>'
        "</mxCell></UserObject>"
    )


def _colors_of(node: Node) -> tuple[str, str]:
    """Return the roles of a box's fill and edge, by its figure or by the family of its kind."""
    if node.form in COLORS:
        return COLORS[node.form]
    if node.kind in GUARDS:
        return "errorSoft", "error"
    if node.kind in PRIVATE:
        return "okSoft", "ok"
    if node.kind in SERVICES:
        return "warningSoft", "warning"
    return ("infoSoft", "info") if node.kind in CONNECTIONS else ("panel", "border")


def _edge(link: Link, number: int, ids: dict[Key, str], colors: Theme) -> str:
    points = "".join(
        f'<mxPoint x="{place_text((x,))}" y="{place_text((y,))}"/>' for x, y in link.points[1:-1]
    )
    bends = f'<Array as="points">{points}</Array>' if points else ""
    style = ";".join(
        (
            "edgeStyle=orthogonalEdgeStyle;endArrow=none;html=0",
            f"strokeColor={colors.color('text')[:7]}",
            LINES.get(link.kind, "dashed=0"),
        )
    )
    return (
        f'<UserObject label="" aksdesignerKey={_quoted(link.key)} '
        f"aksdesignerKind={_quoted(link.kind)} "
        f'id="link{number}"><mxCell style={_quoted(style)} edge="1" parent="{LAYER}" '
        f'source="{ids[link.source]}" target="{ids[link.target]}">'
        f'<mxGeometry relative="1" as="geometry">{bends}</mxGeometry></mxCell></UserObject>'
    )


def _quoted(text: str) -> str:
    """Return an attribute; line ends stay, and what XML can't say becomes U+FFFD."""
    kept = "".join(char if _is_xml(ord(char)) else "\ufffd" for char in text)
    marks = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return f'"{escape(kept, marks)}"'


def _is_xml(code: int) -> bool:
    allowed = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return code in (0x9, 0xA, 0xD) or any(low <= code <= high for low, high in allowed)
