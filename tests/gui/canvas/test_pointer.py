"""Clicks, rubber band, moves, nesting, resizing and connecting with the mouse."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from tests.gui.canvas.hands import ALT, CTRL, SHIFT, Hands


def test_a_click_selects_and_a_click_on_free_canvas_clears(hands: Hands) -> None:
    heard: list[object] = []
    hands.view.selection_changed.connect(heard.append)
    hands.click(hands.at("vnet:hub"))
    assert hands.view.selection() == ("vnet:hub",)
    hands.click(hands.at("vm:vm1"), SHIFT)
    hands.click(hands.at("vnet:hub"), CTRL)
    assert hands.view.selection() == ("vm:vm1",)
    hands.click(hands.free())
    assert heard[0] == ("vnet:hub",) and heard[-1] == ()


def test_a_rubber_band_selects_what_it_holds(hands: Hands) -> None:
    bounds = hands.view.picture.bounds
    corner = hands.view.mapFromScene(bounds.x - 40, bounds.y - 40)
    hands.drag(corner, hands.view.mapFromScene(bounds.right + 40, bounds.bottom + 40))
    assert set(hands.view.selection()) == {"vnet:hub", "vnet:spoke1"}


def test_a_drag_changes_the_document_once_when_it_ends(hands: Hands) -> None:
    before, box = hands.document, hands.box("vnet:hub")
    start = hands.at("vnet:hub")
    hands.carry(start, start + QPoint(0, 160))
    assert hands.document is before and hands.box("vnet:hub") == box
    hands.drag(start, start + QPoint(0, 160))
    moved = hands.box("vnet:hub")
    assert abs(moved.y - box.y - 160) <= 5  # an edge of a neighbour may pull it
    assert hands.bridge.update_now.revision == 1
    hands.bridge.undo()
    assert hands.box("vnet:hub") == box
    hands.bridge.redo()
    assert hands.box("vnet:hub") == moved


def test_a_moved_box_rests_on_the_grid_unless_alt_is_held(hands: Hands) -> None:
    start = hands.at("vnet:hub")
    hands.drag(start, start + QPoint(3, 203))
    assert hands.box("vnet:hub").y % 8 == 0
    y = hands.box("vnet:hub").y
    start = hands.at("vnet:hub")
    hands.drag(start, start + QPoint(0, 37), ALT)
    assert hands.box("vnet:hub").y == y + 37


def test_escape_drops_what_is_carried(hands: Hands) -> None:
    before = hands.document
    start = hands.at("vnet:hub")
    hands.carry(start, start + QPoint(40, 160))
    hands.key(Qt.Key.Key_Escape)
    hands.drag(start + QPoint(40, 160), start + QPoint(40, 160))
    assert hands.document is before


def test_a_machine_is_nested_by_dropping_it_on_another_subnet(hands: Hands) -> None:
    hands.drag(hands.at("vm:vm1"), hands.at("subnet:spoke1/data", 60, -8))
    machine = hands.document.topology.index.at("vm:vm1")
    assert isinstance(machine, VirtualMachine) and machine.subnet == "data"
    node = hands.view.picture.node("vm:vm1")
    assert node is not None and node.parent == "subnet:spoke1/data"
    assert hands.view.selection() == ("vm:vm1",)


def test_a_subnet_dropped_on_another_network_goes_there_and_stays_selected(hands: Hands) -> None:
    hands.drag(hands.at("subnet:spoke1/data"), hands.at("vnet:hub", -20, -20))
    assert "subnet:hub/data" in hands.document.topology.index.by_key
    assert hands.view.selection() == ("subnet:hub/data",)


def test_a_refused_drop_says_why_and_changes_nothing(hands: Hands) -> None:
    before = hands.document
    hands.drag(hands.at("vm:vm1"), hands.free())
    assert hands.document is before
    assert "needs a subnet" in hands.said[-1]


def test_a_handle_resizes_and_undo_restores(hands: Hands) -> None:
    hands.click(hands.at("vnet:hub"))
    box = hands.box("vnet:hub")
    corner = hands.side("vnet:hub", "se")
    hands.drag(corner, corner + QPoint(48, 64))
    grown = hands.box("vnet:hub")
    assert grown.w > box.w and grown.h > box.h
    hands.bridge.undo()
    assert hands.box("vnet:hub") == box


def test_a_line_from_a_port_makes_a_peering_and_undo_removes_it(hands: Hands) -> None:
    hands.hover(hands.at("vnet:hub"))
    hands.drag(hands.side("vnet:hub", "e"), hands.at("vnet:spoke1"))
    names = [p.name for p in hands.document.topology.peerings]
    assert sorted(names) == ["hub>spoke1", "spoke1>hub"]
    assert any(link.kind == "peering" for link in hands.view.picture.links)
    hands.bridge.undo()
    assert not hands.document.topology.peerings


def test_a_click_on_a_link_selects_both_halves_and_delete_removes_them(hands: Hands) -> None:
    hands.hover(hands.at("vnet:hub"))
    hands.drag(hands.side("vnet:hub", "e"), hands.at("vnet:spoke1"))
    link = next(x for x in hands.view.picture.links if x.kind == "peering")
    a, b = max(
        zip(link.points, link.points[1:], strict=False),
        key=lambda ab: abs(ab[0][0] - ab[1][0]) + abs(ab[0][1] - ab[1][1]),
    )
    hands.click(hands.view.mapFromScene((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
    assert set(hands.view.selection()) == {"peering:hub>spoke1", "peering:spoke1>hub"}
    hands.key(Qt.Key.Key_Delete)
    assert not hands.document.topology.peerings


def test_the_pointer_tells_where_it_is(hands: Hands) -> None:
    heard: list[object] = []
    hands.view.pointer_moved.connect(heard.append)
    hands.hover(hands.at("vm:vm1"))
    point, key = heard[-1]  # type: ignore[misc]
    assert key == "vm:vm1"
    assert hands.box("vm:vm1").contains(*point)


def test_a_line_to_the_chip_of_a_subnet_shares_its_route_table(hands: Hands) -> None:
    first, other = [n.key for n in hands.view.picture.nodes if n.key.startswith("subnet:")][:2]
    hands.drop("rt", hands.at(first, 30, -6))
    (table,) = hands.view.selection()
    chip = hands.view._desk.ground.chips[table][0]
    place = hands.view.mapFromScene(QPointF(*chip.center))
    hands.hover(hands.at(other))
    hands.carry(hands.side(other, "e"), place)
    preview = hands.view._desk.preview
    assert preview.drop is not None and preview.drop.is_ok and preview.drop.key == table
    assert first not in preview.barred
    QTest.mouseRelease(hands.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    index = hands.document.topology.index
    assert {index.at(key).route_table for key in (first, other)} == {table.removeprefix("rt:")}
