"""Everything again, without a mouse."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from tests.gui.canvas.hands import CTRL, SHIFT, Hands

Key = Qt.Key


def test_tab_walks_the_boxes_both_ways(hands: Hands) -> None:
    hands.view.setFocus()
    hands.key(Key.Key_Tab)
    first = hands.view.selection()
    hands.key(Key.Key_Tab)
    assert hands.view.selection() != first
    hands.key(Key.Key_Backtab, SHIFT)
    assert hands.view.selection() == first


def test_arrows_nudge_and_undo_as_one_step(hands: Hands) -> None:
    box = hands.box("vnet:hub")
    hands.view.select(["vnet:hub"])
    for _ in range(3):
        hands.key(Key.Key_Up)
    hands.key(Key.Key_Up, SHIFT)
    assert hands.box("vnet:hub").y == box.y - 3 * 8 - 80
    hands.bridge.undo()
    assert hands.box("vnet:hub") == box


def test_delete_needs_no_question_because_undo_works(hands: Hands) -> None:
    hands.view.select(["vnet:spoke1"])
    hands.key(Key.Key_Delete)
    assert [v.name for v in hands.document.topology.vnets] == ["hub"]
    assert not hands.document.topology.vms and hands.view.selection() == ()
    hands.bridge.undo()
    assert hands.document.topology.vms


def test_f2_renames_in_place(hands: Hands) -> None:
    hands.view.select(["subnet:spoke1/apps"])
    hands.key(Key.Key_F2)
    hands.type_name("web")
    assert "subnet:spoke1/web" in hands.document.topology.index.by_key
    assert hands.view.selection() == ("subnet:spoke1/web",)
    assert hands.document.topology.vms[0].subnet == "web"
    hands.bridge.undo()
    assert hands.view.selection() == ("subnet:spoke1/apps",)


def test_escape_leaves_the_name(hands: Hands) -> None:
    before = hands.document
    hands.double_click(hands.at("vnet:hub"))
    hands.type_name("other", Key.Key_Escape)
    assert hands.document is before


def test_a_taken_name_is_refused_in_words(hands: Hands) -> None:
    hands.view.select(["vnet:hub"])
    hands.view.rename_selected()
    hands.type_name("spoke1")
    assert [v.name for v in hands.document.topology.vnets] == ["hub", "spoke1"]
    assert hands.refused


def test_a_thing_is_placed_with_arrows_and_enter(empty_hands: Hands) -> None:
    empty_hands.view.begin_place("vnet")
    empty_hands.key(Key.Key_Right, SHIFT)
    assert not empty_hands.document.topology.vnets
    empty_hands.key(Key.Key_Return)
    assert isinstance(empty_hands.document.topology.vnets[0], VirtualNetwork)
    assert empty_hands.view.selection() == ("vnet:hub",)


def test_a_thing_goes_into_the_selected_container(hands: Hands) -> None:
    hands.view.select(["subnet:spoke1/data"])
    hands.view.begin_place("vm")
    assert [vm.subnet for vm in hands.document.topology.vms] == ["apps", "data"]


def test_the_next_click_places_and_escape_gives_up(hands: Hands) -> None:
    hands.view.begin_place("vm")
    hands.key(Key.Key_Escape)
    hands.click(hands.at("subnet:spoke1/data", 60, -8))
    assert len(hands.document.topology.vms) == 1
    hands.view.select([])
    hands.view.begin_place("vm")
    hands.hover(hands.at("subnet:spoke1/data", 60, -8))
    hands.click(hands.at("subnet:spoke1/data", 60, -8))
    assert [vm.subnet for vm in hands.document.topology.vms] == ["apps", "data"]


def test_c_and_arrows_connect(hands: Hands) -> None:
    hands.view.select(["vnet:hub"])
    hands.key(Key.Key_C)
    hands.key(Key.Key_Right)
    hands.key(Key.Key_Return)
    assert {p.name for p in hands.document.topology.peerings} == {"hub>spoke1", "spoke1>hub"}


def test_select_all_takes_what_stands_on_the_canvas(hands: Hands) -> None:
    hands.key(Key.Key_A, CTRL)
    assert set(hands.view.selection()) == {"vnet:hub", "vnet:spoke1"}


def test_arrange_puts_boxes_in_order_and_undo_takes_it_back(hands: Hands) -> None:
    before = hands.document
    hands.view.arrange()
    assert hands.document.view.positions == {}
    hub, spoke = hands.box("vnet:hub"), hands.box("vnet:spoke1")
    assert hub.right < spoke.x, "what peers with a hub stands beside it"
    hands.bridge.undo()
    assert hands.document == before


def test_escape_clears_the_selection(hands: Hands) -> None:
    hands.view.select(["vnet:hub"])
    hands.key(Key.Key_Escape)
    assert hands.view.selection() == ()


def test_the_menu_opens_by_key_and_does_what_it_says(hands: Hands) -> None:
    heard: list[object] = []
    hands.view.routes_requested.connect(heard.append)
    hands.view.select(["subnet:spoke1/apps"])
    hands.key(Key.Key_F10, SHIFT)
    menu = hands.view.findChild(QMenu, "canvasMenu")
    assert menu is not None and menu.isVisible()
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    assert {"Rename", "Delete", "Connect to…", "Show routes", "Trace from here"} <= set(texts)
    menu.actions()[texts.index("Show routes")].trigger()
    assert heard == ["subnet:spoke1/apps"]
    menu.close()


def test_enter_opens_and_slash_asks_what_to_add(hands: Hands) -> None:
    opened: list[object] = []
    asked: list[object] = []
    hands.view.opened.connect(opened.append)
    hands.view.quick_add_requested.connect(asked.append)
    hands.view.select(["vm:vm1"])
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Slash)
    assert opened == ["vm:vm1"] and len(asked) == 1


def test_placing_by_key_starts_where_the_thing_fits(hands: Hands) -> None:
    hands.view.begin_place("vm")
    hands.key(Key.Key_Return)
    assert len(hands.document.topology.vms) == 2


def test_a_thing_added_out_of_sight_is_brought_into_view(hands: Hands) -> None:
    hands.view.set_zoom(4.0)
    assert hands.view.add_kind("vnet")
    (key,) = hands.view.selection()
    seen = hands.view.mapToScene(hands.view.viewport().rect()).boundingRect()
    box = hands.box(key)
    shown = seen.intersected(QRectF(box.x, box.y, box.w, box.h))
    assert shown.width() * shown.height() >= box.w * box.h / 2


def test_a_click_on_a_wrong_place_says_why_and_the_thing_stays_in_the_hand(hands: Hands) -> None:
    hands.view.begin_place("vm")
    hands.click(hands.free())
    assert len(hands.document.topology.vms) == 1
    assert any("needs a subnet" in text for text in hands.said)
    hands.click(hands.at("subnet:spoke1/data", 60, -8))
    assert len(hands.document.topology.vms) == 2


def test_tab_leaves_the_canvas_past_its_last_box(hands: Hands, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    field = QLineEdit(window)
    layout.addWidget(hands.view)
    layout.addWidget(field)
    with qtbot.waitExposed(window):
        window.show()
    hands.view.setFocus()
    for _ in range(len(hands.view.picture.nodes) + 1):
        hands.key(Key.Key_Tab)
    has_left = field.hasFocus()
    hands.view.setParent(None)  # it is closed by the fixture that made it
    assert has_left


def test_ctrl_and_arrows_resize_and_undo_as_one_step(hands: Hands) -> None:
    box = hands.box("vnet:hub")
    hands.view.select(["vnet:hub"])
    for _ in range(3):
        hands.key(Key.Key_Right, CTRL)
    hands.key(Key.Key_Down, CTRL)
    grown = hands.box("vnet:hub")
    assert grown.w > box.w + 2 * 8 and grown.h >= box.h + 8
    hands.bridge.undo()
    assert hands.box("vnet:hub") == box


def test_arrows_look_around_with_nothing_selected(hands: Hands) -> None:
    before = hands.view.mapToScene(0, 0)
    hands.key(Key.Key_Right)
    hands.key(Key.Key_Down)
    seen = hands.view.mapToScene(0, 0) - before
    assert (seen.x(), seen.y()) == (64, 64)
    assert not hands.bridge.update_now.is_dirty
