"""Sticky notes and frames on the canvas: added, written on, moved, resized, copied, deleted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from aksdesigner.edit.notes import AddInk, AddNote
from aksdesigner.gui.canvas.items import PaintedItem
from aksdesigner.present.drawing import display_list
from aksdesigner.present.shapes import TextShape
from tests.gui.canvas.hands import CTRL, Hands

K = Qt.Key
NOTE, FRAME = "note:1", "frame:1"


def writer(hands: Hands) -> QPlainTextEdit:
    found = hands.view.viewport().findChildren(QPlainTextEdit)
    assert len([e for e in found if e.isVisible()]) == 1
    return next(e for e in found if e.isVisible())


def below(hands: Hands) -> QPointF:
    bounds = hands.view.picture.bounds
    return QPointF(bounds.x + 40, bounds.bottom + 40)


def with_note(hands: Hands, text: str = "Who owns DNS?") -> None:
    at = below(hands)
    hands.bridge.do(AddNote((at.x(), at.y(), 208, 136), text=text))


def texts(hands: Hands) -> list[str]:
    shapes = display_list(hands.view.picture)
    return [shape.text for shape in shapes if isinstance(shape, TextShape)]


def test_s_sticks_a_note_under_the_pointer_and_what_is_typed_stands_on_it(hands) -> None:
    hands.hover(hands.view.mapFromScene(below(hands)))
    hands.key(K.Key_S)
    assert hands.view.selection() == (NOTE,)
    editor = writer(hands)
    QTest.keyClicks(editor, "Partner reaches the API")
    QTest.keyClick(editor, K.Key_Return)
    QTest.keyClicks(editor, "by pod IP?")
    QTest.keyClick(editor, K.Key_Escape)
    assert hands.document.notes[0].text == "Partner reaches the API\nby pod IP?"
    assert {"Partner reaches the API", "by pod IP?"} <= set(texts(hands))
    hands.bridge.undo()
    assert hands.document.notes[0].text == ""
    hands.bridge.undo()
    assert hands.document.notes == ()


def test_a_note_dropped_on_a_network_lies_on_it_and_is_not_in_it(hands) -> None:
    hands.drop("note", hands.at("vnet:spoke1", 60, 60))
    QTest.keyClick(writer(hands), K.Key_Escape)
    node = hands.view.picture.by_key[NOTE]
    assert node.parent is None and node.box.meets(hands.box("vnet:spoke1"))
    assert hands.view.picture.nodes_at(*node.box.center)[-1] is node


def test_a_double_click_writes_and_a_click_elsewhere_keeps_it(hands) -> None:
    with_note(hands)
    hands.double_click(hands.at(NOTE, 60, 40))
    editor = writer(hands)
    editor.selectAll()
    QTest.keyClicks(editor, "DNS is of team N")
    hands.view.setFocus()
    assert hands.document.notes[0].text == "DNS is of team N"


def test_a_note_is_dragged_sized_nudged_and_deleted_each_in_one_step(hands) -> None:
    with_note(hands)
    before = hands.box(NOTE)
    start = hands.at(NOTE, 60, 40)
    hands.drag(start, start + (start - start).__class__(80, 40))
    moved = hands.box(NOTE)
    assert (moved.x - before.x, moved.y - before.y) != (0, 0)
    assert hands.view.selection() == (NOTE,)
    corner = hands.side(NOTE, "se")
    hands.drag(corner, corner + corner.__class__(64, 32))
    sized = hands.box(NOTE)
    assert sized.w > moved.w and sized.h > moved.h
    hands.key(K.Key_Right)
    assert hands.box(NOTE).x == sized.x + 8
    hands.key(K.Key_Delete)
    assert hands.document.notes == ()
    for box in (sized.moved(8, 0), sized, moved, before):
        hands.bridge.undo()
        assert hands.box(NOTE) == box


def test_a_frame_is_taken_by_its_name_and_takes_along_what_it_goes_around(hands) -> None:
    box = hands.box("vnet:hub").grown(48)
    hands.bridge.do(AddNote((box.x, box.y, box.w, box.h), "frame", "Not decided yet"))
    hub = hands.box("vnet:hub")
    assert hands.view.picture.nodes[0].key == FRAME  # below everything
    hands.click(hands.at("vnet:hub", 60, 60))
    assert hands.view.selection() == ("vnet:hub",)
    hands.click(hands.free())
    start = hands.at(FRAME, 30, 12)
    hands.drag(start, start + start.__class__(0, 80))
    moved = hands.box("vnet:hub")
    assert moved.y - hub.y == hands.box(FRAME).y - box.y > 0
    hands.bridge.undo()
    assert hands.box("vnet:hub") == hub and hands.box(FRAME).y == box.y


def test_f2_names_a_frame(hands) -> None:
    at = below(hands)
    hands.bridge.do(AddNote((at.x(), at.y(), 300, 200), "frame", "Later"))
    hands.view.select((FRAME,))
    hands.key(K.Key_F2)
    hands.type_name("Not decided yet")
    assert hands.document.notes[0].text == "Not decided yet"
    assert "Not decided yet" in texts(hands)


def test_a_note_is_copied_with_its_words(hands) -> None:
    with_note(hands)
    hands.view.select((NOTE,))
    hands.key(K.Key_D, CTRL)
    assert [note.text for note in hands.document.notes] == ["Who owns DNS?"] * 2
    assert hands.view.selection() == ("note:2",)
    assert not hands.box("note:2").meets(hands.box(NOTE))
    hands.key(K.Key_C, CTRL)
    hands.view.select(())
    hands.key(K.Key_V, CTRL)
    assert len(hands.document.notes) == 3


def test_nothing_connects_to_a_note_and_it_shows_no_rings(hands) -> None:
    with_note(hands)
    hands.view.select((NOTE,))
    hands.key(K.Key_C)
    assert hands.said[-1] == "Nothing connects to a note."
    hands.view.select(())
    hands.hover(hands.at(NOTE, 60, 40))
    assert hands.view.overlay == ()


def test_notes_frames_and_ink_are_one_item_each_above_and_below_the_boxes(hands) -> None:
    for number in range(5):
        hands.bridge.do(AddNote((number * 250.0, 800, 208, 136), text="x"))
        hands.bridge.do(AddNote((number * 450.0, 1000, 400, 200), "frame", "y"))
        hands.bridge.do(AddInk(((number * 9.0, 0.0), (40.0, 40.0))))
    scene = hands.view.canvas_scene
    assert len([i for i in scene.items() if isinstance(i, PaintedItem)]) == len(scene.item_names)
    names = scene.item_names
    assert names.index("frames") < names.index("vnet:hub") < names.index("notes")
    assert names.index("notes") < names.index("ink")
    assert len(scene.item("notes").content) == 5
