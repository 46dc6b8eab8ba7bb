"""Pairs, capacity and DNS: sheets that follow every edit, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.set_field import SetField
from aksdesigner.gui.docks import CAPACITY, DNS, PAIRS, PATH
from aksdesigner.gui.panels import pairs
from aksdesigner.present.capacity_sheet import sheet_of
from aksdesigner.present.pairs import ends_of, is_asked


def shown_pairs(qtbot, window):
    window.docks.show_bottom(PAIRS)
    panel = window.docks.pairs
    qtbot.waitUntil(lambda: not panel._timer.isActive() and bool(panel.model.pairs))
    return panel


def cell_of(panel, source: str, target: str):
    row = next(i for i, end in enumerate(panel.model.rows) if end.text == source)
    column = next(i for i, end in enumerate(panel.model.columns) if end.text == target)
    return panel.model.index(row, column)


def test_every_asked_pair_has_the_verdict_of_its_trace(qtbot, hub) -> None:
    panel = shown_pairs(qtbot, hub)
    analysis = hub.bridge.update_now.analysis
    assert panel.model.pairs
    for pair in panel.model.pairs.values():
        assert (pair.trace is not None) == is_asked(pair.source, pair.target)
        if pair.trace is None:
            continue
        fresh = analyze(analysis.document).trace(pair.source.text, pair.target.text, port=443)
        assert pair.verdict == fresh.verdict
    verdicts = {pair.verdict for pair in panel.model.pairs.values()}
    assert {"delivered", "dropped"} <= verdicts


def test_enter_opens_the_path_of_the_current_pair(qtbot, hub) -> None:
    panel = shown_pairs(qtbot, hub)
    panel.table.setCurrentIndex(cell_of(panel, "vm:ci-agent", "vm:jump"))
    assert panel.detail.title.text() == "ci-agent → jump"
    assert set(hub.canvas.selection()) == {"vm:ci-agent", "vm:jump"}
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert hub.docks.bottom_header.current == PATH
    path = hub.docks.path
    assert (path.source.text(), path.destination.text()) == ("vm:ci-agent", "vm:jump")
    assert (
        path.trace is not None
        and path.trace.verdict
        == panel.model.pairs[
            cell_of(panel, "vm:ci-agent", "vm:jump").row(),
            cell_of(panel, "vm:ci-agent", "vm:jump").column(),
        ].verdict
    )


def test_pairs_follow_an_edit(qtbot, hub) -> None:
    panel = shown_pairs(qtbot, hub)
    at = cell_of(panel, "vm:ci-agent", "vm:jump")
    before = panel.model.pairs[at.row(), at.column()].verdict
    hub.bridge.do(SetField("peering:spoke-shared>hub", "allow_virtual_network_access", False))
    qtbot.waitUntil(lambda: not panel._timer.isActive())
    assert before == "delivered"
    assert panel.model.pairs[at.row(), at.column()].verdict == "dropped"


def test_the_story_of_the_pair_in_view_follows_an_edit(qtbot, hub) -> None:
    panel = shown_pairs(qtbot, hub)
    panel.table.setCurrentIndex(cell_of(panel, "vm:ci-agent", "vm:jump"))
    assert panel.detail.line.text().startswith("Delivered")
    hub.bridge.do(SetField("peering:spoke-shared>hub", "allow_virtual_network_access", False))
    qtbot.waitUntil(lambda: not panel._timer.isActive())
    assert panel.detail.line.text().startswith("Dropped")


@pytest.mark.parametrize("page", [PAIRS, CAPACITY, DNS])
def test_an_edit_leaves_what_is_being_edited_selected(qtbot, hub, page) -> None:
    hub.docks.show_bottom(page)
    panel = {PAIRS: hub.docks.pairs, CAPACITY: hub.docks.capacity, DNS: hub.docks.names}[page]
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    if page == PAIRS:
        shown_pairs(qtbot, hub)
    panel.table.setCurrentIndex(
        panel.model.index(1 if page == PAIRS else 0, 3 if page == PAIRS else 0)
    )
    chosen = panel.table.currentIndex().row()
    assert hub.canvas.selection()
    hub.canvas.select(("subnet:spoke-shared/snet-build",))
    hub.bridge.do(SetField("subnet:spoke-shared/snet-build", "prefixes", ["10.81.8.0/25"]))
    qtbot.wait(50)
    assert hub.canvas.selection() == ("subnet:spoke-shared/snet-build",)
    assert panel.table.currentIndex().row() == chosen


def test_a_name_field_that_loses_the_focus_selects_nothing(qtbot, hub) -> None:
    hub.docks.show_bottom(DNS)
    panel = hub.docks.names
    panel.typed.setText("kv-payments.vault.azure.net")
    panel.typed.editingFinished.emit()
    assert panel.table.currentIndex().row() == 0
    hub.canvas.select(("vm:jump",))
    panel.typed.editingFinished.emit()
    assert hub.canvas.selection() == ("vm:jump",)


def test_of_a_large_design_only_what_is_in_view_is_asked(qtbot, hub, monkeypatch) -> None:
    monkeypatch.setattr(pairs, "ALL_AT_ONCE", 0)
    panel = shown_pairs(qtbot, hub)
    count = len(panel.model.rows) * len(panel.model.columns)
    assert 0 < len(panel.model.pairs) <= count
    row = panel.model.index(0, 1)
    qtbot.waitUntil(lambda: panel.model.data(row, pairs.PAIR) is not None)


def test_a_port_that_is_none_is_put_back(qtbot, hub) -> None:
    panel = shown_pairs(qtbot, hub)
    panel.port.setText("70000")
    panel._ask_again()
    assert panel.port.text() == "443"


def test_what_is_not_looked_at_asks_nothing(hub) -> None:
    assert not hub.docks.pairs.model.pairs
    assert not hub.docks.capacity.model.sheet
    assert not hub.docks.names.model.names


def test_capacity_counts_what_the_engine_counts(hub) -> None:
    hub.docks.show_bottom(CAPACITY)
    panel = hub.docks.capacity
    analysis = hub.bridge.update_now.analysis
    assert panel.model.sheet == sheet_of(analysis)
    nodes = next(row for row in panel.model.sheet if row.name == "snet-aks-nodes")
    found = analysis.capacity("subnet:spoke-prod/snet-aks-nodes")
    assert (nodes.today, nodes.upgrade, nodes.usable) == (found.today, found.need, found.usable)
    shares = [row.share for row in panel.model.sheet]
    assert shares == sorted(shares, reverse=True)


def test_the_arithmetic_of_a_row_stays_with_it_through_an_edit(hub) -> None:
    hub.docks.show_bottom(CAPACITY)
    panel = hub.docks.capacity
    at = next(i for i, row in enumerate(panel.model.sheet) if row.name == "snet-aks-nodes")
    panel.table.selectRow(at)
    assert hub.canvas.selection() == ("subnet:spoke-prod/snet-aks-nodes",)
    before = panel.detail.text.text()
    hub.bridge.do(SetField("pool:aks-prod/apps", "max_count", 80))
    assert panel.row is not None and panel.row.name == "snet-aks-nodes"
    assert panel.detail.text.text() != before


def test_names_are_resolved_in_each_network(hub) -> None:
    hub.docks.show_bottom(DNS)
    panel = hub.docks.names
    networks = [key.partition(":")[2] for key in panel.model.networks]
    column = networks.index("spoke-prod")
    panel.table.setCurrentIndex(panel.model.index(0, column))
    assert panel.model.names[0].fqdn == "kv-payments.vault.azure.net"
    assert panel.detail.title.text() == "10.80.40.4"
    assert "privatelink.vaultcore.azure.net" in panel.detail.text.text()


def test_any_other_name_may_be_typed(hub) -> None:
    hub.docks.show_bottom(DNS)
    panel = hub.docks.names
    panel.typed.setText("www.example.org")
    panel._ask_again()
    assert panel.model.names[0].fqdn == "www.example.org"
    assert panel.detail.title.text() == "public"


@pytest.mark.parametrize("page", [PAIRS, CAPACITY, DNS])
def test_an_empty_design_says_what_is_missing(qtbot, hub, page) -> None:
    hub.desk.new()
    hub.docks.show_bottom(page)
    panel = {
        PAIRS: hub.docks.pairs,
        CAPACITY: hub.docks.capacity,
        DNS: hub.docks.names,
    }[page]
    assert panel.detail.title.text()
    assert panel.detail.line.text()


def test_one_end_speaks_for_its_subnet(hub) -> None:
    document = hub.bridge.update_now.document
    ends = ends_of(document)
    assert [end.text for end in ends if end.icon == "aks"] == ["pod:aks-prod/system"]
    assert len({end.text for end in ends}) == len(ends)


def test_ports_to_the_internet_are_ranges_too(hub) -> None:
    rows = {row.name: row for row in sheet_of(hub.bridge.update_now.analysis)}
    ports = rows["Ports of azfw"]
    assert ports.usable == 20 * 2 * 2_496
    assert any("2,496" in line for line in ports.arithmetic)


def test_the_answer_in_view_is_found_again_by_name_and_network(qtbot, hub) -> None:
    hub.docks.show_bottom(DNS)
    panel = hub.docks.names
    place = panel.model.place(("kv-payments.vault.azure.net", "vnet:spoke-prod"))
    assert place is not None and place[1] > 0
    panel.table.setCurrentIndex(panel.model.index(*place))
    before = panel.model.networks
    hub.bridge.do(DeleteResources(("vnet:hub",)))
    qtbot.wait(20)
    assert panel.model.networks != before
    told = "kv-payments.vault.azure.net asked in spoke-prod"
    assert panel.detail.line.text() == told
    hub.bridge.do(DeleteResources(("vnet:spoke-prod",)))
    assert panel.detail.title.text() == "Who gets which address"
