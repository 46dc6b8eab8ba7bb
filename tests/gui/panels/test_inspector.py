"""The inspector: every edit one undo step, nothing wrong reaches the model."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aksdesigner.gui.main_window import MainWindow
from aksdesigner.gui.widgets.field_edit import ChoiceField, Edit, SwitchField, TextField
from aksdesigner.gui.widgets.field_kinds import TableField
from aksdesigner.model.kinds.route_table import RouteTable
from aksdesigner.model.kinds.subnet import Subnet

NODES = "subnet:spoke-prod/snet-aks-nodes"
PE = "subnet:spoke-prod/snet-pe"


def subnet(window: MainWindow, key: str = NODES) -> Subnet:
    found = window.bridge.update_now.document.topology.index.at(key)
    assert isinstance(found, Subnet)
    return found


def text_field(window: MainWindow, name: str) -> TextField:
    found = window.docks.inspector.fields[name]
    assert isinstance(found, TextField)
    return found


def type_into(qtbot: QtBot, field: TextField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)


def test_a_wrong_prefix_stays_in_the_field_and_out_of_the_model(qtbot, hub) -> None:
    hub.canvas.select((NODES,))
    before = hub.bridge.update_now
    field = text_field(hub, "prefixes")
    type_into(qtbot, field, "10.80.17.0/20")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "10.80.17.0/20"
    assert field.line.property("wrong") == "true"
    assert "Its block is 10.80.16.0/20." in field._note.text()
    assert hub.bridge.update_now is before


def test_the_suggestion_is_one_click_and_one_step(qtbot, hub) -> None:
    hub.canvas.select((NODES,))
    field = text_field(hub, "prefixes")
    type_into(qtbot, field, "10.80.17.0/20")
    assert field._use.isVisible() and field._use.text() == "Use 10.80.16.0/20"
    qtbot.mouseClick(field._use, Qt.MouseButton.LeftButton)
    assert [str(p) for p in subnet(hub).prefixes] == ["10.80.16.0/20"]
    assert field.line.property("wrong") == "false"
    hub.bridge.undo()
    assert [str(p) for p in subnet(hub).prefixes] == ["10.80.16.0/21"]
    assert field.line.text() == "10.80.16.0/21"


def test_a_wrong_text_survives_an_edit_made_elsewhere(qtbot, hub) -> None:
    hub.canvas.select((NODES,))
    field = text_field(hub, "prefixes")
    type_into(qtbot, field, "10.80")
    private = hub.docks.inspector.fields["private"]
    assert isinstance(private, SwitchField)
    private.box.click()
    assert text_field(hub, "prefixes").line.text() == "10.80"
    assert subnet(hub).private is False


def test_a_combo_sets_a_reference_and_clears_it(hub) -> None:
    hub.canvas.select((PE,))
    combo = hub.docks.inspector.fields["route_table"]
    assert isinstance(combo, ChoiceField)
    start = subnet(hub, PE).route_table
    for text in ("rt-spoke", "None"):
        index = combo.combo.findText(text)
        combo.combo.setCurrentIndex(index)
        combo.combo.activated.emit(index)
        assert subnet(hub, PE).route_table == (None if text == "None" else text)
    while hub.bridge.update_now.undo_label:
        hub.bridge.undo()
    assert subnet(hub, PE).route_table == start


def test_the_name_renames_everywhere_and_the_form_stays(qtbot, hub) -> None:
    hub.canvas.select(("rt:rt-spoke",))
    name = hub.docks.inspector.name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "rt-egress")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert subnet(hub).route_table == "rt-egress"
    assert hub.docks.inspector.name.text() == "rt-egress"
    assert "routes" in hub.docks.inspector.fields
    assert hub.bridge.update_now.undo_label == "Rename rt-spoke"


def test_a_name_that_is_taken_is_refused_in_the_status_line(qtbot, hub) -> None:
    hub.canvas.select((PE,))
    name = hub.docks.inspector.name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "snet-aks-nodes")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert not hub.bridge.update_now.is_dirty
    assert hub.status.text and hub.status.text != "snet-pe"


def test_what_the_design_refuses_is_told_under_the_field(qtbot, hub) -> None:
    hub.canvas.select(("vm:jump",))
    combo = hub.docks.inspector.fields["vnet"]
    assert isinstance(combo, ChoiceField)
    hub.docks.inspector._commit(Edit("vnet", "no-such-network"))
    assert not hub.bridge.update_now.is_dirty
    assert combo._note.text() == hub.docks.inspector._refusal != ""
    assert combo.combo.currentText() == "hub"


def test_del_in_a_table_removes_its_row_and_not_the_resource(qtbot, hub) -> None:
    hub.canvas.select(("rt:rt-spoke",))
    grid = table(hub).table.grid
    before = routes(hub)
    grid.setFocus()
    grid.setCurrentCell(0, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert hub.bridge.update_now.document.topology.index.at("rt:rt-spoke") is not None
    assert routes(hub) == before[1:]


def test_several_selected_change_together_in_one_step(hub) -> None:
    hub.canvas.select((NODES, PE))
    assert hub.docks.inspector.name.text() == "2 selected"
    switch = hub.docks.inspector.fields["existing"]
    assert isinstance(switch, SwitchField)
    switch.box.click()
    assert subnet(hub).existing and subnet(hub, PE).existing
    hub.bridge.undo()
    assert not subnet(hub).existing and not subnet(hub, PE).existing


def table(window: MainWindow) -> TableField:
    found = window.docks.inspector.fields["routes"]
    assert isinstance(found, TableField)
    return found


def routes(window: MainWindow) -> list[tuple[str, str]]:
    found = window.bridge.update_now.document.topology.index.at("rt:rt-spoke")
    assert isinstance(found, RouteTable)
    return [(route.name, str(route.prefix)) for route in found.routes]


def test_a_row_reaches_the_model_only_when_it_is_whole(hub) -> None:
    hub.canvas.select(("rt:rt-spoke",))
    before = routes(hub)
    grid = table(hub).table.grid
    table(hub).table.add_row()
    row = grid.rowCount() - 1
    assert routes(hub) == before
    grid.item(row, 1).setText("10.99.0.1/16")
    assert routes(hub) == before
    assert "10.99.0.0/16" in grid.item(row, 1).toolTip()
    grid.item(row, 1).setText("10.99.0.0/16")
    assert routes(hub) == [*before, ("route-2", "10.99.0.0/16")]
    hub.bridge.undo()
    assert routes(hub) == before


def test_rows_are_removed_and_undone(hub) -> None:
    hub.canvas.select(("rt:rt-spoke",))
    before = routes(hub)
    widget = table(hub).table
    widget.grid.setCurrentCell(0, 0)
    widget.remove_rows()
    assert routes(hub) == before[1:]
    hub.bridge.undo()
    assert routes(hub) == before
    assert widget.grid.rowCount() == len(before)


def test_many_rows_are_pasted_at_once(hub) -> None:
    from_clipboard = "a\t10.1.0.0/16\tVirtualAppliance\t10.0.1.4\nb\t10.2.0.0/16\tInternet\t"
    hub.canvas.select(("rt:rt-spoke",))
    before = routes(hub)
    QApplication.clipboard().setText(from_clipboard)
    table(hub).table.paste()
    assert routes(hub) == [*before, ("a", "10.1.0.0/16"), ("b", "10.2.0.0/16")]


def test_capacity_and_routes_of_a_subnet_follow_an_edit(qtbot, hub) -> None:
    hub.canvas.select((NODES,))
    facts = hub.docks.inspector._facts
    assert facts is not None
    before = facts.bar.accessibleName()
    assert "2043 usable" in before
    field = text_field(hub, "prefixes")
    type_into(qtbot, field, "10.80.16.0/22")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert "1019 usable" in facts.bar.accessibleName()


def test_every_kind_of_the_sample_has_a_form_without_a_complaint(hub) -> None:
    for key in hub.bridge.update_now.document.topology.index.by_key:
        hub.docks.inspector.show_selection((key,))
        assert hub.docks.inspector.fields


def test_with_nothing_selected_it_is_about_the_design(qtbot, hub) -> None:
    hub.canvas.select(())
    panel = hub.docks.inspector
    assert panel.name.text() == "Hub and two spokes"
    panel.name.setFocus()
    panel.name.selectAll()
    qtbot.keyClicks(panel.name, "Hub (two spokes), 2027")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    region = text_field(hub, "region")
    type_into(qtbot, region, "westeurope")
    qtbot.keyClick(region.line, Qt.Key.Key_Return)
    document = hub.bridge.update_now.document
    assert (document.name, document.settings.region) == ("Hub (two spokes), 2027", "westeurope")
    hub.bridge.undo()
    hub.bridge.undo()
    assert panel.name.text() == "Hub and two spokes"
    assert panel.fields["region"].line.text() == "southeastasia"


def test_esc_gives_up_what_was_typed_and_goes_back_to_the_canvas(qtbot, hub) -> None:
    hub.activateWindow()
    hub.canvas.select((NODES,))
    before = hub.bridge.update_now
    field = text_field(hub, "prefixes")
    type_into(qtbot, field, "10.80.32.0/21")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "10.80.16.0/21" and hub.canvas.hasFocus()
    name = hub.docks.inspector.name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "other")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert name.text() == "snet-aks-nodes" and hub.canvas.hasFocus()
    assert hub.bridge.update_now is before


def test_undo_after_a_value_was_taken_is_that_of_the_design(qtbot, hub) -> None:
    hub.activateWindow()
    hub.canvas.select((NODES,))
    field = text_field(hub, "prefixes")
    type_into(qtbot, field, "10.80.32.0/21")
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hub.bridge.update_now.undo_label is None, "typing is undone in its field"
    type_into(qtbot, field, "10.80.32.0/21")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert [str(p) for p in subnet(hub).prefixes] == ["10.80.32.0/21"]
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [str(p) for p in subnet(hub).prefixes] == ["10.80.16.0/21"]
    assert field.line.text() == "10.80.16.0/21"
