"""Lists inside rows: rule collection groups, their collections and rules; policies and peers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from aksdesigner.edit.add import AddResource
from aksdesigner.gui.main_window import MainWindow
from aksdesigner.gui.widgets.field_kinds import TableField
from aksdesigner.gui.widgets.record_table import RecordTable
from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.model.part import plain_of
from tests.support.shared import CHECKOUT

POLICY = "fwpol:afwp-1"


@pytest.fixture
def policy(hub: MainWindow) -> MainWindow:
    assert hub.bridge.do(AddResource("fwpol"))
    hub.canvas.select((POLICY,))
    return hub


def table(window: MainWindow, name: str) -> RecordTable:
    found = window.docks.inspector.fields[name]
    assert isinstance(found, TableField)
    return found.table


def inner(outer: RecordTable, name: str) -> RecordTable:
    return outer._inner[name].table


def type_cell(grid_of: RecordTable, row: int, label: str, text: str) -> None:
    column = next(i for i, c in enumerate(grid_of.columns) if c.label == label)
    cell = grid_of.grid.item(row, column)
    assert cell is not None
    cell.setText(text)


def groups(window: MainWindow) -> list[dict[str, Any]]:
    policy = window.bridge.update_now.document.topology.index.at(POLICY)
    assert policy is not None
    return plain_of(policy).get("ruleCollectionGroups", [])


def test_groups_collections_and_rules_are_added_one_inside_the_other(policy: MainWindow) -> None:
    outer = table(policy, "rule_collection_groups")
    outer.add_row()
    assert groups(policy) == [{"name": "rulecollectiongroup-1", "priority": 100}]
    collections = inner(outer, "collections")
    assert outer._inner["collections"].isVisibleTo(policy)
    collections.add_row()
    type_cell(collections, 0, "Name", "web")
    rules = inner(collections, "rules")
    rules.add_row()
    type_cell(rules, 0, "Name", "https")
    type_cell(rules, 0, "Destinations", "10.1.0.0/16, 10.2.0.0/16")
    type_cell(rules, 0, "Ports", "443, 8443")
    assert groups(policy)[0]["collections"][0]["rules"] == [
        {"name": "https", "destinations": ["10.1.0.0/16", "10.2.0.0/16"], "ports": ["443", "8443"]}
    ]
    type_cell(outer, 0, "Priority", "300")
    assert groups(policy)[0]["priority"] == 300
    assert groups(policy)[0]["collections"][0]["name"] == "web"  # it kept what is inside it


def test_a_wrong_cell_of_the_outer_row_loses_nothing_inside(policy: MainWindow) -> None:
    outer = table(policy, "rule_collection_groups")
    outer.add_row()
    inner(outer, "collections").add_row()
    type_cell(outer, 0, "Priority", "x")
    type_cell(outer, 0, "Priority", "400")
    assert groups(policy)[0]["priority"] == 400
    assert len(groups(policy)[0]["collections"]) == 1


def test_undo_takes_back_what_is_inside(policy: MainWindow) -> None:
    outer = table(policy, "rule_collection_groups")
    outer.add_row()
    collections = inner(outer, "collections")
    collections.add_row()
    assert collections.grid.rowCount() == 1
    policy.bridge.undo()
    assert "collections" not in groups(policy)[0]
    assert inner(table(policy, "rule_collection_groups"), "collections").grid.rowCount() == 0


def test_the_heading_says_whose_rows_they_are(policy: MainWindow) -> None:
    outer = table(policy, "rule_collection_groups")
    outer.add_row()
    outer.add_row()
    type_cell(outer, 0, "Name", "first")
    type_cell(outer, 1, "Name", "second")
    outer.grid.setCurrentCell(0, 0)
    inner(outer, "collections").add_row()
    assert outer._inner["collections"].head.text() == "Collections of first"
    outer.grid.setCurrentCell(1, 0)
    assert outer._inner["collections"].head.text() == "Collections of second"
    assert inner(outer, "collections").grid.rowCount() == 0


def test_rows_that_hold_only_lists_say_how_long_they_are(hub: MainWindow) -> None:
    hub.canvas.select(("aks:aks-prod",))
    policies = table(hub, "network_policies")
    policies.add_row()
    rules = inner(policies, "ingress")
    rules.add_row()
    peers = inner(rules, "peers")
    peers.add_row()
    type_cell(peers, 0, "Namespace labels", "*")
    cell = rules.grid.item(0, 0)
    assert cell is not None and cell.text() == "1: 1 peers, 0 ports"
    cluster = hub.bridge.update_now.document.topology.aks_clusters[0]
    assert plain_of(cluster)["networkPolicies"][0]["ingress"] == [{"peers": [{"namespaces": {}}]}]
    # every namespace, and none at all, are different things, and stay so
    type_cell(peers, 0, "Pod labels", "app=web")
    cluster = hub.bridge.update_now.document.topology.aks_clusters[0]
    assert plain_of(cluster)["networkPolicies"][0]["ingress"] == [
        {"peers": [{"pods": {"app": "web"}, "namespaces": {}}]}
    ]


def test_a_sheet_shows_the_same_rows_and_says_what_is_refused(policy: MainWindow) -> None:
    field = policy.docks.inspector.fields["rule_collection_groups"]
    assert isinstance(field, TableField)
    field.wider.click()
    assert field.sheet is not None and field.sheet.isVisible()
    sheet = field.sheet.table
    sheet.add_row()
    inner(sheet, "collections").add_row()
    rules = inner(inner(sheet, "collections"), "rules")
    rules.add_row()
    assert table(policy, "rule_collection_groups").grid.rowCount() == 1
    type_cell(rules, 0, "Source IP groups", "nowhere")
    assert "There is no ip group nowhere" in field.sheet.message.text()
    type_cell(rules, 0, "Source IP groups", "")
    assert not field.sheet.message.isVisible()
    assert groups(policy)[0]["collections"][0]["rules"] == [{"name": "firewallrule-1"}]
    field.sheet.accept()
    assert field.sheet is None
    assert inner(table(policy, "rule_collection_groups"), "collections").grid.rowCount() == 1


def test_every_resource_of_every_kind_has_a_form(hub: MainWindow, tmp_path: Path) -> None:
    text = (CHECKOUT / "tests" / "support" / "all_kinds.yaml").read_text(encoding="utf-8")
    target = tmp_path / "all.yaml"
    target.write_text(text, encoding="utf-8")
    assert yaml.safe_load(text)["topology"]
    assert hub.desk.open_path(target)
    before = hub.bridge.update_now.document
    seen = set()
    for entry in before.topology.index.entries:
        if entry.resource.kind in seen:
            continue
        seen.add(entry.resource.kind)
        hub.canvas.select((entry.key,))
        hub.docks.inspector.show_selection((entry.key,))
        assert hub.docks.inspector.fields
    assert seen == {kind.kind for kind in KINDS}
    assert hub.bridge.update_now.document is before  # to look changes nothing
