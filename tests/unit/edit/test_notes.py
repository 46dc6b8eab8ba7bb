"""Sticky notes, frames and strokes: added, written on, moved, copied, removed; the network stays."""

from __future__ import annotations

import pytest

from aksdesigner.edit.arrange import Arrange
from aksdesigner.edit.clip import clip_of
from aksdesigner.edit.command import Refused
from aksdesigner.edit.notes import AddInk, AddNote, ClearInk, WriteNote, simplified
from aksdesigner.edit.paste import Paste
from aksdesigner.edit.place import Place, Resize
from aksdesigner.edit.remove import DeleteResources, deletion
from aksdesigner.model.document import Document
from aksdesigner.model.note import Note
from aksdesigner.store.design_file import parse_design
from aksdesigner.store.plain_json import document_text
from tests.support.edit_designs import hub_spoke

BOX = (40.0, 600.0, 208.0, 136.0)


def noted() -> Document:
    return AddNote(BOX, text="Partner reaches the API by pod IP?").apply(hub_spoke())


def test_a_note_is_kept_with_its_place_and_touches_no_resource() -> None:
    before = hub_spoke()
    after = AddNote(BOX).apply(before)
    assert after.notes[-1] == Note(name="1")
    assert after.view.positions["note:1"] == BOX
    assert after.topology is before.topology
    assert AddNote(BOX).key_in(after) == "note:2"


def test_what_is_kept_reads_back_as_the_same() -> None:
    document = AddInk(((1.0, 2.0), (5.5, 9.0), (30.0, 4.0))).apply(noted())
    again = parse_design(document_text(document).encode(), "x").document
    assert again == document
    assert document_text(again) == document_text(document)


def test_writing_changes_what_is_given_and_empty_text_leaves_the_field() -> None:
    asked = WriteNote("note:1", (("ask", "Mei"), ("until", "Fri"))).apply(noted())
    note = asked.notes[-1]
    assert (note.text, note.ask, note.until) == (noted().notes[-1].text, "Mei", "Fri")
    assert WriteNote("note:1", (("ask", ""),)).apply(asked).notes[-1].ask is None
    assert WriteNote("note:1", (("ask", "Mei"),)).apply(asked) is asked
    with pytest.raises(Refused, match="no colour"):
        WriteNote("note:1", (("colour", "red"),)).apply(asked)
    with pytest.raises(Refused, match="not in this design"):
        WriteNote("note:9", (("text", "x"),)).apply(asked)


def test_notes_move_and_resize_like_boxes() -> None:
    moved = Place({"note:1": (8.0, 16.0)}).apply(noted())
    assert moved.view.positions["note:1"] == (8, 16, 208, 136)
    wider = Resize("note:1", (8, 16, 400, 200)).apply(moved)
    assert wider.view.positions["note:1"] == (8, 16, 400, 200)
    assert Place({"note:1": (0.0, 0.0)}).label == "Move the note"
    with pytest.raises(Refused, match="the frame is not"):
        Place({"frame:1": (0.0, 0.0)}).apply(noted())


def test_a_deleted_note_leaves_every_view_and_may_go_with_resources() -> None:
    document = noted()
    gone = DeleteResources(("note:1", "vm:app1")).apply(document)
    assert [n.key for n in gone.notes] == [n.key for n in hub_spoke().notes]
    assert all("note:1" not in view.positions for view in gone.views)
    assert "vm:app1" not in gone.topology.index.by_key
    assert deletion(document, ("note:1",)).label == "Delete the note"
    with pytest.raises(Refused, match="the note is not"):
        DeleteResources(("note:1",)).apply(gone)


def test_arranging_everything_leaves_notes_where_they_are() -> None:
    arranged = Arrange().apply(Place({"vnet:hub": (9.0, 9.0)}).apply(noted()))
    assert arranged.view.positions["note:1"] == BOX


def test_a_copy_has_a_name_and_a_place_of_its_own() -> None:
    document = noted()
    clip = clip_of(document, ("note:1", "vm:app1"))
    assert clip.notes == ("note:1",) and clip.tops == ("vm:app1",)
    paste = Paste(clip_of(document, ("note:1",)))
    after = paste.apply(document)
    assert paste.keys_in(document) == ("note:2",)
    assert after.notes[-1].text == document.notes[-1].text
    assert after.view.positions["note:2"] == (72, 632, 208, 136)
    placed = Paste(paste.clip, places={"note:1": (0.0, 8.0)}).apply(document)
    assert placed.view.positions["note:2"] == (0, 8, 208, 136)


def test_a_stroke_keeps_its_shape_and_the_ink_is_cleared_at_once() -> None:
    line = tuple((float(x), 100.0) for x in range(50, 150))
    inked = AddInk((*line, (149.0, 180.0))).apply(noted())
    assert inked.notes[-1].points == (0, 0, 99, 0, 99, 80)
    assert inked.view.positions["ink:2"] == (50, 100)
    cleared = ClearInk().apply(AddInk(((0.0, 0.0),)).apply(inked))
    assert [n.kind for n in cleared.notes] == [n.kind for n in noted().notes]
    with pytest.raises(Refused, match="no ink"):
        ClearInk().apply(cleared)
    with pytest.raises(Refused, match="point"):
        AddInk(()).apply(cleared)


def test_simplifying_keeps_corners_and_the_ends() -> None:
    curve = tuple((float(x), float(x * x) / 10) for x in range(40))
    kept = simplified(curve)
    assert kept[0] == curve[0] and kept[-1] == curve[-1]
    assert 4 < len(kept) < 30
