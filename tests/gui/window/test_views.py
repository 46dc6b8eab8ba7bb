"""The list of views: made of what is seen, renamed, copied, ordered, deleted, gone to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from aksdesigner.edit.place import Place
from aksdesigner.edit.views import view_names

K = Qt.Key


def opened(hub):
    hub.activateWindow()
    hub.canvas.setFocus()
    QTest.keyClick(hub.canvas, K.Key_V)
    assert hub.stage.views.isVisible()
    return hub.stage.views


def names(hub) -> tuple[str, ...]:
    return view_names(hub.bridge.session.document)


def test_a_view_is_made_named_moved_in_and_gone_to(hub) -> None:
    first = names(hub)[0]
    box = hub.canvas.picture.by_key["vnet:hub"].box
    popup = opened(hub)
    popup.add()
    editor = popup.list.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "Egress")
    QTest.keyClick(editor, K.Key_Return)
    QTest.qWait(50)
    assert names(hub) == (first, "Egress")
    assert hub.bridge.session.document.view.name == "Egress"
    popup.hide()
    assert hub.top_bar.view_button.text() == "Egress" and hub.top_bar.view_button.isVisible()
    hub.bridge.do(Place({"vnet:hub": (0.0, 500.0)}))
    assert hub.canvas.picture.by_key["vnet:hub"].box != box
    popup = opened(hub)
    popup.list.setCurrentRow(0)
    QTest.keyClick(popup.list, K.Key_Return)
    assert hub.bridge.session.document.view.name == first
    assert hub.canvas.picture.by_key["vnet:hub"].box == box
    popup.hide()


def test_views_are_copied_ordered_titled_and_deleted_by_key_and_each_is_one_step(hub) -> None:
    first = names(hub)[0]
    popup = opened(hub)
    popup.duplicate()
    copy = f"{first} copy"
    assert names(hub) == (first, copy)
    popup.list.setCurrentRow(1)
    QTest.keyClick(popup.list, K.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(hub) == (copy, first)
    popup.title.setText("How do payments leave?")
    popup.title.editingFinished.emit()
    assert hub.bridge.session.document.views[0].title == "How do payments leave?"
    QTest.keyClick(popup.list, K.Key_Delete)
    assert names(hub) == (first,)
    QTest.keyClick(popup.list, K.Key_Delete)
    assert names(hub) == (first,)  # a design keeps one
    for expected in ((copy, first), (copy, first), (first, copy), (first,)):
        hub.bridge.undo()
        assert names(hub) == expected
    popup.hide()


def test_a_taken_name_is_refused_and_the_list_shows_the_old_one(hub) -> None:
    popup = opened(hub)
    popup.duplicate()
    item = popup.list.item(1)
    item.setText(names(hub)[0])
    QTest.qWait(20)
    assert popup.list.item(1).text() == names(hub)[1]
    popup.hide()


def test_a_part_of_the_picture_becomes_the_area_of_the_view(hub) -> None:
    hub.canvas.fit()
    hub.stage.new_view()
    assert hub.bridge.session.document.view.area is None
    hub.canvas.set_zoom(3.0)
    hub.stage.new_view()
    assert hub.bridge.session.document.view.area is not None
    hub.canvas.fit()
    hub.stage.workshop.go_to(hub.bridge.session.document.view.name)
    assert hub.canvas.zoom > 2
