"""Collapsing and expanding by key, menu and double click; going to what is hidden."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from aksdesigner.gui.canvas.menu import entries_for
from tests.gui.canvas.hands import Hands

K = Qt.Key
SPOKE = "vnet:spoke1"


def is_hidden(hands: Hands, key: str) -> bool:
    return hands.view.picture.node(key) is None


def test_e_collapses_and_expands_the_selected_network(hands: Hands) -> None:
    hands.view.select([SPOKE])
    box = hands.box(SPOKE)
    hands.key(K.Key_E)
    assert is_hidden(hands, "vm:vm1") and hands.view.selection() == (SPOKE,)
    assert hands.bridge.update_now.undo_label == "Collapse spoke1"
    hands.key(K.Key_E)
    assert not is_hidden(hands, "vm:vm1") and hands.box(SPOKE) == box
    hands.bridge.undo()
    assert is_hidden(hands, "vm:vm1")


def test_a_thing_inside_collapses_its_network_which_is_selected_then(hands: Hands) -> None:
    hands.view.select(["vm:vm1"])
    hands.key(K.Key_E)
    assert hands.view.selection() == (SPOKE,) and is_hidden(hands, "subnet:spoke1/apps")


def test_a_double_click_on_the_plate_expands_and_one_on_the_name_renames(hands: Hands) -> None:
    hands.view.select([SPOKE])
    hands.key(K.Key_E)
    hands.double_click(hands.at(SPOKE, 60, 80))
    assert not is_hidden(hands, "vm:vm1")
    hands.key(K.Key_E)
    hands.double_click(hands.at(SPOKE, 60, 16))
    assert is_hidden(hands, "vm:vm1") and hands.editor().isVisible()


def test_the_menu_says_which_of_the_two_it_would_do(hands: Hands) -> None:
    def texts() -> set[str]:
        hands.view.select([SPOKE])
        return {entry.text for entry in entries_for(hands.view._desk.ground)}

    assert "Collapse" in texts() and "Expand" not in texts()
    hands.key(K.Key_E)
    assert "Expand" in texts() and "Collapse" not in texts()


def test_what_is_hidden_is_gone_to_where_its_network_is(hands: Hands) -> None:
    hands.view.select([SPOKE])
    hands.key(K.Key_E)
    hands.view._camera.look_at(QPointF(9_000, 9_000))
    hands.view.select(["vm:vm1"])
    hands.view.center_on("vm:vm1")
    middle = hands.view.mapToScene(hands.view.viewport().rect().center())
    x, y = hands.box(SPOKE).center
    assert abs(middle.x() - x) < 2 and abs(middle.y() - y) < 2


def test_nothing_selected_says_what_to_do(hands: Hands) -> None:
    hands.view.select(())
    hands.key(K.Key_E)
    assert hands.said[-1] == "Select a network to collapse."


def test_a_subnet_dropped_on_a_collapsed_network_goes_into_it(hands: Hands) -> None:
    hands.view.select([SPOKE])
    hands.key(K.Key_E)
    hands.drop("subnet", hands.at(SPOKE, 100, 90))
    assert len(hands.document.topology.vnets[1].subnets) == 3
    assert hands.view.picture.by_key[SPOKE].lines[0].startswith("3 subnets")
