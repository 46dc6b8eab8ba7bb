"""Notes in the picture and in what is exported of it; the engine never sees them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.edit.notes import AddInk, AddNote, WriteNote
from aksdesigner.edit.views import NewView
from aksdesigner.gui.panels.tree_rows import outline_of
from aksdesigner.model.document import Document
from aksdesigner.present.draw_notes import tab_of
from aksdesigner.present.drawing import display_list, shapes_of_node
from aksdesigner.present.scene import scene_of
from aksdesigner.present.shapes import TextShape
from aksdesigner.present.text import width, wrapped
from aksdesigner.present.theme import THEME_NAMES, THEMES, contrast
from aksdesigner.report.drawio import drawio_of
from aksdesigner.report.svg import svg_of
from aksdesigner.store.drawio import read_drawio
from tests.support.edit_designs import hub_spoke


def noted(on: Document | None = None) -> Document:
    document = AddNote((0, 900, 208, 136), text="Who owns <DNS>?").apply(on or hub_spoke())
    document = WriteNote("note:1", (("ask", "Mei"), ("until", "Fri"))).apply(document)
    document = AddNote((300, 900, 400, 200), "frame", "Not decided yet").apply(document)
    return AddInk(((10.0, 1200.0), (80.0, 1260.0), (150.0, 1200.0))).apply(document)


def test_notes_stand_in_the_picture_and_boxes_where_they_were() -> None:
    document = hub_spoke()
    before, after = scene_of(document, None), scene_of(noted(document), None)
    assert [n for n in after.nodes if n.uid or n.kind in ("region", "pods", "services")] == list(
        before.nodes
    )
    assert after.links == before.links
    assert after.by_key["note:1"].subtitle == "Ask: Mei, by Fri"
    assert after.bounds.holds(after.by_key["ink:3"].box)
    elsewhere = NewView("x").apply(noted())
    assert scene_of(elsewhere, None).node("note:1")  # what is looked at is copied


def test_a_note_without_a_place_is_only_read() -> None:
    document = noted()
    bare = document.with_view(document.view.model_copy(update={"positions": {}}))
    assert scene_of(bare, None).node("note:1") is None
    assert "Who owns <DNS>?" in [row.title for row in outline_of(bare)]


def test_the_engine_says_the_same_with_and_without_notes() -> None:
    assert analyze(noted()).findings == analyze(hub_spoke()).findings


def test_long_text_is_broken_and_cut_inside_the_paper() -> None:
    words = "Everything that leaves the spoke passes the firewall, unless it is DNS. " * 9
    document = AddNote((0, 0, 208, 136), text=f"{words} {'x' * 80}").apply(hub_spoke())
    node = scene_of(document, None).by_key["note:1"]
    said = [s for s in shapes_of_node(node) if isinstance(s, TextShape)]
    assert said[-1].text.endswith("…")
    assert all(width(s.text, s.style) <= node.box.w - 28 for s in said)
    assert max(s.y for s in said) <= node.box.bottom - 8
    assert wrapped("x" * 80, "canvasNote", 100.0)[0] != "x" * 80
    assert "".join(wrapped("x" * 80, "canvasNote", 100.0)) == "x" * 80


def test_the_tab_of_a_frame_lies_in_it() -> None:
    document = AddNote((0, 0, 120, 80), "frame", "A name that is far too long").apply(hub_spoke())
    node = scene_of(document, None).by_key["frame:1"]
    assert node.box.holds(tab_of(node))


def test_pictures_for_others_hold_them() -> None:
    svg = svg_of(noted(), None)
    assert "Who owns &lt;DNS&gt;?" in svg and "Not decided yet" in svg
    assert THEMES["light"].color("laser").lower() in svg.lower()
    drawing = drawio_of(noted(), None)
    root = ET.fromstring(drawing)
    keys = {e.get("aksdesignerKey") for e in root.iter("UserObject")}
    assert {"note:1", "frame:2", "ink:3"} <= keys
    again, said = read_drawio(drawing.encode(), "x")
    assert again == noted() and said == ()


def test_ink_and_paper_can_be_read_in_every_theme() -> None:
    for name in THEME_NAMES:
        theme = THEMES[name]
        assert contrast(theme.color("onNote")[:7], theme.color("note")[:7]) >= 7
        assert contrast(theme.color("canvas")[:7], theme.color("text")[:7]) >= 7
    roles = {s.role for s in display_list(scene_of(noted(), None)) if isinstance(s, TextShape)}
    assert "onNote" in roles
