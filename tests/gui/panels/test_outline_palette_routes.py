"""Outline, palette and routes: what they show, and how the keyboard works them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from aksdesigner.gui.canvas.menu import entries_for
from aksdesigner.gui.canvas.mime import kind_mime
from aksdesigner.gui.panels.kinds import groups, matching
from aksdesigner.gui.panels.outline import KEY_ROLE
from aksdesigner.model.kinds.catalogue import KINDS


def test_everything_is_in_the_outline_once_below_what_holds_it(hub) -> None:
    outline = hub.docks.outline
    index = hub.bridge.update_now.document.topology.index
    assert set(outline._items) == set(index.by_key)
    nodes = outline._items["subnet:spoke-prod/snet-aks-nodes"]
    assert nodes.parent().data(0, KEY_ROLE) == "vnet:spoke-prod"
    cluster = outline._items["aks:aks-prod"]
    assert cluster.parent() is nodes


def test_selection_goes_both_ways(hub) -> None:
    outline = hub.docks.outline
    hub.canvas.select(("vm:jump",))
    assert [i.data(0, KEY_ROLE) for i in outline.tree.selectedItems()] == ["vm:jump"]
    outline.tree.clearSelection()
    outline._items["fw:azfw"].setSelected(True)
    assert hub.canvas.selection() == ("fw:azfw",)
    assert hub.docks.inspector.name.text() == "azfw"


def test_del_in_the_outline_removes_and_undo_brings_back(qtbot, hub) -> None:
    outline = hub.docks.outline
    hub.docks.show_outline()
    outline._items["vm:jump"].setSelected(True)
    qtbot.keyClick(outline.tree, Qt.Key.Key_Delete)
    assert "vm:jump" not in outline._items
    hub.bridge.undo()
    assert "vm:jump" in outline._items


def test_what_was_folded_stays_folded_over_an_edit(hub) -> None:
    outline = hub.docks.outline
    outline._items["vnet:hub"].setExpanded(False)
    hub.canvas.select(("vm:ci-agent",))
    hub.canvas.delete_selected()
    assert not outline._items["vnet:hub"].isExpanded()
    assert outline._items["vnet:spoke-prod"].isExpanded()


def test_every_kind_that_stands_on_the_canvas_is_in_the_palette() -> None:
    offered = {item.kind for group in groups() for item in group.items}
    assert offered - {"region", "note", "frame"} == {kind.kind for kind in KINDS} - {"peering"}
    assert all(item.tip for group in groups() for item in group.items)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("vpn", "gw"), ("udr", "rt"), ("bgp", "rs"), ("web app", "waf"), ("forwarder", "resolver")],
)
def test_kinds_are_found_by_what_people_call_them(text: str, kind: str) -> None:
    assert kind in {item.kind for item in matching(text)}


def test_a_folded_group_unfolds_for_a_search_and_folds_again(qtbot, hub) -> None:
    palette = hub.docks.palette
    group = next(g for g in palette._parts if g.head.text() == "Hybrid")
    qtbot.mouseClick(group.head, Qt.MouseButton.LeftButton)
    circuit = next(tile for tile in palette.tiles if tile.item.kind == "er")
    assert not circuit.isVisibleTo(palette)
    qtbot.keyClicks(palette.filter, "circuit")
    assert [t.item.kind for t in palette.tiles if t.isVisibleTo(palette)] == ["er"]
    palette.filter.clear()
    assert not circuit.isVisibleTo(palette)
    qtbot.keyClick(group.head, Qt.Key.Key_Space)
    assert circuit.isVisibleTo(palette)


def test_the_menu_adds_in_the_groups_of_the_palette(hub) -> None:
    hub.canvas.select(("vnet:hub",))
    offered = [e for e in entries_for(hub.canvas._desk.ground) if e.action == "add_kind"]
    order = [item.kind for group in groups() for item in group.items]
    kinds = [str(entry.argument) for entry in offered]
    assert {"subnet", "bastion", "rs", "agw", "agc", "resolver", "ddos"} <= set(kinds)
    assert kinds == sorted(kinds, key=order.index)
    assert len({entry.group for entry in offered}) > 3


def test_the_filter_narrows_and_enter_adds_into_the_selected_container(qtbot, hub) -> None:
    palette = hub.docks.palette
    hub.canvas.select(("vnet:spoke-shared",))
    before = len(hub.bridge.update_now.document.topology.vnets[2].subnets)
    qtbot.keyClicks(palette.filter, "subn")
    shown = [tile.item.kind for tile in palette.tiles if tile.isVisibleTo(palette)]
    assert shown == ["subnet"]
    qtbot.keyClick(palette.filter, Qt.Key.Key_Return)
    assert len(hub.bridge.update_now.document.topology.vnets[2].subnets) == before + 1
    assert palette.filter.text() == ""


def test_a_tile_adds_by_space_and_carries_its_kind_when_dragged(qtbot, hub) -> None:
    hub.canvas.select(("subnet:spoke-shared/snet-build",))
    tile = next(t for t in hub.docks.palette.tiles if t.item.kind == "vm")
    before = len(hub.bridge.update_now.document.topology.vms)
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert len(hub.bridge.update_now.document.topology.vms) == before + 1
    assert not tile.drag_pixmap().isNull()
    assert kind_mime("vm").hasFormat("application/x-aksdesigner-kind")


def test_a_search_that_finds_nothing_says_so(qtbot, hub) -> None:
    palette = hub.docks.palette
    qtbot.keyClicks(palette.filter, "quantum")
    assert matching("quantum") == ()
    assert palette._nothing.text() == "No kind called quantum."
    assert palette._nothing.isVisibleTo(palette)


def test_routes_follow_the_selected_subnet_and_say_why(hub) -> None:
    routes = hub.docks.routes
    assert routes._pages.currentIndex() == 0
    hub.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    rows = [routes.table.topLevelItem(i) for i in range(routes.table.topLevelItemCount())]
    found = {(row.text(0), row.text(1)): row for row in rows}
    won = found["0.0.0.0/0", "VirtualAppliance"]
    lost = found["0.0.0.0/0", "Internet"]
    assert won.font(0).bold() and not won.font(0).strikeOut()
    assert lost.font(0).strikeOut() and lost.text(5).startswith("Replaced by")


def test_routes_keep_their_subnet_over_a_rename_and_an_undo(hub) -> None:
    hub.canvas.routes_requested.emit("subnet:hub/snet-shared")
    hub.canvas.select(("subnet:hub/snet-shared",))
    name = hub.docks.inspector.name
    name.setText("snet-core")
    name.editingFinished.emit()
    assert hub.docks.routes.subnet == "subnet:hub/snet-core"
    hub.bridge.undo()
    assert hub.docks.routes.subnet == "subnet:hub/snet-shared"
