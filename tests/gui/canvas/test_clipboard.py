"""Copy, cut, paste and duplicate with keys, across canvases, and what other programs get."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from aksdesigner.edit.place import Place
from aksdesigner.gui.canvas.clipboard import CLIP_MIME, PNG_MIME, SVG_MIME
from tests.gui.canvas.conftest import made_hands
from tests.gui.canvas.hands import CTRL, Hands
from tests.unit.interact.pictures import network

K = Qt.Key


@pytest.fixture(autouse=True)
def empty_clipboard(qapp) -> None:
    QGuiApplication.clipboard().clear()


def board() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def test_other_programs_get_text_and_pictures(hands: Hands) -> None:
    hands.view.select(["vnet:spoke1"])
    before = hands.document
    hands.key(K.Key_C, CTRL)
    assert hands.said[-1] == "Copied." and hands.document is before
    data = board()
    assert {CLIP_MIME, "text/plain", PNG_MIME, SVG_MIME} <= set(data.formats())
    assert '"spoke1"' in data.text() and '"hub"' not in data.text()
    image = QImage.fromData(data.data(PNG_MIME))
    box = hands.box("vnet:spoke1")
    assert abs(image.width() / 2 - box.w) < 60 and abs(image.height() / 2 - box.h) < 60
    drawing = ElementTree.fromstring(bytes(data.data(SVG_MIME).data()))
    assert "vm1" in "".join(drawing.itertext())


def test_paste_on_another_canvas_brings_the_same_network(hands: Hands, qtbot: QtBot) -> None:
    hands.view.select(["vnet:spoke1"])
    hands.key(K.Key_C, CTRL)
    other = made_hands(qtbot, None)
    other.key(K.Key_V, CTRL)
    assert other.view.selection() == ("vnet:spoke1",)
    assert other.document.topology.vms == hands.document.topology.vms
    assert other.document.topology.vms[0].uid != hands.document.topology.vms[0].uid
    other.bridge.undo()
    assert not other.document.topology.vnets


def test_paste_goes_into_what_is_selected(hands: Hands) -> None:
    hands.view.select(["vm:vm1"])
    hands.key(K.Key_C, CTRL)
    hands.view.select(["subnet:spoke1/data"])
    hands.key(K.Key_V, CTRL)
    assert hands.view.selection() == ("vm:vm2",)
    node = hands.view.picture.node("vm:vm2")
    assert node is not None and node.parent == "subnet:spoke1/data"
    assert hands.bridge.update_now.undo_label == "Paste vm1"


def test_cut_and_paste_bring_the_thing_back_under_its_name(hands: Hands) -> None:
    hands.view.select(["vm:vm1"])
    hands.key(K.Key_X, CTRL)
    assert not hands.document.topology.vms
    hands.view.select(["subnet:spoke1/data"])
    hands.key(K.Key_V, CTRL)
    assert [(vm.name, vm.subnet) for vm in hands.document.topology.vms] == [("vm1", "data")]
    hands.bridge.undo()
    hands.bridge.undo()
    assert [(vm.name, vm.subnet) for vm in hands.document.topology.vms] == [("vm1", "apps")]


def test_a_duplicate_stands_beside_its_original_and_the_clipboard_is_left_alone(
    hands: Hands,
) -> None:
    QGuiApplication.clipboard().setText("mine")
    for key in ("vnet:hub", "vnet:spoke1"):
        hands.view.select([key])
        hands.key(K.Key_Down)
    before = hands.box("vnet:spoke1")
    hub = hands.box("vnet:hub")
    hands.key(K.Key_D, CTRL)
    (key,) = hands.view.selection()
    assert key == "vnet:spoke2"
    copy = hands.box(key)
    assert hands.box("vnet:spoke1") == before and hands.box("vnet:hub") == hub
    assert copy.x > before.right and abs(copy.y - before.y) <= 8
    assert board().text() == "mine"
    assert hands.bridge.update_now.undo_label == "Duplicate spoke1"


def test_paste_lands_where_the_view_is(hands: Hands, qtbot: QtBot) -> None:
    hands.view.select(["vnet:hub"])
    hands.key(K.Key_Down)
    hands.key(K.Key_C, CTRL)
    hands.view._camera.look_at(QPointF(3000, 2000))
    hands.view.select(())
    hands.key(K.Key_V, CTRL)
    (key,) = hands.view.selection()
    box = hands.box(key)
    assert abs(box.x - 3000) <= 8 and abs(box.y - 2000) <= 8
    pointer = QPoint(700, 500)
    hands.hover(pointer)
    wanted = hands.view.mapToScene(pointer)
    hands.view.select(())
    hands.key(K.Key_V, CTRL)
    (key,) = hands.view.selection()
    box = hands.box(key)
    assert abs(box.x - wanted.x()) <= 8 and abs(box.y - wanted.y()) <= 8


def test_where_the_picture_lays_itself_out_the_copy_is_laid_out_with_it(hands: Hands) -> None:
    hands.view.select(["vnet:spoke1"])
    hands.key(K.Key_D, CTRL)
    assert not hands.document.view.positions
    boxes = [hands.box(f"vnet:{name}") for name in ("hub", "spoke1", "spoke2")]
    assert not any(a is not b and a.meets(b) for a in boxes for b in boxes)


def test_what_cannot_be_pasted_says_so_and_changes_nothing(hands: Hands) -> None:
    before = hands.document
    QGuiApplication.clipboard().setText("10.0.0.0/16 is no design")
    hands.key(K.Key_V, CTRL)
    assert hands.said[-1] == "The clipboard holds nothing that can be pasted."
    hands.view.select(())
    hands.key(K.Key_C, CTRL)
    assert hands.said[-1] == "Select something to copy."
    assert hands.document is before


def test_text_sent_by_mail_can_be_pasted(hands: Hands, qtbot: QtBot) -> None:
    hands.view.select(["vnet:hub", "vnet:spoke1"])
    hands.key(K.Key_C, CTRL)
    text = board().text()
    QGuiApplication.clipboard().setText(text)
    assert not board().hasFormat(CLIP_MIME)
    other = made_hands(qtbot, network())
    other.key(K.Key_V, CTRL)
    assert set(other.view.selection()) == {"vnet:hub-2", "vnet:spoke2"}


def test_a_copy_of_things_far_apart_is_a_picture_of_a_bearable_size(hands: Hands) -> None:
    hands.bridge.do(Place({"vnet:spoke1": (60_000, 40_000)}))
    hands.view.select_all()
    hands.key(K.Key_C, CTRL)
    image = QGuiApplication.clipboard().image()
    assert not image.isNull()
    assert image.width() * image.height() < 30_000_000
